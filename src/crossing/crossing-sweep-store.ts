import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import type { CrossingSweep } from './crossing-sweep.ts';

const sweepSchema = new Schema(
  {
    _id: String,
    rev: Number,
    eventId: String,
    from: Date,
    to: Date,
    cursor: String,
    counts: new Schema({ slots: Number, travellers: Number, escorts: Number }, { _id: false }),
    open: Boolean,
    at: Date,
    doneAt: Date,
  },
  { autoIndex: false, versionKey: false },
).index({ open: 1, at: 1 }, { partialFilterExpression: { open: true } });

export type CrossingSweepStore = ReturnType<typeof createCrossingSweepStore>;

export function createCrossingSweepStore(connection: Connection) {
  const sweeps = connection.model('CrossingSweep', sweepSchema, 'crossingsweeps');
  const get = async (id: string): Promise<CrossingSweep> => {
    const sweep = await sweeps.findById(id).lean<CrossingSweep>();
    if (!sweep) throw new NotFound('sweep');
    return sweep;
  };
  return {
    get,
    /** Takes the sweep for this transaction: two processes never do the same batch. Throws NotFound. */
    lock: async (id: string): Promise<CrossingSweep> => {
      await sweeps.updateOne({ _id: id }, { $inc: { rev: 1 } });
      return get(id);
    },
    insert: async (sweep: CrossingSweep): Promise<void> => {
      await sweeps.insertMany([sweep], { lean: true });
    },
    /** Moves a sweep that this transaction has locked on. */
    moveOn: async (id: string, to: Pick<CrossingSweep, 'cursor' | 'counts'>): Promise<void> => {
      await sweeps.updateOne({ _id: id }, { $set: to });
    },
    finish: async (id: string, doneAt: Date): Promise<void> => {
      await sweeps.updateOne({ _id: id }, { $set: { doneAt }, $unset: { open: 1 } });
    },
    /** Those that are not done, the oldest first. */
    listOpen: (): Promise<CrossingSweep[]> => sweeps.find({ open: true }).sort({ at: 1 }).lean<CrossingSweep[]>(),
  };
}
