import { formatReference } from '../case-file/codes.ts';
import { html } from '../platform/html.ts';
import { card, facts, note, tag } from '../platform/parts.ts';
import { renderAllBookings } from './case-bookings.ts';
import { stateTag } from './case-cells.ts';
import type { CaseDesk } from './case-desk.ts';
import { renderProgress } from './case-progress-list.ts';
import { heading, type ConsolePage } from './console-frame.ts';
import { DESK_ZONE, momentText } from './when.ts';

/** In place of every page about a case file that was erased: what stays of it, and no form. */
export function renderErasedCase(desk: CaseDesk): ConsolePage {
  const { view } = desk;
  const reference = formatReference(view.reference);
  return {
    title: `${reference} · erased`,
    section: 'cases',
    body: html`${heading(html`${reference} ${tag('plain', 'erased')} ${stateTag(view.state)}`)}
${note('stop', html`<p>The personal data of this case file has been erased and cannot be brought back. Nothing can be added. If she calls, open a new one.</p>`)}
<div class="columns"><div>
${card({
  id: 'stays',
  title: 'What stays',
  body: facts([
    ['Erased', view.erasedBy && `${momentText(new Date(view.erasedBy.at), DESK_ZONE)}, by ${view.erasedBy.by}`],
    ['Opened', momentText(new Date(view.openedAt), DESK_ZONE)],
    ['Party', String(view.party)],
  ]),
})}
</div><div>
${card({ id: 'progress', title: 'What happened', body: renderProgress(view, []) })}
${view.bookings.length > 0 && card({ id: 'meeting', title: 'Her meetings', body: renderAllBookings(desk) })}
</div></div>`,
  };
}
