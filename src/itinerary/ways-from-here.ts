import type { Side } from '../crossing/meeting-point.ts';
import type { Path } from '../route/path.ts';
import { groundsIn, type WorldThen } from './border-grounds.ts';
import { outdoorsAfter } from './curfew.ts';
import { endsOf, stagesToMeeting, windowOf, type PlannedStage, type Point } from './departure.ts';
import { growFork, type Line } from './fork.ts';
import { planFork, type NoWay, type PlannedWay } from './plan-fork.ts';
import { planRests, type Leg } from './rests.ts';

/** Where somebody is, and since when she can go on: a place or a crossing of the route. */
export interface Here {
  spot: string;
  /** At a crossing: its border lies behind her. */
  isPast?: boolean;
  at: Date;
}

/** A way on from there to a meeting, and when she is there: as usual, and if all takes longest. UTC. */
export interface WayFromHere extends PlannedWay {
  arrival: Point;
}

/**
 * Every way on from where she is, forwards to its meeting: those that can be gone, by risk and then by time, and the
 * others. What paths have in common is planned once.
 */
export function waysFromHere(
  paths: readonly Path[],
  { here, side }: { here: Here; side: Side },
  world: WorldThen,
): { ways: WayFromHere[]; rejected: NoWay[] } {
  const how = { outdoors: outdoorsAfter(world.curfews), waitOf: world.waitOf };
  return planFork(growFork(linesFrom(paths, here, side, world)), {
    ...{ from: { usual: here.at, latest: here.at }, groundsOf: groundsIn(world) },
    goStage: (leg, point) => goStage(leg, point, how),
    endAt: (arrival) => ({ arrival }),
  });
}

const minutesOn = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);

/** One stage on from where a plan has come. Where she would set out or arrive in a curfew, she goes when it is over. */
function goStage(
  { stage, restAfter }: Leg,
  from: Point,
  { outdoors, waitOf }: { outdoors: (at: Date, spot: string) => Date; waitOf: WorldThen['waitOf'] },
): { planned: PlannedStage; next: Point } {
  const window = windowOf(stage, from.usual, waitOf);
  const { start, end } = endsOf(stage);
  const begins = { usual: outdoors(from.usual, start), latest: outdoors(from.latest, start) };
  const to = {
    usual: outdoors(minutesOn(begins.usual, window.usual), end),
    latest: outdoors(minutesOn(begins.latest, window.longest), end),
  };
  const planned = {
    ...{ stage, restAfter, window, estimate: window.estimate },
    usual: { from: begins.usual, to: to.usual },
    latest: { from: begins.latest, to: to.latest },
  };
  return { planned, next: { usual: minutesOn(to.usual, restAfter), latest: minutesOn(to.latest, restAfter) } };
}

/** What is left of each path that leads over where she is; a path that only differs behind her is listed once. */
function linesFrom(paths: readonly Path[], { spot, isPast }: Here, side: Side, { rest }: WorldThen): Line[] {
  const lines = new Map<string, Line>();
  for (const { choice, stages } of paths) {
    const ahead = stagesToMeeting(stages, side);
    const begin = ahead.findIndex(
      (stage) => endsOf(stage).start === spot && !(isPast === true && stage.kind === 'border'),
    );
    if (begin === -1) continue;
    const legs = planRests(ahead.slice(begin), rest);
    const key = legs.map(({ stage }) => stage.key).join(' ');
    if (!lines.has(key)) lines.set(key, { choice, legs });
  }
  return [...lines.values()];
}
