import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEscortStore } from '../../src/escort/escort-store.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aCaseFile, anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aMeetingPoint } from '../support/meeting-point.ts';

describe('what an act on a single slot writes, and nothing else', () => {
  let database: TestDatabase;
  let core: TestCore;
  let meetingPointId: string;
  const clock = testClock();

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
    meetingPointId = await aMeetingPoint(core);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const input = (changes = {}) => ({
    ...{ meetingPointId, date: '2026-11-26', time: '14:30', windowMinutes: 40, capacity: 4, ...changes },
  });
  const now = async (slotId: string) => (await core.stores.slots.find(slotId)) as Slot;
  const entriesOf = async (slotId: string) =>
    (await core.stores.audit.listBetween(new Date(0), new Date('2030-01-01')))
      .filter(({ which }) => which['slotId'] === slotId)
      .map(({ fields }) => fields.join(' '));
  const toldOf = async (slotId: string) =>
    (await core.stores.notifications.listOpenOfSlot(slotId)).map(({ about, audience }) => `${audience} ${about}`);
  const create = async (changes = {}) => (await core.slot.create(anAct(), input(changes))).slotId;
  const edit = (slotId: string, changes = {}) => core.slot.edit(anAct(), slotId, input(changes));

  it('made: a draft by hand, shown to its escort, in the audit with what was filled in', async () => {
    const escortId = await core.addEscort();
    const slotId = await create({ escortId });
    expect(await now(slotId)).toMatchObject({
      ...{ rev: 0, routeRef: 'mod-2022-03-02@1', meetingPointId, capacity: 4, escortId, status: 'draft', edited: true },
      ...{ crossingId: 'pl-ua-medyka', published: { seq: 1, at: new Date('2026-11-24T10:00:01Z') } },
    });
    expect(await core.stores.changes.listBetween([escortId], new Date(0), new Date('2030-01-01'))).toMatchObject([
      { slotId, seq: 1 },
    ]);
    expect(await entriesOf(slotId)).toEqual(['meetingPointId date time windowMinutes capacity escortId']);
  });

  it('made for nobody, where the escort is left empty', async () => {
    expect((await now(await create({ escortId: '' }))).escortId).toBeUndefined();
  });

  it('moved: its new window and place, its escort told; what he was told of it before stands', async () => {
    const escortId = await core.addEscort();
    const slotId = await create();
    await core.assign.assign(anAct(), slotId, escortId);
    const there = await aMeetingPoint(core);
    expect(await edit(slotId, { meetingPointId: there, time: '15:00', capacity: 2 })).toEqual({ slotId });
    expect(await now(slotId)).toMatchObject({
      ...{ meetingPointId: there, localTime: '15:00', capacity: 2, escortId, edited: true, status: 'draft' },
      published: { seq: 3 },
    });
    expect((await toldOf(slotId)).sort()).toEqual(['escort escort-changed', 'escort slot-changed']);
    const filled = 'meetingPointId date time windowMinutes capacity';
    expect((await entriesOf(slotId)).filter((fields) => fields === filled)).toHaveLength(2);
  });

  it('moved where nobody accompanies, there is nobody to tell', async () => {
    const slotId = await create();
    await edit(slotId, { time: '15:00' });
    expect(await toldOf(slotId)).toEqual([]);
  });

  it('with other seats alone: nobody is called, whatever has become of its place, its time and its escort', async () => {
    const escortId = await core.addEscort();
    const place = await aMeetingPoint(core);
    const slotId = await create({ meetingPointId: place, escortId });
    await createEscortStore(database.connection).update(escortId, { retired: true });
    await database.connection
      .collection('meetingpoints')
      .updateOne({ _id: place as never }, { $set: { retired: true } });
    clock.set('2026-11-26T13:00:00Z');
    await edit(slotId, { meetingPointId: place, capacity: 9 });
    clock.set('2026-11-24T10:00:00Z');
    expect(await now(slotId)).toMatchObject({ capacity: 9, edited: true, published: { seq: 2 } });
    expect(await toldOf(slotId)).toEqual([]);
    await expect(edit(slotId, { meetingPointId: place, time: '15:00' })).rejects.toMatchObject({
      type: 'meeting-point-retired',
    });
  });

  it('moved to a time that is over, or away from a place without a way on, it is refused', async () => {
    const slotId = await create();
    await expect(edit(slotId, { date: '2026-11-24', time: '11:00' })).rejects.toMatchObject({ type: 'slot-in-past' });
    await expect(edit('none', {})).rejects.toMatchObject({ status: 404 });
  });

  it('opened and closed: its state, by hand; only a draft was not shown to its escort yet', async () => {
    const slotId = await create({ escortId: await core.addEscort() });
    expect(await core.slot.open(anAct(), slotId)).toEqual({ slotId, status: 'open' });
    expect(await now(slotId)).toMatchObject({ status: 'open', edited: true, published: { seq: 2 } });
    expect(await entriesOf(slotId)).toContain('status');
    expect(await core.slot.close(anAct(), slotId)).toEqual({ slotId, status: 'closed' });
    expect(await now(slotId)).toMatchObject({ status: 'closed', published: { seq: 2 } });
    await core.slot.open(anAct(), slotId);
    expect(await now(slotId)).toMatchObject({ status: 'open', published: { seq: 2 } });
  });

  it('cancelled: why, by hand, its bookings and its escort’s calls with it; and then it is closed or cancelled no more', async () => {
    const escortId = await core.addEscort();
    const slotId = await create({ escortId });
    await core.slot.open(anAct(), slotId);
    const caseFile = aCaseFile();
    await core.stores.caseFiles.insert(caseFile);
    await core.booking.book(anAct(), slotId, { caseFileId: caseFile._id, hold: false });
    const done = await core.slot.cancel(anAct(), slotId, 'he is ill');
    expect(done).toEqual({ slotId, caseFileIds: [caseFile._id] });
    expect(await now(slotId)).toMatchObject({ status: 'cancelled', edited: true });
    expect(core.slotList.reasonOf(await now(slotId))).toBe('he is ill');
    expect((await now(slotId)).published.seq).toBe(4);
    expect((await toldOf(slotId)).sort()).toEqual(['escort slot-cancelled', 'traveller slot-cancelled']);
    expect((await entriesOf(slotId)).filter((fields) => fields === 'status')).toHaveLength(2);
    const refused = { type: 'cannot-open-slot', status: 409 };
    await expect(core.slot.close(anAct(), slotId)).rejects.toMatchObject(refused);
    await expect(core.slot.cancel(anAct(), slotId, 'again')).rejects.toMatchObject(refused);
    await expect(edit(slotId, { capacity: 9 })).rejects.toMatchObject(refused);
  });

  it('cancelled: its escort hears that, and no more what nobody has told him of it yet', async () => {
    const slotId = await create();
    await core.assign.assign(anAct(), slotId, await core.addEscort());
    await edit(slotId, { time: '15:00' });
    expect(await toldOf(slotId)).toHaveLength(2);
    await core.slot.cancel(anAct(), slotId, 'not needed');
    expect(await toldOf(slotId)).toEqual(['escort slot-cancelled']);
  });

  it('cancelled without an escort, it is none’s to hear', async () => {
    const slotId = await create();
    await core.slot.cancel(anAct(), slotId, 'not needed');
    expect([(await now(slotId)).status, await toldOf(slotId)]).toEqual(['cancelled', []]);
  });

  it('made by hand and edited by hand alike: it locks its escort, so that he is not given away meanwhile', async () => {
    const escorts = createEscortStore(database.connection);
    const escortId = await core.addEscort();
    const revs: (number | undefined)[] = [];
    const note = async () => revs.push((await escorts.find(escortId))?.rev);
    await note();
    const slotId = await create({ escortId });
    await note();
    await edit(slotId, { time: '15:00' });
    await note();
    await core.slot.cancel(anAct(), slotId, 'not needed');
    await note();
    const [first = 0] = revs;
    expect(revs).toEqual([first, first + 1, first + 2, first + 3]);
  });
});
