import type { Slot } from '../slot/slot.ts';
import { z } from 'zod';
import { BOOKING_STATUSES, type Booking } from './booking.ts';

/** What a caller is told of a booking. Instants are ISO 8601 in UTC. */
export const bookingViewSchema = z.strictObject({
  bookingId: z.string(),
  slotId: z.string(),
  caseFileId: z.string(),
  status: z.enum(BOOKING_STATUSES),
  seats: z.int(),
  heldUntil: z.iso.datetime().exactOptional(),
  from: z.iso.datetime(),
});
export type BookingView = z.infer<typeof bookingViewSchema>;

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
