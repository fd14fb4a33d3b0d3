import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVERY_ESCORT, type SlotChange } from '../../src/slot/slot-change.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('what feeds learn of a changed slot', () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock();
  const now = clock.now();
  const later = new Date('2026-11-24T10:05:00Z');

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const stored = async (escortId: string | undefined, at = new Date('2026-11-20T08:00:00Z')): Promise<Slot> => {
    const { escortId: _, ...alone } = aSlot({ published: { seq: 4, at } });
    const slot = { ...alone, ...(escortId === undefined ? {} : { escortId }) };
    await core.stores.slots.insertMany([slot]);
    return slot;
  };
  const markOf = async ({ _id }: Slot) => (await core.stores.slots.find(_id))?.published;
  const rowsOf = async (...escortIds: string[]): Promise<SlotChange[]> =>
    (await core.stores.changes.listBetween(escortIds, new Date(0), new Date('2030-01-01'))).map(
      ({ _id, ...row }) => row as SlotChange,
    );

  it('is its next mark, in the slot and in a row for its escort', async () => {
    const slot = await stored('olena');
    await core.slotChanges.publish(slot, now);
    expect(await markOf(slot)).toEqual({ seq: 5, at: now });
    expect(await rowsOf('olena')).toEqual([{ escortId: 'olena', slotId: slot._id, seq: 5, at: now }]);
  });

  it('is no row where nobody accompanies', async () => {
    const slot = await stored(undefined);
    await core.slotChanges.publish(slot, now);
    expect(await markOf(slot)).toEqual({ seq: 5, at: now });
    expect(await core.stores.changes.listBetween(['undefined'], new Date(0), new Date('2030-01-01'))).toEqual([]);
    const rows = await database.connection.collection('slotchanges').find({ slotId: slot._id }).toArray();
    expect(rows).toEqual([]);
  });

  it('is of many at once the same as of each, also of one that a faster clock has dated later', async () => {
    const [one, other, alone] = [await stored('ivan'), await stored('ivan', later), await stored(undefined)];
    await core.transact('publish', () => core.slotChanges.publishMany([one, other, alone], now));
    const dated = new Date(later.getTime() + 1000);
    expect([await markOf(one), await markOf(other), await markOf(alone)]).toEqual([
      ...[
        { seq: 5, at: now },
        { seq: 5, at: dated },
        { seq: 5, at: now },
      ],
    ]);
    expect(await rowsOf('ivan')).toEqual([
      { escortId: 'ivan', slotId: one._id, seq: 5, at: now },
      { escortId: 'ivan', slotId: other._id, seq: 5, at: dated },
    ]);
    expect(await database.connection.collection('slotchanges').find({ slotId: alone._id }).toArray()).toEqual([]);
  });

  it('is, once another has it, for him what it is now and for the one before what he knew', async () => {
    const before = await stored('taras');
    const moved = { from: later, meetingPointId: 'gate', published: { seq: 40, at: later } };
    await core.slotChanges.publishHandedOn({ ...before, ...moved, escortId: 'yana' }, before, now);
    expect(await markOf(before)).toEqual({ seq: 5, at: now });
    expect(await rowsOf('yana')).toEqual([{ escortId: 'yana', slotId: before._id, seq: 5, at: now }]);
    const { from, to, zone, accompaniedUntil, meetingPointId, crossingId, capacity } = before;
    expect(await rowsOf('taras')).toEqual([
      {
        ...{ escortId: 'taras', slotId: before._id, seq: 5, at: now },
        left: { from, to, zone, accompaniedUntil, meetingPointId, crossingId, capacity },
      },
    ]);
  });

  it('is that nobody leaves it, where it stays his or nobody had it', async () => {
    const [his, nobodys] = [await stored('petro'), await stored(undefined)];
    await core.slotChanges.publishHandedOn({ ...his, capacity: 9 }, his, now);
    await core.slotChanges.publishHandedOn({ ...nobodys, escortId: 'petro' }, nobodys, now);
    expect((await rowsOf('petro')).map(({ slotId, left }) => [slotId, left])).toEqual([
      [his._id, undefined],
      [nobodys._id, undefined],
    ]);
    expect(await database.connection.collection('slotchanges').find({ slotId: nobodys._id }).toArray()).toHaveLength(1);
  });

  it('is of an escort himself, or of what all show, a row without a slot and a number', async () => {
    await core.slotChanges.publishToEscort('olga', now);
    await core.slotChanges.publishToAll(later);
    expect(EVERY_ESCORT).toBe('*');
    expect(await rowsOf('olga', '*')).toEqual([
      { escortId: 'olga', seq: 0, at: now },
      { escortId: '*', seq: 0, at: later },
    ]);
  });
});
