import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import type { MeetingPoint } from './meeting-point.ts';

const meetingPointSchema = new Schema(
  {
    _id: String,
    rev: Number,
    crossingId: String,
    side: String,
    zone: String,
    name: String,
    description: new Schema({ en: String, uk: String, ru: String }, { _id: false }),
    verifiedBy: String,
    verifiedAt: Date,
    example: Boolean,
    retired: Boolean,
  },
  { autoIndex: false, versionKey: false },
);

export type MeetingPointStore = ReturnType<typeof createMeetingPointStore>;

export function createMeetingPointStore(connection: Connection) {
  const points = connection.model('MeetingPoint', meetingPointSchema, 'meetingpoints');
  const get = async (id: string): Promise<MeetingPoint> => {
    const point = await points.findById(id).lean<MeetingPoint>();
    if (!point) throw new NotFound('meeting point');
    return point;
  };
  return {
    get,
    lock: async (id: string): Promise<MeetingPoint> => {
      await points.updateOne({ _id: id }, { $inc: { rev: 1 } });
      return get(id);
    },
    list: async (): Promise<MeetingPoint[]> => {
      const all = await points.find({}).sort({ crossingId: 1 }).lean<MeetingPoint[]>();
      return all.filter((point) => !point.retired);
    },
    findMany: (idList: readonly string[]): Promise<MeetingPoint[]> =>
      points.find({ _id: { $in: idList } }).lean<MeetingPoint[]>(),
    insert: async (point: MeetingPoint): Promise<void> => {
      await points.insertMany([point], { lean: true });
    },
    update: async (id: string, change: Partial<MeetingPoint>): Promise<void> => {
      await points.updateOne({ _id: id }, { $set: change });
    },
  };
}
