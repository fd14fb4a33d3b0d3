import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byCrossing, type WorldThen } from '../../src/itinerary/border-grounds.ts';
import { beforeCurfew } from '../../src/itinerary/curfew.ts';
import { waysFromHere } from '../../src/itinerary/ways-from-here.ts';
import { waysToSlot } from '../../src/itinerary/ways-to-slot.ts';
import { listPaths } from '../../src/route/path.ts';
import { currentRouteRef } from '../../src/route/reference.ts';
import { PATH } from '../support/her-path.ts';
import { aCurfew, aRide, smallStages } from '../support/small-way.ts';
import { reference } from '../support/way.ts';

const paths = listPaths(reference, currentRouteRef(reference));
const world = (now: Date, more: Partial<WorldThen> = {}): WorldThen => ({
  ...{ now, nationality: 'UA', crossings: reference.crossings, events: byCrossing(reference.crossingEvents.values()) },
  ...{ documents: [...reference.documents.values()], curfews: [], rest: reference.defaults.get('night-rest') },
  ...{ checkDays: () => 30, ...more },
});
const onFrom = (spot: string, time: string, more: Partial<WorldThen> & { isPast?: boolean } = {}) => {
  const { isPast = false, ...known } = more;
  const at = new Date(time);
  return waysFromHere(paths, { here: { spot, isPast, at }, side: 'ukrainian' }, world(at, known));
};
const NIGHT = aCurfew({ id: 'night', places: ['lublin', 'pl-ua-medyka'], zone: 'Europe/Warsaw' });

describe('the ways on from where she is', () => {
  it('are those of the paths that lead over it, the safest first, each once from there on', () => {
    const { ways, rejected } = onFrom('lublin', '2022-03-10T08:00:00Z');
    const lines = [...ways, ...rejected].map(({ choice }) => choice.exitCrossing);
    expect(new Set(lines).size).toBeGreaterThan(3);
    expect(ways.every(({ planned }) => planned[0]?.stage.kind === 'ride' && planned[0].stage.from === 'lublin')).toBe(
      true,
    );
    const keys = ways.map(({ planned }) => planned.map(({ stage }) => stage.key).join(' '));
    expect(new Set(keys).size).toBe(keys.length);
    expect(onFrom('a-village', '2022-03-10T08:00:00Z')).toEqual({ ways: [], rejected: [] });
  });

  it('begin at the border where it is not behind her, and with the ride from it where it is', () => {
    const first = (isPast: boolean) =>
      new Set(
        onFrom('by-pl-terespol', '2022-03-10T08:00:00Z', { isPast }).ways.map(({ planned }) => planned[0]?.stage.kind),
      );
    expect([first(false), first(true)]).toEqual([new Set(['border']), new Set(['ride'])]);
  });

  it('lead over nothing that is closed when she comes there, and say by which event', () => {
    const { ways, rejected } = onFrom('brest', '2025-09-15T08:00:00Z');
    expect(ways.filter(({ choice }) => choice.entryCrossing === 'by-pl-terespol')).toEqual([]);
    expect(rejected[0]?.obstacles[0]).toMatchObject({
      code: 'crossing-closed',
      event: { id: '2025-belarus-border-closed' },
    });
  });

  it('warn of a visa that lets in once, before she leaves Poland with it', () => {
    const risks = (nationality: string, day: string) =>
      onFrom('minsk', `${day}T06:00:00Z`, { nationality, events: new Map() }).ways[0]?.risks.map(({ code }) => code);
    expect(risks('RU', '2026-01-10')).toContain('single-entry');
    expect(risks('UA', '2026-01-10')).not.toContain('single-entry');
    expect(risks('RU', '2025-10-01')).not.toContain('single-entry');
  });

  it('wait where a curfew keeps her in, and take the wait that is reported now for the route’s', () => {
    const [way] = onFrom('lublin', '2022-03-10T22:30:00Z', { curfews: [NIGHT] }).ways;
    expect(way?.planned[0]?.usual.from).toEqual(new Date('2022-03-11T04:00:00Z'));
    const reported = { shortest: 1, usual: 2, longest: 3, estimate: false as const };
    const [quick] = onFrom('przemysl', '2022-03-10T08:00:00Z', { waitOf: () => reported }).ways;
    const border = quick?.planned.find(({ stage }) => stage.kind === 'border');
    expect(border?.window).toBe(reported);
    expect(Number(border?.latest.to) - Number(border?.latest.from)).toBe(180_000);
  });
});

