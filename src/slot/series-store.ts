import { Schema, type Connection } from 'mongoose';
import { toUpdate, type ChangedFields } from '../platform/changed-fields.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Series } from './series.ts';

const seriesSchema = new Schema(
  {
    _id: String,
    rev: Number,
    routeRef: String,
    stageKey: String,
    crossingId: String,
    meetingPointId: String,
    zone: String,
    weekdays: [Number],
    localTimes: [String],
    windowMinutes: Number,
    capacity: Number,
    escortId: String,
    validFrom: String,
    validTo: String,
    retired: Boolean,
  },
  { autoIndex: false, versionKey: false },
);

export type SeriesStore = ReturnType<typeof createSeriesStore>;

export function createSeriesStore(connection: Connection) {
  const series = connection.model('Series', seriesSchema, 'series');
  const get = async (id: string): Promise<Series> => {
    const found = await series.findById(id).lean<Series>();
    if (!found) throw new NotFound('series');
    return found;
  };
  return {
    get,
    /** Takes the series for this transaction: its planner and its editor wait for each other. */
    lock: async (id: string): Promise<Series> => {
      await series.updateOne({ _id: id }, { $inc: { rev: 1 } });
      return get(id);
    },
    list: async (): Promise<Series[]> => {
      const all = await series.find({}).lean<Series[]>();
      return all.filter((each) => !each.retired);
    },
    insert: async (row: Series): Promise<void> => {
      await series.insertMany([row], { lean: true });
    },
    update: async (id: string, change: ChangedFields<Series>): Promise<void> => {
      await series.updateOne({ _id: id }, toUpdate(change));
    },
  };
}
