import type { Slot } from '../slot/slot.ts';
import type { Booking } from './booking.ts';

/** What a caller is told of a booking. Instants are ISO 8601 in UTC. */
export interface BookingView {
  bookingId: string;
  slotId: string;
  caseFileId: string;
  status: Booking['status'];
  seats: number;
  heldUntil?: string;
  from: string;
}

const toBookingView = (booking: Booking, slot: Slot): BookingView => ({
  bookingId: booking._id,
  slotId: booking.slotId,
  caseFileId: booking.caseFileId,
  status: booking.status,
  seats: booking.seats,
  ...(booking.status === 'held' && booking.heldUntil ? { heldUntil: booking.heldUntil.toISOString() } : {}),
  from: slot.from.toISOString(),
});

/** What an act on a booking leaves: the answer, and what the audit keeps of it. */
export const doneWith = (booking: Booking, slot: Slot) => ({
  reply: toBookingView(booking, slot),
  which: { slotId: booking.slotId, caseFileId: booking.caseFileId, bookingId: booking._id },
  fields: ['booking'],
});
