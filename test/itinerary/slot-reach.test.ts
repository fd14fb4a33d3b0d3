import { describe, expect, it } from '@jest/globals';
import { byCrossing, type WorldThen } from '../../src/itinerary/border-grounds.ts';
import { reachSlots, type AskedReach } from '../../src/itinerary/slot-reach.ts';
import type { OfferedSlot } from '../../src/itinerary/way-to.ts';
import { reportedWaits } from '../../src/itinerary/reported-waits.ts';
import { listPaths, resolvePath } from '../../src/route/path.ts';
import { currentRouteRef } from '../../src/route/reference.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';
import { PATH } from '../support/her-path.ts';
import { reference } from '../support/way.ts';

const ref = currentRouteRef(reference);
const paths = listPaths(reference, ref);
const NOW = new Date('2022-03-10T08:00:00Z');
const at = (day: number, hour = 12): Date => new Date(Date.UTC(2022, 2, day, hour));
const world: WorldThen = {
  ...{ now: NOW, nationality: 'LT', crossings: reference.crossings, events: new Map(), curfews: [], documents: [] },
  ...{ rest: reference.defaults.get('night-rest'), checkDays: () => 100_000 },
};
const stageKeys = resolvePath(reference, ref, PATH).map(({ key }) => key);
const stageKey = stageKeys.find((key) => key.startsWith('meet')) ?? '';
const caseFile = aCaseFile({ state: 'confirmed', path: PATH, routeRef: ref, proofAt: at(1) });
const offer = (
  from: Date,
  changes: Partial<OfferedSlot['slot']> = {},
  more: Partial<OfferedSlot> = {},
): OfferedSlot => ({
  slot: aSlot({ from, to: new Date(from.getTime() + 40 * 60_000), crossingId: 'pl-ua-medyka', stageKey, ...changes }),
  ...{ side: 'ukrainian', inSlot: [], ...more },
});
const reach = (offered: OfferedSlot[], changes: Partial<AskedReach> = {}) =>
  reachSlots(offered, { ...{ caseFile, ofCase: [], stageKeys, paths, world }, ...changes });
const codes = (found: ReturnType<typeof reach>) => found.map(({ reasons }) => reasons.map(({ code }) => code));

