import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SlotClosure } from '../../src/crossing/slot-closures.ts';
import { createEscortStore } from '../../src/escort/escort-store.ts';
import { assignService, type AssignService } from '../../src/slot/assign-service.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('a slot that changes hands', () => {
  let database: TestDatabase;
  let core: TestCore;
  let assign: AssignService;
  let escorts: ReturnType<typeof createEscortStore>;
  let olena: string;
  let taras: string;
  let closures: SlotClosure[] = [];
  /** What was locked, in its order. */
  let locked: string[] = [];
  const clock = testClock();

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
    escorts = createEscortStore(database.connection);
    const noting = <T>(lock: (id: string) => Promise<T>) => {
      return (id: string): Promise<T> => {
        locked.push(id);
        return lock(id);
      };
    };
    assign = assignService({
      ...{ ...core.stores, perform: core.perform, slotChanges: core.slotChanges },
      slots: { ...core.stores.slots, lock: noting(core.stores.slots.lock) },
      escorts: { ...escorts, lock: noting(escorts.lock) },
      closuresOn: () => Promise.resolve(closures),
    });
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });
  beforeEach(async () => {
    [olena = '', taras = ''] = [await core.addEscort(), await core.addEscort()].sort();
    [locked, closures] = [[], []];
  });

  const stored = async (changes: Partial<Slot> = {}): Promise<Slot> => {
    const { escortId: _, ...alone } = aSlot();
    const slot: Slot = { ...alone, ...changes };
    await core.stores.slots.insertMany([slot]);
    return slot;
  };
  const give = (slot: Slot, escortId: string) => assign.assign(anAct(), slot._id, escortId);
  const now = async ({ _id }: Slot) => (await core.stores.slots.find(_id)) as Slot;
  const toldOf = async (slot: Slot) =>
    (await core.stores.notifications.listOpenOfSlot(slot._id)).map(({ about, audience, escortId, caseFileId }) => [
      ...[about, audience, escortId ?? caseFileId],
    ]);
  const book = async (slot: Slot, hold = false): Promise<string> => {
    const { _id: caseFileId, ...caseFile } = aCaseFile();
    await core.stores.caseFiles.insert({ _id: caseFileId, ...caseFile });
    await core.booking.book(anAct(), slot._id, { caseFileId, hold });
    return caseFileId;
  };
  const lastEntry = async () => (await core.stores.audit.listBetween(new Date(0), new Date('2030-01-01'))).at(-1);

  it('is kept in his name, by hand, since when, and is in the audit', async () => {
    const slot = await stored({ status: 'draft' });
    expect(await give(slot, olena)).toEqual({ slotId: slot._id });
    expect(await now(slot)).toMatchObject({ escortId: olena, escortSince: clock.now(), edited: true, status: 'draft' });
    expect(await lastEntry()).toMatchObject({ which: { slotId: slot._id, escortId: olena }, fields: ['escort'] });
    expect(await toldOf(slot)).toEqual([['escort-changed', 'escort', olena]]);
  });

  it('is his already: nothing is written, nobody called', async () => {
    const slot = await stored({ escortId: olena });
    await give(slot, olena);
    expect(await now(slot)).toEqual({ ...slot, rev: 1 });
    expect(await toldOf(slot)).toEqual([]);
  });

  it('has nobody, and is to have nobody: nothing is written either', async () => {
    const slot = await stored();
    await give(slot, '');
    expect([await now(slot), await toldOf(slot)]).toEqual([{ ...slot, rev: 1 }, []]);
  });

  it('is heard of by whoever loses it, by whoever takes it on, and by whom he would have met', async () => {
    const slot = await stored({ escortId: taras });
    const her = await book(slot);
    await book(slot, true);
    await give(slot, olena);
    expect((await toldOf(slot)).filter(([about]) => about === 'escort-changed')).toEqual([
      ['escort-changed', 'traveller', her],
      ['escort-changed', 'escort', taras],
      ['escort-changed', 'escort', olena],
    ]);
  });

  it('taken away is closed where it was open, and stays a draft where it was one', async () => {
    const [open, draft] = [await stored({ escortId: olena }), await stored({ escortId: olena, status: 'draft' })];
    const her = await book(open);
    for (const slot of [open, draft]) await give(slot, '');
    expect([(await now(open)).status, (await now(draft)).status]).toEqual(['closed', 'draft']);
    expect((await now(draft)).edited).toBe(true);
    expect((await toldOf(open)).filter(([about]) => about === 'escort-removed')).toEqual([
      ['escort-removed', 'traveller', her],
      ['escort-removed', 'escort', olena],
    ]);
    const days = [new Date(0), new Date('2030-01-01')] as const;
    expect((await core.stores.changes.listLeft(olena, ...days)).map(({ slotId }) => slotId).sort()).toEqual(
      [open._id, draft._id].sort(),
    );
    expect(await lastEntry()).toMatchObject({ which: { slotId: draft._id }, fields: ['escort'] });
  });

  it('cancelled is handed to nobody', async () => {
    const slot = await stored({ escortId: olena, status: 'cancelled' });
    for (const escortId of [taras, '', olena])
      await expect(give(slot, escortId)).rejects.toMatchObject({ type: 'cannot-open-slot', status: 409 });
  });

  it('may leave an escort who has stopped, and goes to none who has', async () => {
    await escorts.update(olena, { retired: true });
    const slot = await stored({ escortId: olena });
    await give(slot, taras);
    expect((await now(slot)).escortId).toBe(taras);
    await expect(give(slot, olena)).rejects.toMatchObject({ type: 'escort-retired' });
    await expect(give(slot, 'nobody')).rejects.toMatchObject({ status: 404 });
  });

  it('is locked with the others, each once, by their ids; then the escorts, those before too', async () => {
    const slots = [await stored({ escortId: taras }), await stored({ from: new Date('2026-12-01T12:30:00Z') })];
    const ids = slots.map(({ _id }) => _id).sort();
    const reversed = [...ids].reverse();
    expect(await assign.assignMany(anAct(), [...reversed, ...reversed], olena)).toEqual({ slotIds: ids });
    expect(locked).toEqual([...ids, olena, taras]);
    expect(await lastEntry()).toMatchObject({
      ...{ which: { escortId: olena, slotIds: [...reversed, ...reversed].join(' ') }, fields: ['escort'] },
    });
    locked = [];
    await give(slots[0] as Slot, '');
    expect(locked).toEqual([slots[0]?._id, olena]);
  });

  it('brings what is closed there to whoever takes it on, each event once, by what weighs most', async () => {
    const closure = (eventId: string, rowId: string, kind: SlotClosure['kind']): SlotClosure => ({
      ...{ eventId, rowId, kind, crossing: 'pl-ua-medyka', from: clock.now(), ahead: false },
    });
    closures = [closure('strike', 'row-1', 'closed'), closure('strike', 'row-1', 'restricted')];
    closures.push(closure('queue', 'row-2', 'restricted'));
    const slot = await stored();
    await give(slot, olena);
    const lines = await core.stores.notifications.listOpenOfEscort(olena, slot._id);
    const told = lines.map(({ about, eventId, key }) => [about, eventId, key]);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        ['escort-changed', undefined, undefined],
        ['crossing-closed', 'strike', `row-1/${slot._id}/1`],
        ['crossing-restricted', 'queue', `row-2/${slot._id}/1`],
      ]),
    );
  });

  it('taken away brings nothing of what is closed there', async () => {
    closures = [{ eventId: 'strike', rowId: 'row', kind: 'closed', crossing: 'x', from: clock.now(), ahead: false }];
    const slot = await stored({ escortId: olena });
    await give(slot, '');
    expect(await toldOf(slot)).toEqual([['escort-removed', 'escort', olena]]);
  });
});
