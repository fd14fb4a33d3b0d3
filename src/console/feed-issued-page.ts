import QRCode from 'qrcode';
import { html, raw } from '../platform/html.ts';
import { note } from '../platform/parts.ts';
import { heading, type ConsolePage } from './console-frame.ts';

/** A calendar's secret address, shown this once: to copy, to touch, to scan. */
export async function feedIssuedPage(
  { escortId, name }: { escortId: string; name: string },
  url: string,
): Promise<ConsolePage> {
  const code = raw(await QRCode.toString(url, { type: 'svg', margin: 2, errorCorrectionLevel: 'M', width: 240 }));
  return {
    title: 'Calendar address',
    section: 'escorts',
    body: html`${heading(`The calendar of ${name}`)}
${note('warn', html`<p><b>This address is shown only now.</b> Whoever has it reads the calendar: give it to ${name} alone. Lost? Make a new one, and the old one ends.</p>`)}
<section class="card"><h2>On a phone</h2><p><a class="btn" href="${url.replace(/^https?:/, 'webcal:')}">Subscribe on this phone</a></p><p>Or let ${name} scan this:</p>${code}</section>
<section class="card"><h2>By message, or on a computer</h2><p>Copy the whole address into “Add calendar by URL”:</p><p><input aria-label="Address of the calendar" readonly value="${url}"></p></section>
<p><a href="/console/escorts/${escortId}">Back to ${name}</a></p>`,
  };
}
