import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EscortRetired } from '../../src/escort/escort.ts';
import { EscortOverlap } from '../../src/slot/slot.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('giving slots to escorts on the real database', () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock();

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  /** A slot that nobody has yet, or that `escortId` has. */
  const aStoredSlot = async (day: number, changes: Partial<Slot> = {}) => {
    const { escortId, ...unassigned } = aSlot({ from: new Date(Date.UTC(2026, 10, day, 12, 30)), status: 'draft' });
    const slot: Slot = { ...unassigned, ...changes };
    await core.stores.slots.insertMany([slot]);
    return slot;
  };
  const escortOf = async ({ _id }: Slot) => (await core.stores.slots.find(_id))?.escortId;

  it('gives an escort to one of two slots that overlap, when both are asked for at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const escortId = await core.addEscort();
      const pair = [await aStoredSlot(26), await aStoredSlot(27)];
      const results = await Promise.allSettled(pair.map(({ _id }) => core.assign.assign(anAct(), _id, escortId)));
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const reason = results.find((result) => result.status === 'rejected')?.reason as unknown;
      expect(reason).toBeInstanceOf(EscortOverlap);
      expect((await Promise.all(pair.map(escortOf))).filter((id) => id === escortId)).toHaveLength(1);
    }
  });

  it('gives many slots or none: two among them that overlap refuse them all', async () => {
    const escortId = await core.addEscort();
    const slots = [await aStoredSlot(26), await aStoredSlot(28), await aStoredSlot(29)];
    const ids = slots.map(({ _id }) => _id);
    await expect(core.assign.assignMany(anAct(), ids, escortId)).rejects.toBeInstanceOf(EscortOverlap);
    expect(await Promise.all(slots.map(escortOf))).toEqual([undefined, undefined, undefined]);
    await core.assign.assignMany(anAct(), ids.slice(0, 2), escortId);
    expect(await Promise.all(slots.map(escortOf))).toEqual([escortId, escortId, undefined]);
  });

  it('closes a slot whose escort is taken away, keeps its bookings, and puts the families on To tell', async () => {
    const escortId = await core.addEscort();
    const slot = await aStoredSlot(26, { escortId, status: 'open' });
    const caseFile = aCaseFile();
    await core.stores.caseFiles.insert(caseFile);
    await core.booking.book(anAct(), slot._id, { caseFileId: caseFile._id, hold: false });
    await core.assign.assign(anAct(), slot._id, '');
    const left = await core.stores.slots.find(slot._id);
    expect(left).toMatchObject({ status: 'closed', edited: true });
    expect(left?.escortId).toBeUndefined();
    expect(await core.stores.bookings.listLiveInSlot(slot._id)).toHaveLength(1);
    const told = await core.stores.notifications.listOpenOfCase(caseFile._id);
    expect(told.map(({ about }) => about)).toContain('escort-removed');
  });

  it('leaves in the feed of the one before what he knew, once the slot is another’s', async () => {
    const [before, after] = [await core.addEscort(), await core.addEscort()];
    const slot = await aStoredSlot(26, { escortId: before, status: 'open' });
    await core.assign.assign(anAct(), slot._id, after);
    const window = [new Date('2026-11-25T00:00:00Z'), new Date('2026-11-27T00:00:00Z')] as const;
    const [row] = await core.stores.changes.listLeft(before, ...window);
    expect(row).toMatchObject({ slotId: slot._id, seq: 1, left: { from: slot.from, to: slot.to } });
    expect(await core.stores.changes.listLeft(after, ...window)).toEqual([]);
  });

  it('gives nothing to an escort who has stopped', async () => {
    const escortId = await core.addEscort();
    await core.escort.retire(anAct(), escortId);
    const slot = await aStoredSlot(26);
    await expect(core.assign.assign(anAct(), slot._id, escortId)).rejects.toBeInstanceOf(EscortRetired);
  });
});
