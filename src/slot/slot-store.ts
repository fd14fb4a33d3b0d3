import { Schema, type Connection } from 'mongoose';
import { toUpdate, type ChangedFields } from '../platform/changed-fields.ts';
import { NotFound } from '../platform/domain-error.ts';
import { updatesOfSet } from '../platform/update-set.ts';
import type { Slot } from './slot.ts';

/** No commitment is longer, so a search by start alone finds every one that reaches into a time. */
const LONGEST_COMMITMENT_MS = 14 * 86_400_000;

const slotSchema = new Schema(
  {
    _id: String,
    rev: Number,
    routeRef: String,
    stageKey: String,
    crossingId: String,
    meetingPointId: String,
    seriesId: String,
    plannedKey: String,
    from: Date,
    to: Date,
    zone: String,
    localDate: String,
    localTime: String,
    adjusted: String,
    capacity: Number,
    escortId: String,
    escortSince: Date,
    status: String,
    accompaniedUntil: Date,
    freeAt: Date,
    published: { seq: Number, at: Date },
    edited: Boolean,
    cancelledFor: String,
  },
  { autoIndex: false, versionKey: false },
)
  .index({ from: 1 })
  .index({ escortId: 1, from: 1 })
  .index({ crossingId: 1, from: 1 })
  .index({ seriesId: 1, from: 1 })
  .index({ meetingPointId: 1, from: 1 })
  .index({ plannedKey: 1 }, { unique: true, partialFilterExpression: { plannedKey: { $type: 'string' } } });

/** Which slots to list: windows that start in `[from, to)`, and any of the others that are given. */
export interface SlotQuery {
  from: Date;
  to: Date;
  crossingId?: string;
  escortId?: string;
  seriesId?: string;
  meetingPointId?: string;
  status?: string;
}

export type SlotStore = ReturnType<typeof createSlotStore>;

export function createSlotStore(connection: Connection) {
  const slots = connection.model('Slot', slotSchema, 'slots');
  const find = async (id: string): Promise<Slot | undefined> => (await slots.findById(id).lean<Slot>()) ?? undefined;
  return {
    find,
    /** Takes the slot for this transaction and gives it as it now stands. Throws NotFound. */
    lock: async (id: string): Promise<Slot> => {
      await slots.updateOne({ _id: id }, { $inc: { rev: 1 } });
      const slot = await find(id);
      if (!slot) throw new NotFound('slot');
      return slot;
    },
    /** Takes these slots for this transaction, in one command. */
    lockMany: async (idList: readonly string[]): Promise<void> => {
      await slots.bulkWrite(updatesOfSet(idList, { $inc: { rev: 1 } }));
    },
    /** The next slots after `cursor`, by their ids, whose windows start in `[from, to)`. */
    listAfter: (cursor: string, { from, to }: Pick<SlotQuery, 'from' | 'to'>, count: number): Promise<Slot[]> =>
      slots
        .find({ _id: { $gt: cursor }, from: { $gte: from, $lt: to } })
        .sort({ _id: 1 })
        .limit(count)
        .lean<Slot[]>(),
    /** Raises the published number of locked slots by one and dates them all alike. */
    publishMany: async (idList: readonly string[], at: Date): Promise<void> => {
      await slots.bulkWrite(updatesOfSet(idList, { $inc: { 'published.seq': 1 }, $set: { 'published.at': at } }));
    },
    findMany: (idList: readonly string[]): Promise<Slot[]> => slots.find({ _id: { $in: idList } }).lean<Slot[]>(),
    insertMany: async (rows: readonly Slot[]): Promise<void> => {
      if (rows.length > 0) await slots.insertMany([...rows], { lean: true });
    },
    /** Writes the given fields of a slot that this transaction has locked; a field given as null is removed. */
    update: async (id: string, change: ChangedFields<Slot>): Promise<void> => {
      await slots.updateOne({ _id: id }, toUpdate(change));
    },
    list: ({ from, to, ...others }: SlotQuery): Promise<Slot[]> =>
      slots
        .find({ ...others, from: { $gte: from, $lt: to } })
        .sort({ from: 1 })
        .lean<Slot[]>(),
    /** Slots of an escort whose commitment may reach into `[from, to)`. */
    listCommitments: (escortId: string, from: Date, to: Date): Promise<Slot[]> =>
      slots
        .find({ escortId, from: { $gte: new Date(from.getTime() - LONGEST_COMMITMENT_MS), $lt: to } })
        .lean<Slot[]>(),
    findPlannedKeys: async (keys: readonly string[]): Promise<Set<string>> => {
      const found = await slots.find({ plannedKey: { $in: keys } }, { plannedKey: 1 }).lean<Slot[]>();
      return new Set(found.flatMap((slot) => slot.plannedKey ?? []));
    },
  };
}
