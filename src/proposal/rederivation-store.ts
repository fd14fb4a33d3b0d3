import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import type { Rederivation } from './rederivation.ts';

const rederivationSchema = new Schema(
  {
    _id: String,
    rev: Number,
    because: String,
    data: String,
    cursor: String,
    counts: new Schema({ wrong: Number, proposed: Number }, { _id: false }),
    open: Boolean,
    at: Date,
    doneAt: Date,
  },
  { autoIndex: false, versionKey: false },
)
  .index({ open: 1, at: 1 }, { partialFilterExpression: { open: true } })
  .index({ at: 1 })
  .index({ because: 1, at: 1 });

export type RederivationStore = ReturnType<typeof createRederivationStore>;

export function createRederivationStore(connection: Connection) {
  const rows = connection.model('Rederivation', rederivationSchema, 'rederivations');
  const get = async (id: string): Promise<Rederivation> => {
    const row = await rows.findById(id).lean<Rederivation>();
    if (!row) throw new NotFound('re-derivation');
    return row;
  };
  return {
    get,
    /** Takes it for this transaction: two processes never move it on alike. Throws NotFound. */
    lock: async (id: string): Promise<Rederivation> => {
      await rows.updateOne({ _id: id }, { $inc: { rev: 1 } });
      return get(id);
    },
    insert: async (row: Rederivation): Promise<void> => {
      await rows.insertMany([row], { lean: true });
    },
    moveOn: async (id: string, to: Pick<Rederivation, 'cursor' | 'counts'>): Promise<void> => {
      await rows.updateOne({ _id: id }, { $set: to });
    },
    finish: async (id: string, doneAt: Date): Promise<void> => {
      await rows.updateOne({ _id: id }, { $set: { doneAt }, $unset: { open: 1 } });
    },
    /** Those that are not done, the oldest first. */
    listOpen: (): Promise<Rederivation[]> => rows.find({ open: true }).sort({ at: 1 }).lean<Rederivation[]>(),
    /** What the data was when it was last looked at because of it. */
    findLastData: async (): Promise<string | undefined> => {
      const [last] = await rows.find({ because: 'data' }).sort({ at: -1 }).limit(1).lean<Rederivation[]>();
      return last?.data;
    },
    /** Begun in `[from, to)`, the newest first. */
    listBetween: (from: Date, to: Date): Promise<Rederivation[]> =>
      rows
        .find({ at: { $gte: from, $lt: to } })
        .sort({ at: -1 })
        .limit(20)
        .lean<Rederivation[]>(),
  };
}
