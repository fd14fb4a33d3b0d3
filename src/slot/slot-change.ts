import type { Ids } from '../platform/ids.ts';
import type { SlotChangeStore } from './slot-change-store.ts';
import { nextPublished, type Slot } from './slot.ts';
import type { SlotStore } from './slot-store.ts';

/** `*` in place of an escort: the change concerns every feed, such as the desk's own number. */
export const EVERY_ESCORT = '*';

/** What the old escort's feed keeps of a slot that has left it: the window and place he knew, shown as cancelled. */
export type LeftSlot = Pick<
  Slot,
  'from' | 'to' | 'zone' | 'accompaniedUntil' | 'meetingPointId' | 'crossingId' | 'capacity'
>;

/** One visible change of a slot, inserted in the act's own transaction and never updated. */
export interface SlotChange {
  _id: string;
  escortId: string;
  slotId?: string;
  seq: number;
  at: Date;
  left?: LeftSlot;
}

interface Dependencies {
  slots: SlotStore;
  changes: SlotChangeStore;
  ids: Ids;
}

/** Tells feeds that a locked slot's visible text has changed. */
export interface SlotChanges {
  /** Raises `published` of the slot and leaves a row for its escort. */
  publish(slot: Slot, now: Date): Promise<void>;
  /** As publish, for many locked slots in a few commands. */
  publishMany(slots: readonly Slot[], now: Date): Promise<void>;
  /** As publish, for a slot that passes from `previous.escortId` to another or to nobody: the old feed keeps it as cancelled. */
  publishHandedOn(slot: Slot, previous: Slot, now: Date): Promise<void>;
  /** A change of the escort himself, such as his language. */
  publishToEscort(escortId: string, now: Date): Promise<void>;
  /** A change that every feed shows. */
  publishToAll(now: Date): Promise<void>;
}

export function slotChanges({ slots, changes, ids }: Dependencies): SlotChanges {
  const row = (escortId: string, rest: Omit<SlotChange, '_id' | 'escortId'>): SlotChange => ({
    _id: ids.id(),
    escortId,
    ...rest,
  });
  const publish = async (slot: Slot, now: Date): Promise<Slot['published']> => {
    const published = nextPublished(slot.published, now);
    await slots.update(slot._id, { published });
    if (slot.escortId !== undefined) await changes.insert(row(slot.escortId, { slotId: slot._id, ...published }));
    return published;
  };
  return {
    publish: async (slot, now) => {
      await publish(slot, now);
    },
    publishMany: async (many, now) => {
      const marked = many.map((slot) => ({ ...slot, published: nextPublished(slot.published, now) }));
      // They share one date, save those that another process with a faster clock has dated later.
      for (const [at, group] of Map.groupBy(marked, ({ published }) => published.at.getTime()))
        await slots.publishMany(
          group.map(({ _id }) => _id),
          new Date(at),
        );
      await changes.insertMany(
        marked.flatMap(({ _id: slotId, escortId, published }) =>
          escortId === undefined ? [] : [row(escortId, { slotId, ...published })],
        ),
      );
    },
    publishHandedOn: async (slot, previous, now) => {
      const published = await publish({ ...slot, published: previous.published }, now);
      if (previous.escortId === undefined || previous.escortId === slot.escortId) return;
      const { from, to, zone, accompaniedUntil, meetingPointId, crossingId, capacity } = previous;
      const left = { from, to, zone, accompaniedUntil, meetingPointId, crossingId, capacity };
      await changes.insert(row(previous.escortId, { slotId: slot._id, ...published, left }));
    },
    publishToEscort: (escortId, now) => changes.insert(row(escortId, { seq: 0, at: now })),
    publishToAll: (now) => changes.insert(row(EVERY_ESCORT, { seq: 0, at: now })),
  };
}
