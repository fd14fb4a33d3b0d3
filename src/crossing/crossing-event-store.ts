import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import { currentRows, type RecordedEvent } from './recorded-event.ts';

const recordedEventSchema = new Schema(
  {
    _id: String,
    rev: Number,
    eventId: String,
    seq: Number,
    what: String,
    event: Schema.Types.Mixed,
    at: Date,
    by: String,
  },
  { autoIndex: false, versionKey: false, minimize: false },
)
  // The second lock on the door: two processes never add the same number to one event.
  .index({ eventId: 1, seq: 1 }, { unique: true });

export type CrossingEventStore = ReturnType<typeof createCrossingEventStore>;

export function createCrossingEventStore(connection: Connection) {
  const rows = connection.model('CrossingEvent', recordedEventSchema, 'crossingevents');
  /** Every row: few are ever written, and one that is a year old may still hold. */
  const list = (): Promise<RecordedEvent[]> => rows.find({}).sort({ at: 1 }).lean<RecordedEvent[]>();
  return {
    list,
    /** The row that holds of each event. */
    listCurrent: async (): Promise<RecordedEvent[]> => currentRows(await list()),
    listOfEvent: (eventId: string): Promise<RecordedEvent[]> =>
      rows.find({ eventId }).sort({ seq: 1 }).lean<RecordedEvent[]>(),
    /** Takes the event for this transaction and gives the row that holds. Throws NotFound. */
    lock: async (eventId: string): Promise<RecordedEvent> => {
      await rows.updateOne({ _id: eventId }, { $inc: { rev: 1 } });
      const row = (await rows.find({ eventId }).sort({ seq: 1 }).lean<RecordedEvent[]>()).at(-1);
      if (!row) throw new NotFound('crossing event');
      return row;
    },
    insert: async (row: RecordedEvent): Promise<void> => {
      await rows.insertMany([row], { lean: true });
    },
  };
}