describe('the slots that she can reach', () => {
  it('come first, the soonest before the later ones, each with when she leaves', () => {
    const [soon, later] = [offer(at(14)), offer(at(16))];
    const found = reach([later, soon]);
    expect(found.map(({ slot }) => slot._id)).toEqual([soon.slot._id, later.slot._id]);
    expect(codes(found)).toEqual([[], []]);
    const [first] = found;
    expect(first?.way?.choice).toEqual(PATH);
    expect(first?.way?.leave?.latest.getTime()).toBeGreaterThan(NOW.getTime());
    expect(first).not.toHaveProperty('instead');
  });

  it('come before those that she cannot reach, which say why not', () => {
    const tomorrow = offer(at(11));
    const full = offer(at(15), { capacity: 1 }, { inSlot: [aBooking({ seats: 1 })] });
    const closed = offer(at(15), { status: 'closed' });
    const good = offer(at(20));
    expect(codes(reach([tomorrow, full, closed, good]))).toEqual([
      ...[[], ['too-late'], ['not-enough-seats'], ['slot-closed']],
    ]);
  });

  it('are none over a crossing that is closed then; another path there is named', () => {
    const shut = {
      ...{ id: 'shut', crossings: ['by-pl-terespol'], effect: 'no-service' as const, direction: 'both' as const },
      ...{ modes: ['bus' as const], from: '2022-03-12', to: null, appliesTo: 'everyone' as const, asOf: null },
      ...{
        cause: 'unknown' as const,
        wording: { en: 'Shut', uk: 'x', ru: 'x' },
        sources: ['s'],
        confidence: 'high' as const,
      },
    };
    const [found] = reach([offer(at(16))], { world: { ...world, events: byCrossing([shut]) } });
    expect(found?.reasons).toMatchObject([
      { code: 'crossing-closed', crossing: 'by-pl-terespol', event: { id: 'shut' } },
    ]);
    expect(found).not.toHaveProperty('way');
    expect(found?.instead?.choice.exitCrossing).toBe('pl-ua-medyka');
    expect([found?.instead?.choice.entryCrossing, found?.instead?.choice.mode]).not.toEqual(['by-pl-terespol', 'bus']);
  });

  it('are not those at another crossing, nor any without a path; the best path is named for both', () => {
    const [elsewhere] = reach([offer(at(16), { crossingId: 'pl-ua-hrebenne', stageKey: 'other' })]);
    expect(elsewhere?.reasons.map(({ code }) => code)).toEqual(['not-on-her-path']);
    expect(elsewhere?.instead?.choice.exitCrossing).toBe('pl-ua-hrebenne');
    const { path: _none, ...pathless } = caseFile;
    const [unchosen] = reach([offer(at(16))], { caseFile: pathless, stageKeys: undefined });
    expect(unchosen?.reasons.map(({ code }) => code)).toEqual(['no-path']);
    expect(unchosen?.instead?.choice.exitCrossing).toBe('pl-ua-medyka');
  });

  it('name no other path to a crossing that no path of her route leads to', () => {
    const slot = offer(at(16), { crossingId: 'pl-ua-rail-przemysl', stageKey: 'other' });
    expect(reach([slot])).toEqual([
      { slot: slot.slot, seatsLeft: 3, reasons: [expect.objectContaining({ code: 'not-on-her-path' })] },
    ]);
  });

  it('say how many seats are left, and none where more are taken than there are', () => {
    const inSlot = [aBooking({ seats: 1 }), aBooking({ seats: 1 })];
    const seats = (capacity: number) => reach([offer(at(15), { capacity }, { inSlot })])[0]?.seatsLeft;
    expect([seats(3), seats(2), seats(1)]).toEqual([1, 0, 0]);
  });

  it('count her own place as free, since she would be moved from it, and not from what is only proposed to her', () => {
    const mine = aBooking({ caseFileId: caseFile._id, stageKey, ofStage: true, seats: 1 });
    expect(codes(reach([offer(at(15))], { ofCase: [mine] }))).toEqual([[]]);
    const { ofStage: _notYet, ...proposed } = aBooking({ caseFileId: caseFile._id, stageKey, status: 'proposed' });
    expect(codes(reach([offer(at(15))], { ofCase: [proposed, mine] }))).toEqual([[]]);
  });

  it('are counted from where she is, once she is on her way: late, tight or in time', () => {
    const onHerWay = { ...caseFile, state: 'travelling' as const };
    const mine = aBooking({ caseFileId: caseFile._id, stageKey, ofStage: true, seats: 1 });
    const here = { spot: 'lublin', at: NOW };
    const asked = { caseFile: onHerWay, here, ofCase: [mine] };
    const found = (from: Date) => reach([offer(from)], asked)[0];
    expect(found(at(10, 9))?.reasons).toEqual([{ code: 'too-late' }]);
    expect(found(at(10, 16))?.way?.risks.map(({ code }) => code)).toEqual(['tight']);
    const easy = found(at(14))?.way;
    expect([easy?.risks, easy?.leave]).toEqual([[], undefined]);
    expect(easy?.arrival?.usual.getTime()).toBeGreaterThan(NOW.getTime());
  });

  it('let an unforeseen error through', () => {
    const broken = {
      ...caseFile,
      get state(): never {
        throw new RangeError('broken');
      },
    };
    expect(() => reach([offer(at(15))], { caseFile: broken })).toThrow(RangeError);
  });
});

describe('waits as a plan takes them', () => {
  const border = resolvePath(reference, ref, PATH).find(
    (stage) => stage.kind === 'border' && stage.direction === 'to-UA',
  );
  if (border?.kind !== 'border') throw new Error('The path crosses into Ukraine.');
  const { crossing, direction, mode } = border;
  const wait = (minutes: number) => ({ crossing, direction, mode, minutes, at: new Date(NOW.getTime() - 3_600_000) });

  it('are the middle and the longest of those reported, never shorter than the route’s longest', () => {
    const long = border.wait.longest + 60;
    expect(reportedWaits([wait(100), wait(120), wait(long)], NOW)(border, NOW)).toMatchObject({
      ...{ usual: 120, longest: long, shortest: Math.min(border.wait.shortest, 120) },
    });
    expect(reportedWaits([wait(0), wait(0), wait(0)], NOW)(border, NOW)).toMatchObject({
      ...{ usual: 0, shortest: 0, longest: border.wait.longest },
    });
  });

  it('say nothing where fewer than three were, and nothing of next week', () => {
    expect(reportedWaits([wait(100), wait(120)], NOW)(border, NOW)).toBeUndefined();
    const three = [wait(100), wait(120), wait(90)];
    expect(reportedWaits(three, NOW)(border, at(13, 8))).toBeDefined();
    expect(reportedWaits(three, NOW)(border, at(13, 9))).toBeUndefined();
  });
});
