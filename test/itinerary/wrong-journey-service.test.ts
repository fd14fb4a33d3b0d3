import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { wrongJourneyService, type WrongJourneyService } from '../../src/itinerary/wrong-journey-service.ts';
import type { WrongJourney } from '../../src/itinerary/wrong-journeys.ts';
import { anAct } from '../support/builders.ts';
import { PATH } from '../support/her-path.ts';
import { startPlanner } from '../support/planner.ts';

const BELARUS = ['terespol', 'bobrowniki', 'kuznica', 'slawatycze', 'polowce'].map((name) => `by-pl-${name}`);
let world: Awaited<ReturnType<typeof startPlanner>>;
let service: WrongJourneyService;
beforeAll(async () => {
  world = await startPlanner();
  service = wrongJourneyService(world.reads);
});
beforeEach(() => world.clear());
afterAll(() => world.stop());

const caseIds = (found: readonly WrongJourney[]) => found.map(({ journey }) => journey.caseFile._id);
/** The hour of a meeting of the day, 40 minutes long. */
const on = (day: string, hour = '12:30') => {
  const from = new Date(`2026-${day}T${hour}:00Z`);
  return { from, to: new Date(from.getTime() + 40 * 60_000) };
};

describe('slots whose agreed time is another instant by newer time zones', () => {
  const moved = { localDate: '2026-11-26', localTime: '14:30', from: new Date('2026-11-26T11:30:00Z') };

  it('are listed where they lie ahead and still take place, and no other slot is', async () => {
    const [open, closed] = [await world.aStoredSlot(moved), await world.aStoredSlot({ ...moved, status: 'closed' })];
    await world.aStoredSlot({ ...moved, status: 'cancelled' });
    await world.aStoredSlot();
    await world.aStoredSlot({ ...moved, from: new Date('2026-11-24T09:59:00Z') });
    await world.aStoredSlot({ ...moved, from: new Date('2027-01-05T10:00:00Z') });
    expect(new Set(await service.listMovedClocks())).toEqual(new Set([open, closed]));
  });
});

describe('whose journey is looked at', () => {
  it('is whoever has a firm place and was not met, the soonest first, while the way to it is closed', async () => {
    const [later, soon] = [await world.aStoredSlot(on('11-28')), await world.aStoredSlot(on('11-27'))];
    const hers = await world.aFamily(later._id);
    const first = await world.aFamily(soon._id, { caseFile: { state: 'confirmed' } });
    await world.aFamily(soon._id, { booking: { status: 'held' }, caseFile: { state: 'confirmed' } });
    await world.aFamily(soon._id, { caseFile: { state: 'met' } });
    await world.aFamily(soon._id, { caseFile: { erased: { at: world.clock.now(), by: 'Anna' } } });
    expect(await service.list()).toEqual([]);
    await world.record('strike');
    const found = await service.list();
    expect(caseIds(found)).toEqual([first.id, hers.id]);
    expect(found[0]?.journey).toMatchObject({
      caseFile: first.caseFile,
      booking: first.booking,
      meeting: { slot: soon },
    });
    expect(found[0]?.reasons).toMatchObject([{ code: 'crossing-closed', event: { id: 'strike' } }]);
  });

  it('is nobody who was booked although this very row was seen', async () => {
    const { _id } = await world.aStoredSlot();
    const row = await world.record('strike');
    const seen = (id: string) => ({
      booking: { acknowledged: { codes: [`crossing-event/${id}` as const], reason: 'sealed' } },
    });
    await world.aFamily(_id, seen(row._id));
    const { id } = await world.aFamily(_id, seen('row-of-something-else'));
    expect(caseIds(await service.list())).toEqual([id]);
  });
});