describe('paths that are alike from where she is', () => {
  const end = smallStages.filter(({ kind }) => kind === 'meeting');
  const path = (exitCrossing: string, ...keys: string[]) => ({
    ...{ choice: { ...PATH, exitCrossing } },
    stages: [...keys.map((key) => aRide(key, [10, 10, 10])), ...end],
  });
  const choices = (paths: ReturnType<typeof path>[]) => {
    const at = new Date('2026-11-26T08:00:00Z');
    const here = { spot: 'minsk', at };
    return waysFromHere(paths, { here, side: 'ukrainian' }, world(at, { rest: undefined })).ways.map(
      ({ choice }) => choice.exitCrossing,
    );
  };

  it('are one way, under the name of the first', () => {
    expect(choices([path('one', 'ride:one'), path('other', 'ride:one')])).toEqual(['one']);
  });

  it('are two where their stages are others, however their names run on', () => {
    const [one, other] = [path('one', 'ride:a', 'ride:b'), path('other', 'ride:ari', 'de:b')];
    expect(choices([one, other])).toEqual(['one', 'other']);
  });
});

/** By its place in the list, so that a failure can be read. Małhowice is left out: it opened late. */
const ALWAYS = paths.filter(({ choice }) => choice.exitCrossing !== 'pl-ua-malhowice');
const aPath = fc.nat({ max: ALWAYS.length - 1 });
const aTime = fc.oneof(
  ...['2022-03-27', '2022-10-30', '2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'].map((day) =>
    fc.integer({ min: -2880, max: 1440 }).map((minutes) => new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000)),
  ),
);

describe('every way on, over both nights in which clocks change', () => {
  it('has no stage before the one before it ended, counts elapsed minutes, and is outdoors in no curfew', () => {
    fc.assert(
      fc.property(aPath, aTime, (path, at) => {
        const known = world(at, { events: new Map(), curfews: [NIGHT] });
        const one = ALWAYS.slice(path, path + 1);
        const spot = one[0]?.choice.hub ?? '';
        const [way] = waysFromHere(one, { here: { spot, at }, side: 'ukrainian' }, known).ways;
        let before = { usual: at, latest: at };
        for (const { stage, usual, latest, window, restAfter } of way?.planned ?? []) {
          const place = stage.kind === 'ride' ? stage.from : stage.crossing;
          for (const [kind, span] of [
            ['usual', usual],
            ['latest', latest],
          ] as const) {
            const minutes = kind === 'usual' ? window.usual : window.longest;
            expect(span.from >= before[kind]).toBe(true);
            expect(span.to.getTime() - span.from.getTime()).toBeGreaterThanOrEqual(minutes * 60_000);
            expect(beforeCurfew(span.from, place, [NIGHT])).toEqual(span.from);
            before = { ...before, [kind]: new Date(span.to.getTime() + restAfter * 60_000) };
          }
        }
        expect(way?.arrival).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  it('comes in time to a slot when it sets out by that slot’s latest safe departure', () => {
    fc.assert(
      fc.property(aPath, aTime, (path, from) => {
        const known = world(new Date(0), { events: new Map() });
        const one = ALWAYS.slice(path, path + 1);
        const [way] = waysToSlot(one, { slot: { from }, side: 'ukrainian' }, known).ways;
        const here = { spot: one[0]?.choice.hub ?? '', at: way?.leave.latest ?? new Date(0) };
        const [on] = waysFromHere(one, { here, side: 'ukrainian' }, known).ways;
        expect(on?.arrival.latest).toEqual(from);
      }),
      { numRuns: 200 },
    );
  });
});
