import { hasSeen } from '../booking/event-code.ts';
import type { Booking } from '../booking/booking.ts';
import type { Slot } from '../slot/slot.ts';
import { type CrossingEvent } from './crossing-event.ts';
import { momentStart } from './period.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { everyPass, hindrancesOn, kindOf, type Pass } from './touched-way.ts';

/** What an escort reads of one crossing on the way to his meeting. */
export interface SlotClosure {
  rowId: string;
  eventId: string;
  crossing: string;
  kind: 'closed' | 'restricted';
  from: Date;
  /** It had not begun yet when it was recorded. */
  ahead: boolean;
}

/** A booking of a slot with the borders on her way. */
export interface BookedPasses {
  booking: Booking;
  passes: readonly Pass[];
}

/**
 * What speaks against one slot: its own crossing in its window, or a border on the way of somebody who is booked there
 * and was not known when she was. It hangs on what is recorded and on no clock, so that one published number of a
 * slot has one text; that an event's time has come is recorded too.
 */
export const closuresOfSlot = (slot: AskedSlot, booked: readonly BookedPasses[], rows: readonly RecordedEvent[]) =>
  findOfSlot(slot, booked, rows, hasSeen);

/** As closuresOfSlot, what was acknowledged at a booking too: it hinders whoever knows of it. */
export const hindrancesOfSlot = (slot: AskedSlot, booked: readonly BookedPasses[], rows: readonly RecordedEvent[]) =>
  findOfSlot(slot, booked, rows, () => false);

type AskedSlot = Pick<Slot, 'crossingId' | 'from' | 'to'>;

function findOfSlot(
  slot: AskedSlot,
  booked: readonly BookedPasses[],
  rows: readonly RecordedEvent[],
  isLeftOut: typeof hasSeen,
): SlotClosure[] {
  const standing = rows.filter(({ what }) => what !== 'ended');
  if (standing.length === 0) return [];
  const since = new Date(Math.max(...rows.map(({ at }) => at.getTime())));
  const rowOf = new Map(standing.map((row) => [row.eventId, row]));
  const events = standing.map(({ event }) => event);
  const found = new Map<string, SlotClosure>();
  const note = (pass: Pass, event: CrossingEvent, booking?: Booking): void => {
    const row = rowOf.get(event.id);
    if (!row || (booking && isLeftOut(booking, row._id))) return;
    const from = momentStart(event.from);
    const kind = kindOf(event, pass.mode);
    const facts = { rowId: row._id, eventId: event.id, crossing: pass.crossing, kind, from, ahead: from > row.at };
    found.set(`${event.id} ${pass.crossing}`, facts);
  };
  for (const pass of everyPass(slot.crossingId, slot.from, slot.to))
    for (const event of hindrancesOn(pass, events, since)) note(pass, event);
  for (const { booking, passes } of booked)
    for (const pass of passes) for (const event of hindrancesOn(pass, events, since)) note(pass, event, booking);
  return [...found.values()].sort(byWeight);
}

/** What is closed comes before what is restricted. */
export const byWeight = (one: Pick<SlotClosure, 'kind' | 'from'>, other: Pick<SlotClosure, 'kind' | 'from'>): number =>
  one.kind.localeCompare(other.kind) || one.from.getTime() - other.from.getTime();
