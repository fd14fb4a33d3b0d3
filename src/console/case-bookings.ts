import type { BookingLine } from '../case-file/case-view.ts';
import { html, type Html } from '../platform/html.ts';
import { note, table, tag } from '../platform/parts.ts';
import { postForm, type FormKeys } from '../platform/post-form.ts';
import { formatDay } from '../platform/zone-time.ts';
import type { Slot } from '../slot/slot.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk } from './case-desk.ts';
import { linkButton } from './console-frame.ts';
import { DESK_ZONE, minutesUntil, momentText, windowHtml } from './when.ts';

/** Her live booking or hold with what can be done about it, then what was before. */
export function renderBookings(desk: CaseDesk, newKeys: () => FormKeys): Html {
  const { bookings } = desk.view;
  const live = bookings.filter((booking) => booking.live);
  const past = bookings.filter((booking) => !booking.live);
  return html`${live.map((booking) => renderLive(desk, booking, newKeys))}${past.length > 0 && renderPast(desk, past)}`;
}

function renderLive(desk: CaseDesk, booking: BookingLine, newKeys: () => FormKeys): Html {
  const slot = desk.slotOf.get(booking.slotId);
  const address = `${caseAddress(desk.view.caseFileId)}/bookings/${booking.bookingId}`;
  const hold = booking.status === 'held' ? renderHold(desk, booking, address, newKeys) : undefined;
  return html`<div>${slot && renderMeeting(desk, slot, booking)}${hold}
<div class="actions">${linkButton(`${address}/move`, 'Move')} ${linkButton(`${address}/cancel`, 'Cancel')} ${slot && html`<a href="/console/slots/${slot._id}">Open the slot</a>`}</div></div>`;
}

const renderMeeting = ({ names }: CaseDesk, slot: Slot, { status, seats }: BookingLine): Html =>
  html`<p class="lead"><b>${formatDay(slot.from, slot.zone, 'en')}</b>, ${windowHtml(slot)} ${
    status === 'held' ? tag('warn', 'held') : tag('ok', status)
  }</p><p>${names.meetingPoint(slot.meetingPointId)}<br><span class="soft small">Place verified ${names.verified(slot.meetingPointId) ?? 'by nobody'}</span><br>${
    slot.escortId === undefined
      ? tag('stop', 'nobody meets her: call her')
      : html`Met by ${names.escort(slot.escortId)}`
  } · ${seats} ${seats === 1 ? 'seat' : 'seats'}</p>`;

function renderHold({ now }: CaseDesk, { heldUntil }: BookingLine, address: string, newKeys: () => FormKeys): Html {
  const minutes = heldUntil === undefined ? 0 : minutesUntil(new Date(heldUntil), now);
  return html`${note('warn', html`<p><b>Held for ${minutes} more ${minutes === 1 ? 'minute' : 'minutes'}.</b> After that the seats are free for others.</p>`)}
<div class="actions">${postForm({ action: `${address}/confirm`, keys: newKeys(), submit: 'Book it now', small: true })}
${postForm({ action: `${address}/extend`, keys: newKeys(), submit: 'Ten minutes more', tone: 'quiet', small: true })}</div>`;
}

const renderPast = (desk: CaseDesk, past: readonly BookingLine[]): Html =>
  html`<details><summary>${past.length} earlier</summary>${bookingTable(desk, past)}</details>`;

/** Every booking she has had, with nothing to be done about it. */
export const renderAllBookings = (desk: CaseDesk): Html => bookingTable(desk, desk.view.bookings);

const bookingTable = (desk: CaseDesk, rows: readonly BookingLine[]): Html =>
  table({
    rows,
    empty: '',
    columns: [
      { head: 'Slot', cell: ({ slotId }) => slotText(desk, slotId) },
      {
        head: 'What became of it',
        cell: ({ status, reason }) => html`${status}${reason !== undefined && html`: ${reason}`}`,
      },
      { head: 'Made', cell: ({ madeAt }) => momentText(new Date(madeAt), DESK_ZONE) },
    ],
  });

function slotText({ slotOf, names }: CaseDesk, slotId: string): string {
  const slot = slotOf.get(slotId);
  return slot ? `${momentText(slot.from, slot.zone)}, ${names.crossing(slot.crossingId)}` : slotId;
}
