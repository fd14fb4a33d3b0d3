import { describe, expect, it } from '@jest/globals';
import type { Grounds, Obstacle } from '../../src/itinerary/border-grounds.ts';
import { windowOf, type Point } from '../../src/itinerary/departure.ts';
import { growFork, type Line } from '../../src/itinerary/fork.ts';
import { planFork, type ForkPlan } from '../../src/itinerary/plan-fork.ts';
import { PATH } from '../support/her-path.ts';
import { aRide } from '../support/small-way.ts';

const BEGIN: Point = { usual: new Date('2026-11-26T08:00:00Z'), latest: new Date('2026-11-26T08:00:00Z') };

const goStage: ForkPlan<unknown>['goStage'] = ({ stage, restAfter }, at) => {
  const window = windowOf(stage, at.usual, undefined);
  const end = new Date(at.usual.getTime() + window.usual * 60_000);
  const span = { from: at.usual, to: end };
  const planned = { stage, restAfter, window, estimate: window.estimate, usual: span, latest: span };
  return { planned, next: { usual: end, latest: end } };
};

/** A line of one ride of so many minutes, and one of ten more after it, under a name. */
const lineOf = (name: string, minutes: number): Line => ({
  choice: { ...PATH, exitCrossing: name },
  legs: [
    { stage: aRide(`ride:${name}`, [minutes, minutes, minutes]), restAfter: 0 },
    { stage: aRide(`ride:${name}:more`, [10, 10, 10]), restAfter: 0 },
  ],
});

/** What is against the first ride of a line, by its name. */
const plan = (
  lines: readonly Line[],
  against: Record<string, Grounds>,
  how: Pick<ForkPlan<object>, 'obstaclesAt' | 'waysOnly'> = {},
) =>
  planFork(growFork(lines), {
    ...{ from: BEGIN, goStage, endAt: () => ({}), ...how },
    groundsOf: ({ stage }) => against[stage.key.replace('ride:', '')] ?? [],
  });

describe('lines planned from where they part', () => {
  it('are listed the safest first, however quick a riskier one is, and of equally safe ones the quickest', () => {
    const against: Record<string, Grounds> = {
      'two-risks': [{ code: 'single-entry' }, { code: 'crossing-unknown' }],
      restricted: [{ code: 'crossing-restricted' }],
      'two-lesser': [{ code: 'checked-long-ago' }, { code: 'single-entry' }],
      unknown: [{ code: 'crossing-unknown' }],
    };
    const minutes = { 'two-risks': 20, restricted: 30, 'two-lesser': 50, unknown: 40, slow: 90, quick: 80 };
    const lines = Object.entries(minutes).map(([name, each]) => lineOf(name, each));
    const { ways, rejected } = plan(lines, against);
    expect(ways.map(({ choice, minutes: each }) => [choice.exitCrossing, each])).toEqual([
      ...[
        ['quick', 90],
        ['slow', 100],
        ['unknown', 50],
        ['two-lesser', 60],
        ['restricted', 40],
        ['two-risks', 30],
      ],
    ]);
    expect(rejected).toEqual([]);
  });

  const closed: Obstacle & { code: 'crossing-closed' } = { code: 'crossing-closed', crossing: 'by-pl-terespol' };
  const tooLate: Obstacle = { code: 'too-late' };
  const lines = [lineOf('shut', 20), lineOf('late', 90), lineOf('good', 30)];
  const obstaclesAt = ({ usual }: Point) => (usual > new Date('2026-11-26T09:00:00Z') ? [tooLate] : []);
  const named = ({ choice }: Pick<Line, 'choice'>): string => choice.exitCrossing;

  it('say of each that cannot be gone what is in its way, at a border and at its end', () => {
    const { ways, rejected } = plan(lines, { shut: [closed, { code: 'checked-long-ago' }] }, { obstaclesAt });
    expect(ways.map(named)).toEqual(['good']);
    expect(rejected.map((each) => [named(each), each.obstacles])).toEqual([
      ['shut', [closed]],
      ['late', [tooLate]],
    ]);
  });

  it('go no further than what is in the way where only ways are asked for', () => {
    const { ways, rejected } = plan(lines, { shut: [closed] }, { obstaclesAt, waysOnly: true });
    expect(ways.map(named)).toEqual(['good']);
    expect(rejected).toEqual([]);
  });
});
