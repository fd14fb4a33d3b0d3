import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBooking, aCaseFile, anAct } from '../support/builders.ts';
import { startWays } from '../support/ways.ts';
import { PATH } from '../support/her-path.ts';

const PHONE = '+48 000 000 000';
let world: Awaited<ReturnType<typeof startWays>>;
beforeAll(async () => {
  world = await startWays();
});
beforeEach(() => {
  world.clock.set('2026-11-24T10:00:00Z');
  world.desk.phone = PHONE;
  world.desk.findStages = world.stages;
});
afterAll(() => world.stop());

const over = { status: 410, type: 'link-over' };

describe('her page', () => {
  it('is over where nothing is known of her, and a week after the end', async () => {
    await expect(world.way.getWay('nobody')).rejects.toMatchObject(over);
    await expect(world.way.checkShown('nobody')).rejects.toMatchObject({ status: 404 });
    const ending = { at: new Date('2026-11-16T10:00:00Z'), from: 'booked' as const };
    const { id } = await world.aFamily({ caseFile: { state: 'died', ending } });
    await expect(world.way.getWay(id)).rejects.toMatchObject(over);
    await expect(world.way.checkShown(id)).rejects.toMatchObject(over);
  });

  it('says of an ending and of an arrival no more than whom to call', async () => {
    const ending = { at: new Date('2026-11-23T10:00:00Z'), from: 'booked' as const };
    const ended = await world.aFamily({ caseFile: { state: 'died', ending } });
    await world.way.checkShown(ended.id);
    const { reference: code } = ended.caseFile;
    expect(await world.way.getWay(ended.id)).toEqual({ state: 'ended', language: 'uk', reference: code, phone: PHONE });
    world.desk.phone = undefined;
    expect(await world.way.getWay(ended.id)).toStrictEqual({ state: 'ended', language: 'uk', reference: code });
    const done = await world.aFamily({ caseFile: { state: 'handed-over' } });
    expect(await world.way.getWay(done.id)).toMatchObject({ state: 'done' });
  });

  it('says what she does meanwhile while no meeting is arranged, once her path is known', async () => {
    const { id } = await world.aFamily({ booking: { status: 'held' } });
    const { guidance } = (await world.way.getWay(id)) as { guidance?: { title: { en: string } } };
    const proof = world.stages({ routeRef: 'mod-2022-03-02@1', path: PATH })?.find(({ kind }) => kind === 'proof');
    expect(guidance).toEqual(proof?.guidance.traveller);
    world.desk.findStages = (of) => world.stages(of)?.filter(({ kind }) => kind !== 'proof');
    expect(await world.way.getWay(id)).toMatchObject({ state: 'no-booking', guidance: undefined });
    world.desk.findStages = world.stages;
    const { path: _path, ...without } = aCaseFile();
    await world.core.stores.caseFiles.insert(without);
    expect(await world.way.getWay(without._id)).toMatchObject({ state: 'no-booking', guidance: undefined });
    await world.core.stores.bookings.insert(
      aBooking({ slotId: (await world.aFamily()).slot._id, caseFileId: without._id }),
    );
    expect(await world.way.getWay(without._id)).toMatchObject({ state: 'no-booking', guidance: undefined });
  });

  it('names the meeting, the first name and the word, and nothing that is not so', async () => {
    const { id, slot, caseFile } = await world.aFamily({ caseFile: { word: 1 } });
    const words = 'By the kiosk.';
    const found = await world.plannedWay(id);
    expect(found).toMatchObject({
      ...{ language: 'uk', reference: caseFile.reference, phone: PHONE, escort: 'Olena', current: 0 },
      ...{ word: { latin: 'KALINA' }, reports: [], late: false, missed: false },
    });
    expect(found.place).toEqual({
      ...{ side: 'ukrainian', description: { en: words, uk: words, ru: words } },
      crossing: expect.objectContaining({ en: 'Medyka–Shehyni' }),
    });
    expect(found.itinerary.meeting).toEqual({ from: slot.from, to: slot.to, zone: 'Europe/Kyiv', side: 'ukrainian' });
    for (const absent of ['previousWord', 'changed', 'closures']) expect(found).not.toHaveProperty(absent);
    const both = await world.aFamily({ caseFile: { word: 1, previousWord: 0 } });
    expect((await world.plannedWay(both.id)).previousWord?.latin).toBe('LIPA');
  });

  it('says of a place that nobody has checked for long when it was', async () => {
    const { id } = await world.aFamily({ slot: { meetingPointId: 'kiosk-polish', zone: 'Europe/Warsaw' } });
    const verifiedAt = new Date('2026-08-20T10:00:00Z');
    await world.points.update('kiosk-polish', { verifiedAt });
    expect((await world.plannedWay(id)).place).toMatchObject({
      ...{ side: 'polish', lastChecked: { at: verifiedAt, zone: 'Europe/Warsaw', now: world.clock.now() } },
    });
    await world.points.update('kiosk-polish', { verifiedAt: new Date('2026-11-20T10:00:00Z') });
    expect((await world.plannedWay(id)).place).not.toHaveProperty('lastChecked');
  });
});

