import { Schema, type Connection } from 'mongoose';
import type { CallerCheck } from './caller-check.ts';

const checkSchema = new Schema(
  {
    _id: String,
    caseFileId: String,
    rev: Number,
    at: Date,
    by: String,
    byId: String,
    asked: [String],
    matched: Boolean,
  },
  { autoIndex: false, versionKey: false },
).index({ caseFileId: 1, rev: 1 }, { unique: true });

export type CallerCheckStore = ReturnType<typeof createCallerCheckStore>;

/** More than are made within the hour that a check counts. */
const MOST = 50;

export function createCallerCheckStore(connection: Connection) {
  const checks = connection.model('CallerCheck', checkSchema, 'callerchecks');
  return {
    insert: async (check: CallerCheck): Promise<void> => {
      await checks.insertMany([check], { lean: true });
    },
    /** The newest first. */
    listOfCase: (caseFileId: string): Promise<CallerCheck[]> =>
      checks.find({ caseFileId }).sort({ rev: -1 }).limit(MOST).lean<CallerCheck[]>(),
  };
}
