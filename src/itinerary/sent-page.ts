import { html } from '../platform/html.ts';
import { zoneNow, type WayPageParts } from './way-page.ts';
import { renderCall } from './meeting-part.ts';
import { WORDS } from './phrases.ts';
import { renderLastReport } from './report-part.ts';
import { REPORT_TEXTS } from './report-phrases.ts';
import type { Report } from './report.ts';
import { renderTravellerPage } from './traveller-page.ts';
import type { Way } from './way.ts';

/** The answer to what she tapped. It opens beside her page, which stays as it was. */
export function renderSent(way: Way, latest: Report | undefined, { frame, keys, now }: WayPageParts): string {
  const lang = way.language;
  const zone = way.state === 'planned' ? zoneNow(way) : 'Europe/Kyiv';
  const call = renderCall(way, lang);
  const body = html`<h1>${REPORT_TEXTS[latest ? 'received' : 'takenBack'][lang]}</h1>
${renderLastReport(latest, { keys, zone, now }, lang)}
${call && html`<p>${WORDS.call[lang]}: ${call}</p>`}
<p><a class="btn" href="/way">${WORDS.toWay[lang]}</a></p>`;
  return renderTravellerPage({ ...frame, lang, body, keys });
}
