import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import type { Booking } from './booking.ts';

const bookingSchema = new Schema(
  {
    _id: String,
    slotId: String,
    caseFileId: String,
    stageKey: String,
    status: String,
    live: Boolean,
    ofStage: Boolean,
    seats: Number,
    heldUntil: Date,
    extendableUntil: Date,
    madeAt: Date,
    madeBy: String,
    endedAt: Date,
    endedBy: String,
    reason: String,
    movedFrom: String,
    movedTo: String,
    acknowledged: new Schema({ codes: [String], reason: String }, { _id: false }),
  },
  { autoIndex: false, versionKey: false },
)
  // Of what is live alone: what has ended only grows, and is asked for by nobody but its case.
  .index({ slotId: 1 }, { partialFilterExpression: { live: true } })
  .index({ caseFileId: 1 }, { partialFilterExpression: { live: true } })
  .index({ caseFileId: 1, madeAt: 1 })
  .index({ heldUntil: 1 }, { partialFilterExpression: { status: 'held' } })
  // The second lock on the door: whatever the code does, one held or booked place a case and stage.
  .index({ caseFileId: 1, stageKey: 1 }, { unique: true, partialFilterExpression: { ofStage: true } });

export type BookingStore = ReturnType<typeof createBookingStore>;

export function createBookingStore(connection: Connection) {
  const bookings = connection.model('Booking', bookingSchema, 'bookings');
  const find = async (id: string): Promise<Booking | undefined> =>
    (await bookings.findById(id).lean<Booking>()) ?? undefined;
  return {
    find,
    get: async (id: string): Promise<Booking> => {
      const booking = await find(id);
      if (!booking) throw new NotFound('booking');
      return booking;
    },
    listLiveInSlot: (slotId: string): Promise<Booking[]> => bookings.find({ slotId, live: true }).lean<Booking[]>(),
    listLiveInSlots: (slotIds: readonly string[]): Promise<Booking[]> =>
      bookings.find({ slotId: { $in: slotIds }, live: true }).lean<Booking[]>(),
    /** All of them, by the index of live ones: where thousands of slots are asked for, `$in` costs the engine far more. */
    listLive: (): Promise<Booking[]> => bookings.find({ slotId: { $gt: '' }, live: true }).lean<Booking[]>(),
    listOfCase: (caseFileId: string): Promise<Booking[]> =>
      bookings.find({ caseFileId }).sort({ madeAt: 1 }).lean<Booking[]>(),
    listLiveOfCase: (caseFileId: string): Promise<Booking[]> =>
      bookings.find({ caseFileId, live: true }).lean<Booking[]>(),
    /** Holds that end in `(from, to]`, the first to end first. */
    listHeld: (from: Date, to: Date): Promise<Booking[]> =>
      bookings
        .find({ status: 'held', heldUntil: { $gt: from, $lte: to } })
        .sort({ heldUntil: 1 })
        .lean<Booking[]>(),
    insert: async (booking: Booking): Promise<void> => {
      await bookings.insertMany([booking], { lean: true });
    },
    update: async (id: string, change: Partial<Booking>): Promise<void> => {
      await bookings.updateOne({ _id: id }, { $set: change });
    },
    /** Ends a booking: it counts nowhere any more, and its stage is free for another. */
    end: async (id: string, change: Pick<Booking, 'status'> & Partial<Booking>): Promise<void> => {
      await bookings.updateOne({ _id: id }, { $set: { ...change, live: false }, $unset: { ofStage: 1 } });
    },
  };
}
