import { Schema, type Connection } from 'mongoose';
import type { CrossingCheck, ObservedWait } from './observation.ts';

const seen = { _id: String, crossing: String, at: Date, source: String, by: String, recordedAt: Date };
const options = { autoIndex: false, versionKey: false } as const;
const waitSchema = new Schema({ ...seen, direction: String, mode: String, minutes: Number }, options).index({ at: 1 });
const checkSchema = new Schema(seen, options).index({ crossing: 1, at: 1 });

export type ObservationStore = ReturnType<typeof createObservationStore>;

/** Waits and checks of crossings; rows are added and never changed. */
export function createObservationStore(connection: Connection) {
  const waits = connection.model('CrossingWait', waitSchema, 'crossingwaits');
  const checks = connection.model('CrossingCheck', checkSchema, 'crossingchecks');
  return {
    insertWait: async (wait: ObservedWait): Promise<void> => {
      await waits.insertMany([wait], { lean: true });
    },
    insertCheck: async (check: CrossingCheck): Promise<void> => {
      await checks.insertMany([check], { lean: true });
    },
    /** Seen in `[from, to)`, the newest first. */
    listWaits: (from: Date, to: Date): Promise<ObservedWait[]> =>
      waits
        .find({ at: { $gte: from, $lt: to } })
        .sort({ at: -1 })
        .lean<ObservedWait[]>(),
    /** The newest check of each crossing that is named. */
    listLastChecks: async (crossings: readonly string[]): Promise<CrossingCheck[]> => {
      const found: CrossingCheck[] = [];
      for (const crossing of crossings) {
        const [last] = await checks.find({ crossing }).sort({ at: -1 }).limit(1).lean<CrossingCheck[]>();
        if (last) found.push(last);
      }
      return found;
    },
  };
}
