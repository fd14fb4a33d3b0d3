import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseFile, ProgressEntry } from '../../src/case-file/case-file.ts';
import { offeredSlots, whereSheIs, worldNow } from '../../src/itinerary/planner-reads.ts';
import type { BorderStage } from '../../src/route/route.ts';
import { aBooking, aCaseFile, anAct } from '../support/builders.ts';
import { PATH } from '../support/her-path.ts';
import { startPlanner } from '../support/planner.ts';
import { stagesOf } from '../support/way.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
let world: Awaited<ReturnType<typeof startPlanner>>;
beforeAll(async () => {
  world = await startPlanner();
});
beforeEach(() => world.clear());
afterAll(() => world.stop());

describe('the slots that are offered', () => {
  it('are those of six weeks from now that are not cancelled, the soonest first', async () => {
    const until = new Date('2027-01-05T10:00:00Z');
    const times = [new Date(NOW.getTime() - 1), NOW, new Date(until.getTime() - 1), until];
    const [, now, last] = await Promise.all(times.map((from) => world.aStoredSlot({ from })));
    await world.aStoredSlot({ status: 'cancelled' });
    const closed = await world.aStoredSlot({ status: 'closed' });
    expect((await offeredSlots(world.reads, NOW)).map(({ slot }) => slot)).toEqual([now, closed, last]);
  });

  it('have the side of their meeting point, and each the live bookings of its own', async () => {
    const polish = await world.aStoredSlot({ meetingPointId: 'kiosk-polish' });
    const empty = await world.aStoredSlot({ from: new Date('2026-11-27T12:30:00Z'), meetingPointId: 'never-stored' });
    const [one, other] = [await world.aFamily(polish._id), await world.aFamily(polish._id)];
    const { ofStage: _ofStage, ...over } = aBooking({ slotId: polish._id, status: 'cancelled', live: false });
    await world.core.stores.bookings.insert(over);
    const [first, second, ...more] = await offeredSlots(world.reads, NOW);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ slot: polish, side: 'polish' });
    expect(new Set(first?.inSlot)).toEqual(new Set([one.booking, other.booking]));
    // Of a place that nobody knows the longer way is planned: past the border.
    expect(second).toEqual({ slot: empty, side: 'ukrainian', inSlot: [] });
  });
});

