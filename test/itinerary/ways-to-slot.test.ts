import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byCrossing, type WorldThen } from '../../src/itinerary/border-grounds.ts';
import { waysToSlot } from '../../src/itinerary/ways-to-slot.ts';
import { beforeCurfew } from '../../src/itinerary/curfew.ts';
import { loadReference } from '../../src/route/load-route.ts';
import { listPaths } from '../../src/route/path.ts';
import { currentRouteRef } from '../../src/route/reference.ts';
import { PATH } from '../support/her-path.ts';
import { smallRest, smallStages } from '../support/small-way.ts';

const reference = loadReference(process.cwd());
const ref = currentRouteRef(reference);
const paths = listPaths(reference, ref);
const worldAt = (now: Date, more: Partial<WorldThen> = {}): WorldThen => ({
  ...{ now, nationality: 'UA', crossings: reference.crossings, events: byCrossing(reference.crossingEvents.values()) },
  ...{ documents: [...reference.documents.values()], curfews: [...reference.curfews.values()] },
  ...{ rest: reference.defaults.get('night-rest'), checkDays: () => 30 },
  ...more,
});
const to = (slot: string, days: number, more: Partial<WorldThen> = {}) => {
  const from = new Date(slot);
  return waysToSlot(
    paths,
    { slot: { from }, side: 'ukrainian' },
    worldAt(new Date(from.getTime() - days * 86_400_000), more),
  );
};

describe('the ways to a slot', () => {
  it('are all that can be gone on a day, the safest first, and of the others each reason', () => {
    const { ways, rejected } = to('2022-03-10T12:00:00Z', 6);
    expect(ways.length + rejected.length).toBe(paths.length);
    expect(ways.length).toBeGreaterThan(10);
    for (const [index, way] of ways.entries()) {
      const next = ways[index + 1];
      if (next && next.risks.length === way.risks.length && way.risks.length === 0)
        expect(next.minutes).toBeGreaterThanOrEqual(way.minutes);
    }
    expect(rejected.every(({ obstacles }) => obstacles.length > 0)).toBe(true);
  });

  it('lead over no crossing that is closed then, and say by which event', () => {
    const { ways, rejected } = to('2025-09-18T12:00:00Z', 6);
    const overTerespol = rejected.filter(({ choice }) => choice.entryCrossing === 'by-pl-terespol');
    expect(ways.filter(({ choice }) => choice.entryCrossing === 'by-pl-terespol')).toEqual([]);
    expect(new Set(overTerespol.map(({ obstacles }) => obstacles[0]?.event?.id))).toEqual(
      new Set(['2025-belarus-border-closed']),
    );
  });

  it('are too late once their latest safe departure is over', () => {
    const { ways, rejected } = to('2022-03-10T12:00:00Z', 0.2);
    expect(ways).toEqual([]);
    expect(rejected.flatMap(({ obstacles }) => obstacles.map(({ code }) => code))).toContain('too-late');
  });
});

describe('the way to a slot along a small path', () => {
  const small = [{ choice: PATH, stages: smallStages }];
  const at = (time: string): Date => new Date(`2026-11-26T${time}:00Z`);
  const known = worldAt(at('00:00'), { nationality: 'LT', events: new Map(), curfews: [], checkDays: () => 100_000 });
  const along = (side: 'ukrainian' | 'polish', rest: WorldThen['rest']) =>
    waysToSlot(small, { slot: { from: at('12:00') }, side }, { ...known, rest }).ways.map(({ leave, planned }) => ({
      leave,
      begins: planned.map(({ stage, latest }) => [stage.key, latest.from]),
    }));
  const ukrainian = {
    leave: { latest: at('04:40'), usual: at('07:15') },
    begins: [
      ...[
        ['ride:1', at('04:40')],
        ['ride:2', at('06:10')],
        ['border:in', at('08:40')],
        ['ride:3', at('09:40')],
      ],
      ['border:out', at('11:15')],
    ],
  };

  it('begins each stage in travel order when it must, with the rest in the village', () => {
    expect(along('ukrainian', smallRest)).toEqual([ukrainian]);
  });

  it('is another one to the Polish side, and without a rest, though the list of paths is the same', () => {
    const leaves = [along('ukrainian', smallRest), along('ukrainian', undefined), along('polish', smallRest)];
    expect(leaves.map(([way]) => [way?.leave, way?.begins.length])).toEqual([
      [ukrainian.leave, 5],
      [{ latest: at('05:20'), usual: at('07:55') }, 5],
      [{ latest: at('05:25'), usual: at('07:30') }, 4],
    ]);
  });
});

