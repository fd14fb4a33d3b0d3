import { Schema, type Connection } from 'mongoose';
import type { Clearing } from './clearing.ts';

const clearingSchema = new Schema(
  { _id: String, kind: String, caseFileId: String, slotId: String, upTo: Date, at: Date, by: String, note: String },
  { autoIndex: false, versionKey: false },
)
  .index({ caseFileId: 1, at: 1 })
  .index({ slotId: 1, at: 1 });

export type ClearingStore = ReturnType<typeof createClearingStore>;

export function createClearingStore(connection: Connection) {
  const clearings = connection.model('Clearing', clearingSchema, 'clearings');
  return {
    insert: async (clearing: Clearing): Promise<void> => {
      await clearings.insertMany([clearing], { lean: true });
    },
    /** Of these families, the oldest first. */
    listOfCases: (caseFileIds: readonly string[]): Promise<Clearing[]> =>
      clearings
        .find({ caseFileId: { $in: caseFileIds } })
        .sort({ at: 1 })
        .lean<Clearing[]>(),
    /** Of these slots, whether they are about a family or not. */
    listOfSlots: (slotIds: readonly string[]): Promise<Clearing[]> =>
      clearings
        .find({ slotId: { $in: slotIds } })
        .sort({ at: 1 })
        .lean<Clearing[]>(),
  };
}