describe('where she is', () => {
  const entry = (stageKey?: string, at = NOW): ProgressEntry => ({
    ...{ state: 'travelling', at, by: 'Anna', ...(stageKey === undefined ? {} : { stageKey }) },
  });
  const where = (changes: Partial<CaseFile>, slotId?: string) =>
    whereSheIs(world.reads, aCaseFile({ state: 'travelling', path: PATH, ...changes }), stagesOf(), {
      ...{ slotId, now: NOW },
    });

  it('is nowhere on the way until she has set out, even if she has touched her page', async () => {
    const { caseFile, id } = await world.aFamily('slot');
    await world.report.report(anAct(), id, 'left');
    expect(await where(caseFile)).toBeUndefined();
    expect(await where({ ...caseFile, state: 'travelling' })).toEqual({ spot: 'minsk', isPast: true, at: NOW });
    expect(await where({})).toBeUndefined();
  });

  it('is before a border at which she waits, and past it once she rides on from there', async () => {
    const later = new Date('2026-11-24T11:00:00Z');
    const at = (stageKey: string) => where({ progress: [entry(), entry(stageKey, later)] });
    expect(await at('border:by-pl-terespol:bus')).toEqual({ spot: 'by-pl-terespol', isPast: false, at: later });
    expect(await at('ride:by-pl-terespol:lublin:bus')).toEqual({ spot: 'by-pl-terespol', isPast: true, at: later });
    expect(await at('ride:lublin:rzeszow:bus')).toEqual({ spot: 'lublin', isPast: true, at: later });
  });

  it('is on the way no more once she says that she was met', async () => {
    const { caseFile, id } = await world.aFamily('slot', { caseFile: { state: 'travelling', progress: [entry()] } });
    world.clock.advance({ minutes: 1 });
    await world.report.report(anAct(), id, 'met');
    expect(await where(caseFile)).toBeUndefined();
  });

  it('is at the border at which the plan of her meeting has her, and without a meeting at the last one', async () => {
    const { caseFile, id } = await world.aFamily('slot', { caseFile: { state: 'travelling' } });
    await world.report.report(anAct(), id, 'at-border');
    const { _id } = await world.aStoredSlot();
    expect(await where(caseFile, _id)).toEqual({ spot: 'by-pl-terespol', isPast: false, at: NOW });
    const last = { spot: 'pl-ua-medyka', isPast: false, at: NOW };
    expect([await where(caseFile), await where(caseFile, 'never-stored')]).toEqual([last, last]);
  });

  it('is at the border where her page has her too, when she is met before the last one: that plan is some hours later', async () => {
    const { _id } = await world.aStoredSlot({ meetingPointId: 'kiosk-polish' });
    const { caseFile, id } = await world.aFamily(_id, { caseFile: { state: 'travelling' } });
    const late = '2026-11-25T10:00:00Z';
    world.clock.set(late);
    await world.report.report(anAct(), id, 'at-border');
    expect(await where(caseFile, _id)).toEqual({ spot: 'by-pl-terespol', isPast: false, at: new Date(late) });
    const beyond = await world.aStoredSlot();
    expect(await where(caseFile, beyond._id)).toMatchObject({ spot: 'pl-ua-medyka' });
  });

  it('is before the last border while she waits in Poland for her meeting there, and nowhere once she was met', async () => {
    const { _id } = await world.aStoredSlot({ meetingPointId: 'kiosk-polish' });
    const progress = [entry(), entry('ride:przemysl:pl-ua-medyka:bus')];
    const { caseFile, id } = await world.aFamily(_id, { caseFile: { state: 'travelling', progress } });
    world.clock.advance({ hours: 1 });
    await world.report.report(anAct(), id, 'at-border');
    expect(await where(caseFile, _id)).toEqual({ spot: 'pl-ua-medyka', isPast: false, at: world.clock.now() });
    await world.report.report(anAct(), id, 'met');
    expect(await where(caseFile, _id)).toBeUndefined();
  });
});

describe('the world as it stands now', () => {
  const border = stagesOf().find((stage): stage is BorderStage => stage.key === 'border:pl-ua-medyka:foot');
  const aWait = (minutes: number, at: string) =>
    world.observations.insertWait({
      ...{ _id: at, crossing: 'pl-ua-medyka', direction: 'to-UA', mode: 'foot', minutes, at: new Date(at) },
      ...{ source: 'Olena', by: 'Anna', recordedAt: NOW },
    });

  it('has what was recorded beside what is documented, and says by which row', async () => {
    const row = await world.record('strike');
    const found = await worldNow(world.reads, NOW);
    expect(found.rows).toEqual([row]);
    expect(found.world.events.get('by-pl-terespol')).toContainEqual(row.event);
    expect(found.world.events.get('by-pl-terespol')?.length).toBeGreaterThan(1);
    expect(found.world).toMatchObject({ now: NOW, crossings: world.reads.reference.crossings });
    expect(found.world.checkDays('PL-UA')).toBe(30);
    expect(found.world).not.toHaveProperty('nationality');
  });

  it('has the waits of the last three days, and none from before', async () => {
    if (!border) throw new Error('Her path has no such border.');
    const usual = async () => (await worldNow(world.reads, NOW)).world.waitOf?.(border, NOW)?.usual;
    await aWait(60, '2026-11-24T08:00:00Z');
    await aWait(70, '2026-11-23T08:00:00Z');
    await aWait(80, '2026-11-21T09:00:00Z');
    expect(await usual()).toBeUndefined();
    await aWait(80, '2026-11-21T11:00:00Z');
    expect(await usual()).toBe(70);
  });
});
