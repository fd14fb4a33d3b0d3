import { Schema, type Connection } from 'mongoose';
import { toUpdate, type ChangedFields } from '../platform/changed-fields.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Escort } from './escort.ts';

const escortSchema = new Schema(
  {
    _id: String,
    rev: Number,
    name: String,
    sealedPhone: String,
    language: String,
    zone: String,
    crossingIds: [String],
    verified: new Schema({ by: String, at: Date }, { _id: false }),
    retired: Boolean,
  },
  { autoIndex: false, versionKey: false },
);

export type EscortStore = ReturnType<typeof createEscortStore>;

export function createEscortStore(connection: Connection) {
  const escorts = connection.model('Escort', escortSchema, 'escorts');
  const find = async (id: string): Promise<Escort | undefined> =>
    (await escorts.findById(id).lean<Escort>()) ?? undefined;
  const get = async (id: string): Promise<Escort> => {
    const escort = await find(id);
    if (!escort) throw new NotFound('escort');
    return escort;
  };
  return {
    find,
    get,
    /** Takes the escort for this transaction and gives him as he now stands. Throws NotFound. */
    lock: async (id: string): Promise<Escort> => {
      await escorts.updateOne({ _id: id }, { $inc: { rev: 1 } });
      return get(id);
    },
    findMany: (idList: readonly string[]): Promise<Escort[]> => escorts.find({ _id: { $in: idList } }).lean<Escort[]>(),
    list: (): Promise<Escort[]> => escorts.find({}).sort({ name: 1 }).lean<Escort[]>(),
    insert: async (escort: Escort): Promise<void> => {
      await escorts.insertMany([escort], { lean: true });
    },
    update: async (id: string, change: ChangedFields<Escort>): Promise<void> => {
      await escorts.updateOne({ _id: id }, toUpdate(change));
    },
  };
}
