import type { BookingStore } from './booking-store.ts';
import { isOver, type Booking } from './booking.ts';

/**
 * The bookings that count in a slot that this transaction has locked. Holds whose time is over are written as expired
 * first: a process with a slower clock would else confirm one on a slot that was changed as if it were free.
 */
export async function expireHolds(bookings: BookingStore, slotId: string, now: Date): Promise<Booking[]> {
  const live = await bookings.listLiveInSlot(slotId);
  for (const hold of live.filter((booking) => isOver(booking, now)))
    await bookings.end(hold._id, { status: 'expired', endedAt: now });
  return live.filter((booking) => !isOver(booking, now));
}
