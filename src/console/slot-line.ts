import { counts, isHeld, type Booking } from '../booking/booking.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotQuery, SlotStore } from '../slot/slot-store.ts';

/** A slot with what stands on it at this moment. */
export interface SlotLine {
  slot: Slot;
  /** Bookings and holds that take seats now. */
  live: Booking[];
  booked: number;
  held: number;
  left: number;
}

export function toSlotLine(slot: Slot, bookings: readonly Booking[], now: Date): SlotLine {
  const live = bookings.filter((booking) => booking.slotId === slot._id && counts(booking, now));
  const seatsOf = (held: boolean): number =>
    live.filter((booking) => isHeld(booking) === held).reduce((sum, { seats }) => sum + seats, 0);
  const booked = seatsOf(false);
  const held = seatsOf(true);
  return { slot, live, booked, held, left: slot.capacity - booked - held };
}

export type ListSlotLines = (query: SlotQuery) => Promise<SlotLine[]>;

/** Slots of a time range with their seats as they stand. */
export const slotLines =
  ({ slots, bookings, clock }: { slots: SlotStore; bookings: BookingStore; clock: Clock }): ListSlotLines =>
  async (query) => {
    const found = await slots.list(query);
    const live = await bookings.listLiveInSlots(found.map(({ _id }) => _id));
    const now = clock();
    return found.map((slot) => toSlotLine(slot, live, now));
  };

/** What a slot is, in a word for people and one for its looks. An unassigned one is the loudest. */
export function slotState({ slot, booked, held, left }: SlotLine): readonly [looks: string, text: string] {
  const taken = `${booked} of ${slot.capacity}`;
  if (slot.status === 'cancelled') return ['closed', 'cancelled'];
  if (slot.escortId === undefined)
    return ['none', booked + held > 0 ? `nobody · ${booked + held} booked: tell them` : 'nobody assigned'];
  if (slot.status !== 'open') return ['closed', `${taken} · ${slot.status}`];
  if (held > 0) return ['held', `${taken} · ${held} held · ${left} left`];
  return left === 0 ? ['full', `${taken} · full`] : ['', `${taken} · ${left} left`];
}
