import type { Slot } from '../slot/slot.ts';
import { HOLD_MINUTES, isOver, type Booking } from './booking.ts';
import {
  ConcernSinceHold,
  BookingEnded,
  HoldExpired,
  SlotClosed,
  SlotDeparted,
  type Concern,
} from './booking-refusals.ts';

/** Throws HoldExpired or BookingEnded unless the booking still takes its seats. */
export function checkLive(booking: Booking, now: Date): void {
  if (booking.status === 'expired' || isOver(booking, now)) throw new HoldExpired();
  if (!booking.live) throw new BookingEnded(booking.status);
}

/** Decided again under the lock: a hold that a process with a faster clock gave away is refused, never sold twice. */
export function confirmHold(booking: Booking, slot: Slot, now: Date): Pick<Booking, 'status'> {
  checkLive(booking, now);
  if (booking.status !== 'held') throw new BookingEnded(booking.status);
  if (slot.status !== 'open') throw new SlotClosed();
  if (slot.from <= now) throw new SlotDeparted();
  return { status: 'booked' };
}

/** What speaks against it now and nobody has acknowledged. */
export function unseenOf({ acknowledged }: Pick<Booking, 'acknowledged'>, concerns: readonly Concern[]): Concern[] {
  const seen = acknowledged?.codes ?? [];
  return concerns.filter(({ code }) => !seen.includes(code));
}

/** A hold is confirmed on what its coordinator has seen: what has come up since must be seen first. Throws ConcernSinceHold. */
export function checkSeen(booking: Booking, concerns: readonly Concern[]): void {
  const unseen = unseenOf(booking, concerns);
  if (unseen.length > 0) throw new ConcernSinceHold(unseen);
}

/** Ten more minutes, up to thirty in all. */
export function extendHold(booking: Booking, now: Date): { heldUntil: Date } {
  checkLive(booking, now);
  if (booking.status !== 'held' || !booking.extendableUntil) throw new BookingEnded(booking.status);
  const wished = now.getTime() + HOLD_MINUTES * 60_000;
  return { heldUntil: new Date(Math.min(wished, booking.extendableUntil.getTime())) };
}
