import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { slotReachService, type SlotReachService } from '../../src/itinerary/slot-reach-service.ts';
import { aBooking, aCaseFile, anAct } from '../support/builders.ts';
import { PATH } from '../support/her-path.ts';
import { startPlanner } from '../support/planner.ts';

let world: Awaited<ReturnType<typeof startPlanner>>;
let service: SlotReachService;
beforeAll(async () => {
  world = await startPlanner();
  service = slotReachService(world.reads);
});
beforeEach(() => world.clear());
afterAll(() => world.stop());

/** What is in the way of each slot, in the order in which they are listed. */
const reasonsFor = async (id: string) =>
  (await service.listFor(anAct(), id)).map(({ slot, reasons }) => [slot._id, ...reasons.map(({ code }) => code)]);
const atHome = { booking: null, caseFile: { state: 'confirmed' } } as const;
/** Whoever sets out from Minsk now comes there in time however long everything takes; to the other one in no case. */
const inTime = { from: new Date('2026-11-28T12:30:00Z') };
const soon = { from: new Date('2026-11-24T12:00:00Z'), to: new Date('2026-11-24T12:40:00Z') };

describe('the slots that one family can reach', () => {
  it('are those on her path, in time for her, and none that is cancelled', async () => {
    const [tooSoon, good] = [await world.aStoredSlot(soon), await world.aStoredSlot(inTime)];
    await world.aStoredSlot({ ...inTime, status: 'cancelled' });
    const { id } = await world.aFamily('', atHome);
    const [first, second, ...more] = await service.listFor(anAct(), id);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ slot: good, seatsLeft: 3, reasons: [], way: { choice: PATH } });
    expect(first?.way?.leave?.latest).toBeInstanceOf(Date);
    expect(second).toMatchObject({ slot: tooSoon, reasons: [{ code: 'too-late' }] });
  });

  it('are read in the name of whoever reads, with the citizenship that they tell', async () => {
    const { id } = await world.aFamily('', atHome);
    await service.listFor(anAct(), id);
    expect(await world.lastEntry()).toMatchObject({
      ...{ what: 'case-file.read', which: { caseFileId: id }, fields: ['nationality'], actor: { name: 'Anna' } },
    });
    await expect(service.listFor(anAct(), 'nobody')).rejects.toMatchObject({ status: 404 });
  });

  it('are none while she has no path, and then each says which path leads there', async () => {
    const { path: _path, ...pathless } = aCaseFile();
    await world.core.stores.caseFiles.insert(pathless);
    await world.aStoredSlot(inTime);
    const [found] = await service.listFor(anAct(), pathless._id);
    expect(found).toMatchObject({
      reasons: [{ code: 'no-path' }],
      instead: { choice: { exitCrossing: 'pl-ua-medyka' } },
    });
  });

  it('count her own place as free, since she would be moved from it, and another family’s as taken', async () => {
    const { _id } = await world.aStoredSlot(inTime);
    const full = await world.aStoredSlot({ ...inTime, capacity: 1 });
    await world.aFamily(full._id);
    const { id } = await world.aFamily(_id);
    expect(await reasonsFor(id)).toEqual([[_id], [full._id, 'not-enough-seats']]);
  });

  it('are not those behind a border that is closed to her citizens', async () => {
    const { _id } = await world.aStoredSlot(inTime);
    await world.record('ban', { appliesTo: 'citizens', countries: ['RU'] });
    const [ukrainian, russian] = [
      await world.aFamily('', { ...atHome, nationality: 'UA' }),
      await world.aFamily('', { ...atHome, nationality: 'RU' }),
    ];
    expect([await reasonsFor(ukrainian.id), await reasonsFor(russian.id)]).toEqual([
      [[_id]],
      [[_id, 'crossing-closed']],
    ]);
  });

  it('are counted from where she is, once she is on the road', async () => {
    const { _id } = await world.aStoredSlot(inTime);
    const tooSoon = await world.aStoredSlot(soon);
    const { id } = await world.aFamily(_id, { caseFile: { state: 'travelling' } });
    await world.report.report(anAct(), id, 'left');
    const [first, second] = await service.listFor(anAct(), id);
    expect(first).toMatchObject({ slot: { _id }, reasons: [], way: { choice: PATH } });
    expect(first?.way?.arrival?.usual.getTime()).toBeGreaterThan(world.clock.now().getTime());
    expect(second).toMatchObject({ slot: { _id: tooSoon._id }, reasons: [{ code: 'too-late' }] });
  });

  it.each([
    ['one that she was moved from', { status: 'moved', live: false }],
    ['one that is only proposed', { status: 'proposed', live: true, heldUntil: new Date('2026-11-25T10:00:00Z') }],
  ] as const)('are counted from the border that the plan of her meeting means, not of %s', async (_name, other) => {
    const { _id } = await world.aStoredSlot({ from: new Date('2026-12-01T12:30:00Z') });
    const former = await world.aStoredSlot(soon);
    const { id } = await world.aFamily(_id, { caseFile: { state: 'travelling' } });
    const { ofStage: _ofStage, ...elsewhere } = aBooking({
      ...{ slotId: former._id, caseFileId: id, ...other },
      madeAt: new Date('2026-11-20T10:00:00Z'),
    });
    await world.core.stores.bookings.insert(elsewhere);
    await world.report.report(anAct(), id, 'at-border');
    await world.record('strike');
    // Before Terespol she stands in front of what is closed; at the last border nothing would be in her way.
    expect(await reasonsFor(id)).toEqual([
      [former._id, 'crossing-closed'],
      [_id, 'crossing-closed'],
    ]);
  });
});
