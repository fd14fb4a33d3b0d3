import { Schema, type Connection } from 'mongoose';
import type { EscortWord } from './escort-word.ts';

const escortWordSchema = new Schema(
  { _id: String, slotId: String, escortId: String, kind: String, caseFileId: String, seen: Number, at: Date },
  { autoIndex: false, versionKey: false },
).index({ slotId: 1, at: 1 });

export type EscortWordStore = ReturnType<typeof createEscortWordStore>;

export function createEscortWordStore(connection: Connection) {
  const words = connection.model('EscortWord', escortWordSchema, 'escortwords');
  return {
    insert: async (word: EscortWord): Promise<void> => {
      await words.insertMany([word], { lean: true });
    },
    /** What was said of these slots, the oldest first. */
    listOfSlots: (slotIds: readonly string[]): Promise<EscortWord[]> =>
      words
        .find({ slotId: { $in: slotIds } })
        .sort({ at: 1 })
        .lean<EscortWord[]>(),
  };
}
