import { Schema, type Connection } from 'mongoose';
import { removeEach } from '../platform/remove-each.ts';

/** What is kept of an act for 48 hours: that it was done, with which body, and what was answered (sealed). */
export interface ActRecord {
  _id: string;
  body: string;
  caseFileId?: string;
  reply: string;
  /** Sealed with the house's key: of no family, or of one whose key is destroyed. */
  house?: true;
  at: Date;
}

const actSchema = new Schema(
  { _id: String, body: String, caseFileId: String, reply: String, house: Boolean, at: Date },
  { autoIndex: false, versionKey: false },
).index({ at: 1 });

export type ActStore = ReturnType<typeof createActStore>;

export function createActStore(connection: Connection) {
  const acts = connection.model('ActRecord', actSchema, 'acts');
  return {
    find: async (id: string): Promise<ActRecord | undefined> =>
      (await acts.findById(id).lean<ActRecord>()) ?? undefined,
    insert: async (record: ActRecord): Promise<void> => {
      await acts.insertMany([record], { lean: true });
    },
    removeBetween: (from: Date, to: Date): Promise<number> =>
      removeEach(acts.collection, { at: { $gte: from, $lt: to } }),
  };
}
