import { Schema, type Connection } from 'mongoose';
import type { SlotChange } from './slot-change.ts';

const slotChangeSchema = new Schema(
  {
    _id: String,
    escortId: String,
    slotId: String,
    seq: Number,
    at: Date,
    left: new Schema(
      {
        from: Date,
        to: Date,
        zone: String,
        accompaniedUntil: Date,
        meetingPointId: String,
        crossingId: String,
        capacity: Number,
      },
      { _id: false },
    ),
  },
  { autoIndex: false, versionKey: false },
)
  .index({ escortId: 1, at: 1 })
  .index({ escortId: 1, seq: 1, at: 1 })
  .index({ escortId: 1, 'left.from': 1 });

export type SlotChangeStore = ReturnType<typeof createSlotChangeStore>;

export function createSlotChangeStore(connection: Connection) {
  const changes = connection.model('SlotChange', slotChangeSchema, 'slotchanges');
  // One read for each: a set of escorts together with a range is read by no index on the embedded engine.
  const listOfEach = async (
    escortIds: readonly string[],
    filter: { seq?: number; at: { $gte: Date; $lt: Date } },
  ): Promise<SlotChange[]> => {
    const found: SlotChange[] = [];
    for (const escortId of escortIds) found.push(...(await changes.find({ escortId, ...filter }).lean<SlotChange[]>()));
    return found.sort((one, other) => one.at.getTime() - other.at.getTime());
  };
  return {
    insert: async (change: SlotChange): Promise<void> => {
      await changes.insertMany([change], { lean: true });
    },
    insertMany: async (rows: readonly SlotChange[]): Promise<void> => {
      if (rows.length > 0) await changes.insertMany([...rows], { lean: true });
    },
    /** Rows of one escort, and those that concern all, written in `[from, to)`. */
    listBetween: (escortIds: readonly string[], from: Date, to: Date): Promise<SlotChange[]> =>
      listOfEach(escortIds, { at: { $gte: from, $lt: to } }),
    /** Of those, the ones that concern no single slot but all of them: they carry no number. */
    listGeneral: (escortIds: readonly string[], from: Date, to: Date): Promise<SlotChange[]> =>
      listOfEach(escortIds, { seq: 0, at: { $gte: from, $lt: to } }),
    /** Slots that left this escort and whose window starts in `[from, to)`. */
    listLeft: (escortId: string, from: Date, to: Date): Promise<SlotChange[]> =>
      changes
        .find({ escortId, 'left.from': { $gte: from, $lt: to } })
        .sort({ seq: 1 })
        .lean<SlotChange[]>(),
  };
}