describe('whether she is late, or was missed', () => {
  const stateAt = async (id: string, time: string) => {
    world.clock.set(time);
    const { late, missed } = await world.plannedWay(id);
    return late ? 'late' : missed ? 'missed' : 'neither';
  };

  it('is late after the usual time to leave until the window opens, and missed once it is over', async () => {
    const { id } = await world.aFamily();
    const times = ['25T04:40:00', '25T04:40:01', '26T12:29:59', '26T12:30:00', '26T13:09:59', '26T13:10:00'];
    const states: string[] = [];
    for (const time of times) states.push(await stateAt(id, `2026-11-${time}Z`));
    expect(states).toEqual(['neither', 'late', 'late', 'neither', 'neither', 'missed']);
  });

  it('is neither late once she left, nor either once she or the desk says that she was met', async () => {
    const left = await world.aFamily();
    await world.report.report(anAct(), left.id, 'left');
    expect(await stateAt(left.id, '2026-11-25T12:00:00Z')).toBe('neither');
    expect(await stateAt(left.id, '2026-11-26T13:10:00Z')).toBe('missed');
    world.clock.set('2026-11-26T12:00:00Z');
    const met = await world.aFamily();
    await world.report.report(anAct(), met.id, 'met');
    expect(await stateAt(met.id, '2026-11-26T12:10:00Z')).toBe('neither');
    expect(await stateAt(met.id, '2026-11-26T13:10:00Z')).toBe('neither');
    const byDesk = await world.aFamily({ caseFile: { state: 'met' } });
    expect(await stateAt(byDesk.id, '2026-11-26T12:00:00Z')).toBe('neither');
    expect(await stateAt(byDesk.id, '2026-11-26T13:10:00Z')).toBe('neither');
  });

  it('counts her steps from where she was last heard of, and says no time of a step that has come', async () => {
    const { id } = await world.aFamily();
    await world.report.report(anAct(), id, 'at-border');
    world.clock.set('2026-11-24T15:00:01Z');
    const { itinerary, current, reports } = await world.plannedWay(id);
    expect(itinerary.steps[current]?.key).toBe('ride:by-pl-terespol:lublin:bus');
    expect(itinerary.steps[current]?.counted).toBe('here');
    expect(itinerary.steps[current + 1]?.counted).toBe('ahead');
    expect(reports.map(({ kind }) => kind)).toEqual(['at-border']);
  });
});

describe('a meeting that has changed', () => {
  it('is said with what it was, in the words of that place, until she was told', async () => {
    const { id, slot } = await world.aFamily();
    const tell = (audience: 'traveller' | 'escort', was?: { from: Date; zone: string; meetingPointId: string }) =>
      world.core.stores.notifications.tell(world.clock.now(), [
        { about: 'slot-changed', audience, caseFileId: id, ...(was ? { was } : {}) },
      ]);
    await tell('traveller');
    await tell('escort', {
      from: new Date('2026-11-26T09:00:00Z'),
      zone: 'Europe/Kyiv',
      meetingPointId: 'kiosk-ukrainian',
    });
    expect(await world.plannedWay(id)).not.toHaveProperty('changed');
    await tell('traveller', { from: slot.from, zone: 'Europe/Warsaw', meetingPointId: 'kiosk-polish' });
    const { changed } = await world.plannedWay(id);
    expect(changed).toMatchObject({ from: slot.from, zone: 'Europe/Warsaw', place: { side: 'polish' } });
  });

  it.each([
    ['its time', { from: new Date('2026-11-26T12:31:00Z') }],
    ['its clock', { zone: 'Europe/Warsaw' }],
    ['its place', { meetingPointId: 'elsewhere' }],
    ['its crossing', { meetingPointId: 'other-crossing' }],
    ['its side', { meetingPointId: 'kiosk-polish' }],
  ])('is another one by %s alone, and none where all is the same', async (_what, changes) => {
    const { id, slot } = await world.aFamily();
    const { zone, from, meetingPointId } = slot;
    const words = (text: string) => ({ en: text, uk: text, ru: text });
    const point = { rev: 0, side: 'ukrainian' as const, zone, name: 'Kiosk' };
    for (const [_id, crossingId, text] of [
      ['elsewhere', 'pl-ua-medyka', 'By the gate.'],
      ['other-crossing', 'pl-ua-korczowa', 'By the kiosk.'],
    ] as const)
      if (!(await world.points.findMany([_id]))[0])
        await world.points.insert({ ...point, _id, crossingId, description: words(text) });
    const told = { about: 'slot-changed' as const, audience: 'traveller' as const, caseFileId: id };
    await world.core.stores.notifications.tell(world.clock.now(), [{ ...told, was: { zone, from, meetingPointId } }]);
    expect(await world.plannedWay(id)).not.toHaveProperty('changed');
    const other = await world.aFamily();
    const was = { zone, from, meetingPointId, ...changes };
    await world.core.stores.notifications.tell(world.clock.now(), [{ ...told, caseFileId: other.id, was }]);
    expect(await world.plannedWay(other.id)).toHaveProperty('changed.from', was.from);
  });

  it('is off where it was cancelled or nobody accompanies, with when it was and what she said', async () => {
    const off = await world.aFamily({ slot: { status: 'cancelled' } });
    await world.report.report(anAct(), off.id, 'left');
    expect(await world.way.getWay(off.id)).toMatchObject({
      ...{
        state: 'meeting-cancelled',
        was: { from: off.slot.from, zone: 'Europe/Kyiv', place: { side: 'ukrainian' } },
      },
      reports: [{ kind: 'left' }],
    });
    const alone = await world.aSlotAlone();
    const { id } = await world.aFamily({ booking: { slotId: alone._id } });
    expect(await world.way.getWay(id)).toMatchObject({ state: 'no-escort', was: { from: alone.from } });
  });
});