describe('what is proposed to whoever cannot go', () => {
  const nobodyFromBelarus = () => world.record('war', { crossings: BELARUS, to: '2026-12-04' });

  it('is the next meeting that is open', async () => {
    const hers = await world.aStoredSlot();
    const { id } = await world.aFamily(hers._id);
    await world.aStoredSlot({ ...on('12-10'), status: 'closed' });
    const open = await world.aStoredSlot(on('12-11'));
    await nobodyFromBelarus();
    const [wrong] = await service.list();
    expect([wrong?.journey.caseFile._id, wrong?.remedy]).toMatchObject([id, { slot: open, way: { choice: PATH } }]);
  });

  it('is nothing more while what was proposed before can still be gone', async () => {
    const hers = await world.aStoredSlot();
    const { booking } = await world.aFamily(hers._id);
    await world.aStoredSlot(on('12-10'));
    const proposed = await world.aStoredSlot(on('12-11'));
    await nobodyFromBelarus();
    const [wrong] = await service.list(new Map([[booking._id, { toSlotId: proposed._id, path: PATH }]]));
    expect(wrong).toMatchObject({ stands: true });
    expect(wrong).not.toHaveProperty('remedy');
  });
});

describe('whoever is on the road', () => {
  const ON_THE_ROAD: Partial<CaseFile> = {
    state: 'travelling',
    progress: [
      { state: 'travelling', at: new Date('2026-11-25T05:00:00Z'), by: 'Anna' },
      {
        ...{ state: 'travelling', at: new Date('2026-11-26T12:00:00Z'), by: 'Anna' },
        stageKey: 'ride:przemysl:pl-ua-medyka:bus',
      },
    ],
  };

  it('is looked at from where she is: what is too late for her, and the next meeting that has not begun', async () => {
    world.clock.set('2026-11-26T12:00:00Z');
    const { _id } = await world.aStoredSlot();
    await world.aStoredSlot({ from: world.clock.now(), to: new Date('2026-11-26T20:00:00Z') });
    const next = await world.aStoredSlot(on('11-26', '15:30'));
    await world.aFamily(_id);
    const { id } = await world.aFamily(_id, { caseFile: ON_THE_ROAD });
    const found = await service.list();
    expect(caseIds(found)).toEqual([id]);
    expect(found[0]?.journey.here).toEqual({ spot: 'przemysl', isPast: true, at: world.clock.now() });
    expect(found[0]?.reasons).toEqual([{ code: 'too-late' }]);
    expect(found[0]?.remedy?.slot).toEqual(next);
  });

  it('is at the border at which the plan of that very meeting has her', async () => {
    const { _id } = await world.aStoredSlot();
    const { id } = await world.aFamily(_id, { caseFile: { state: 'travelling' } });
    await world.report.report(anAct(), id, 'at-border');
    await world.record('strike');
    const [wrong] = await service.list();
    expect(wrong?.journey.here).toEqual({ spot: 'by-pl-terespol', isPast: false, at: world.clock.now() });
  });
});

describe('a border that is closed to some citizens', () => {
  it('is in the way of those, and of whom nobody knows; of the others no more than before', async () => {
    const { _id } = await world.aStoredSlot({ capacity: 8 });
    await world.aFamily(_id, { nationality: 'UA' });
    const russian = await world.aFamily(_id, { nationality: 'RU' });
    const unknown = await world.aFamily(_id);
    await world.record('ban', { appliesTo: 'citizens', countries: ['RU'] });
    const found = await service.list();
    expect(new Map(found.map(({ journey }) => [journey.caseFile._id, journey.nationality]))).toEqual(
      new Map([
        [russian.id, 'RU'],
        [unknown.id, undefined],
      ]),
    );
  });

  it('is asked about by her own citizenship too where she waits at another closed one; nobody else’s is opened', async () => {
    const here = await world.aStoredSlot({ capacity: 8 });
    const elsewhere = { ...PATH, entryCrossing: 'by-pl-bobrowniki' };
    const both = await world.aFamily(here._id, { nationality: 'UA' });
    const one = await world.aFamily(here._id, { caseFile: { path: elsewhere }, nationality: 'UA' });
    await world.record('ban', { appliesTo: 'citizens', countries: ['RU'] });
    await world.record('works', { crossings: ['pl-ua-medyka', 'by-pl-bobrowniki'] });
    const found = await service.list();
    expect(
      new Map(
        found.map(({ journey, reasons }) => [
          journey.caseFile._id,
          [journey.nationality, ...reasons.map(({ event }) => event?.id)],
        ]),
      ),
    ).toEqual(
      new Map([
        [both.id, ['UA', 'works']],
        [one.id, [undefined, 'works', 'works']],
      ]),
    );
  });
});
