import type { Booking } from '../booking/booking.ts';
import { html, type Html } from '../platform/html.ts';
import { card, facts, note, table, tag } from '../platform/parts.ts';
import { postForm, type FormKeys } from '../platform/post-form.ts';
import { formatDay } from '../platform/zone-time.ts';
import { caseLink, stateTag } from './case-cells.ts';
import { heading, link, linkButton, type ConsolePage } from './console-frame.ts';
import { renderEscortWords } from './escort-words-card.ts';
import type { FormState } from './form-page.ts';
import { filledForm } from './form-parts.ts';
import type { SlotDesk } from './slot-desk.ts';
import { escortField } from './slot-fields.ts';
import { slotState } from './slot-line.ts';
import { momentText, windowHtml } from './when.ts';

const ADJUSTED = {
  none: undefined,
  gap: 'The planned time does not exist in that night: it was moved on by an hour.',
  overlap: 'The planned time happens twice in that night: the first is meant.',
};

const LOOKS: Record<string, 'ok' | 'warn' | 'stop' | 'plain' | 'info'> = {
  none: 'stop',
  held: 'warn',
  full: 'ok',
  closed: 'plain',
  '': 'info',
};

/** A slot: when and where, who comes, who is booked (references only), and what can be done with it. */
export function renderSlotPage(desk: SlotDesk, state: FormState, newKeys: () => FormKeys): ConsolePage {
  const { slot } = desk.line;
  const [looks, text] = slotState(desk.line);
  const title = `${formatDay(slot.from, slot.zone, 'en')}, ${desk.names.crossing(slot.crossingId)}`;
  return {
    title: 'Slot',
    section: 'slots',
    body: html`<p>${link(`/console/slots?week=${slot.localDate}`, 'Week of this slot')}</p>
${heading(html`${title} ${tag(LOOKS[looks] ?? 'info', text)}`, slot.status === 'cancelled' ? undefined : actions(desk, newKeys))}
${ADJUSTED[slot.adjusted] !== undefined && note('warn', html`<p>${ADJUSTED[slot.adjusted]}</p>`)}
<div class="columns"><div>${card({ id: 'when', title: 'When and where', body: renderFacts(desk) })}
${slot.status !== 'cancelled' && card({ id: 'escort', title: 'Escort', body: assignForm(desk, state) })}
${renderEscortWords(desk)}</div>
${card({ id: 'booked', title: 'Booked and held', body: renderLive(desk) })}</div>`,
  };
}

function actions({ line: { slot } }: SlotDesk, newKeys: () => FormKeys): Html {
  const address = `/console/slots/${slot._id}`;
  const turn = slot.status === 'open' ? 'close' : 'open';
  const words = { open: 'Open for booking', close: 'Close for booking' };
  return html`${postForm({ action: `${address}/${turn}`, keys: newKeys(), submit: words[turn], small: true, tone: turn === 'open' ? 'main' : 'quiet' })}
${linkButton(`${address}/edit`, 'Edit')} ${linkButton(`${address}/cancel`, 'Cancel the slot')}`;
}

const renderFacts = ({ line: { slot, booked, held, left }, names, cancelledFor }: SlotDesk): Html =>
  facts([
    ['Window', windowHtml(slot)],
    ['Where', names.meetingPoint(slot.meetingPointId)],
    ['Place verified', names.verified(slot.meetingPointId) ?? tag('stop', 'nobody yet')],
    ['Seats', `${slot.capacity}: ${booked} booked, ${held} held, ${left} left`],
    ['Status', slot.status],
    ['Accompanied until', `${momentText(slot.accompaniedUntil, slot.zone)} at the latest`],
    ['Free again', momentText(slot.freeAt, slot.zone)],
    ['Series', slot.seriesId !== undefined && html`<a href="/console/series">one of a series</a>`],
    ['Cancelled', cancelledFor],
  ]);

const assignForm = ({ line: { slot }, choices }: SlotDesk, state: FormState): Html =>
  filledForm(state, {
    action: `/console/slots/${slot._id}/assign`,
    submit: 'Assign',
    tone: 'quiet',
    body: (field) => html`${escortField(field, choices, slot.escortId, 'nobody (this closes the slot)')}`,
  });

const renderLive = ({ line: { live }, caseFiles }: SlotDesk): Html =>
  table<Booking>({
    rows: live,
    empty: 'Nobody is booked here yet. Book from her case file.',
    columns: [
      { head: 'Case', cell: ({ caseFileId }) => linkTo(caseFiles, caseFileId) },
      { head: 'Seats', cell: ({ seats }) => seats, numeric: true },
      { head: 'Booking', cell: ({ status }) => (status === 'held' ? tag('warn', 'held') : tag('ok', status)) },
      { head: 'Made by', cell: ({ madeBy }) => madeBy },
    ],
  });

function linkTo(caseFiles: SlotDesk['caseFiles'], caseFileId: string): Html {
  const caseFile = caseFiles.get(caseFileId);
  return caseFile ? html`${caseLink({ ...caseFile, caseFileId })} ${stateTag(caseFile.state)}` : html`${caseFileId}`;
}