/** Slots over the nights in which clocks change, and any other. */
const aSlot = fc.oneof(
  ...['2022-03-27', '2022-10-30', '2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'].map((day) =>
    fc
      .integer({ min: 0, max: 4 * 1440 })
      .map((minutes) => new Date(new Date(`${day}T00:00:00Z`).getTime() + minutes * 60_000)),
  ),
  fc.date({ min: new Date('2022-03-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
);
/** By its place in the list, so that a failure can be read. Małhowice is left out: it opened late. */
const ALWAYS = paths.filter(({ choice }) => choice.exitCrossing !== 'pl-ua-malhowice');
const aPath = fc.nat({ max: ALWAYS.length - 1 });
const aSide = fc.constantFrom('ukrainian' as const, 'polish' as const);
const curfew = [...reference.curfews.values()][0];
/** Curfews where she passes, which the route's own data lacks. */
const CURFEWS = ['warsaw', 'lublin', 'minsk', 'rzeszow', 'pl-ua-medyka'].map((place) => ({
  ...(curfew ?? ({} as never)),
  ...{ id: `night-${place}`, places: [place], zone: place === 'minsk' ? 'Europe/Minsk' : 'Europe/Warsaw' },
  ...{ start: '22:00', end: '05:00', continuous: false, from: null, to: null },
}));
const one = (path: number, from: Date, side: 'ukrainian' | 'polish', now = new Date(0)) =>
  waysToSlot(
    ALWAYS.slice(path, path + 1),
    { slot: { from }, side },
    worldAt(now, { events: new Map(), curfews: CURFEWS }),
  );

describe('every way to every slot', () => {
  it('leaves no place before the latest arrival there, is outdoors in no curfew, and counts elapsed minutes', () => {
    fc.assert(
      fc.property(aPath, aSlot, aSide, (path, from, side) => {
        const [way] = one(path, from, side).ways;
        let before = new Date(0);
        for (const { stage, latest, restAfter } of way?.planned ?? []) {
          const longest = stage.kind === 'ride' ? stage.minutes.longest : stage.wait.longest;
          expect(latest.from >= before).toBe(true);
          expect(latest.to.getTime() - latest.from.getTime()).toBeGreaterThanOrEqual(longest * 60_000);
          const [start, end] = stage.kind === 'ride' ? [stage.from, stage.to] : [stage.crossing, stage.crossing];
          expect(beforeCurfew(latest.from, start, CURFEWS)).toEqual(latest.from);
          expect(beforeCurfew(latest.to, end, CURFEWS)).toEqual(latest.to);
          before = new Date(latest.to.getTime() + restAfter * 60_000);
        }
        expect(before <= from).toBe(true);
        expect(way?.planned.length).toBeGreaterThan(2);
      }),
      { numRuns: 300 },
    );
  });

  it('stays reachable in time when its slot is moved later', () => {
    fc.assert(
      fc.property(aPath, aSlot, aSide, fc.integer({ min: 0, max: 3000 }), (path, from, side, minutes) => {
        const [way] = one(path, from, side).ways;
        const later = one(path, new Date(from.getTime() + minutes * 60_000), side, way?.leave.latest);
        expect(later.rejected).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
