import type { Side } from '../crossing/meeting-point.ts';
import type { Path, PathChoice } from '../route/path.ts';
import { groundsIn, isObstacle, weightOf, type Grounds, type Risk, type WorldThen } from './border-grounds.ts';
import { outdoorsAfter } from './curfew.ts';
import { endsOf, stagesToMeeting, windowOf, type PlannedStage } from './departure.ts';
import { growFork, type Fork, type Line } from './fork.ts';
import { planRests, type Leg } from './rests.ts';
import type { NoWay } from './ways-to-slot.ts';

/** Where somebody is, and since when she can go on: a place or a crossing of the route. */
export interface Here {
  spot: string;
  /** At a crossing: its border lies behind her. */
  isPast?: boolean;
  at: Date;
}

/** A way on from there to a meeting, and when she is there: as usual, and if all takes longest. UTC. */
export interface WayFromHere {
  choice: PathChoice;
  planned: readonly PlannedStage[];
  arrival: { usual: Date; latest: Date };
  /** Minutes to the meeting as usual. */
  minutes: number;
  risks: readonly Risk[];
}

interface Reached {
  usual: Date;
  latest: Date;
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
  const [ways, rejected]: [WayFromHere[], NoWay[]] = [[], []];
  const groundsOf = groundsIn(world);
  const how = { outdoors: outdoorsAfter(world.curfews), waitOf: world.waitOf };
  const end = (choice: PathChoice, arrival: Reached, planned: readonly PlannedStage[], grounds: Grounds): void => {
    const obstacles = grounds.filter(isObstacle);
    const risks = grounds.filter((ground) => !isObstacle(ground));
    const minutes = (arrival.usual.getTime() - here.at.getTime()) / 60_000;
    if (obstacles.length > 0) rejected.push({ choice, obstacles });
    else ways.push({ choice, planned, arrival, minutes, risks });
  };
  const walk = ({ choices, next }: Fork, from: Reached, behind: readonly PlannedStage[], grounds: Grounds): void => {
    for (const choice of choices) end(choice, from, behind, grounds);
    for (const { leg, fork } of next.values()) {
      const { planned, after } = goStage(leg, from, how);
      walk(fork, after, [...behind, planned], [...grounds, ...groundsOf(planned)]);
    }
  };
  walk(growFork(linesFrom(paths, here, side, world)), { usual: here.at, latest: here.at }, [], []);
  return { ways: ways.sort((one, other) => weightOf(one) - weightOf(other) || one.minutes - other.minutes), rejected };
}

const minutesOn = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);

/** One stage on from where a plan has come. Where she would set out or arrive in a curfew, she goes when it is over. */
function goStage(
  { stage, restAfter }: Leg,
  from: Reached,
  { outdoors, waitOf }: { outdoors: (at: Date, spot: string) => Date; waitOf: WorldThen['waitOf'] },
): { planned: PlannedStage; after: Reached } {
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
  return { planned, after: { usual: minutesOn(to.usual, restAfter), latest: minutesOn(to.latest, restAfter) } };
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
