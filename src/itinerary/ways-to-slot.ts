import type { Side } from '../crossing/meeting-point.ts';
import type { Path, PathChoice } from '../route/path.ts';
import type { Slot } from '../slot/slot.ts';
import {
  groundsIn,
  isObstacle,
  weightOf,
  type Grounds,
  type Obstacle,
  type Risk,
  type WorldThen,
} from './border-grounds.ts';
import { outdoorsBefore } from './curfew.ts';
import { planStage, stagesToMeeting, type PlannedStage, type Point } from './departure.ts';
import { growFork, type Fork } from './fork.ts';
import { planRests } from './rests.ts';

/** A way that can be gone. Instants in UTC; `latest` is the safe one. */
export interface WayToSlot {
  choice: PathChoice;
  planned: readonly PlannedStage[];
  leave: { latest: Date; usual: Date };
  /** Minutes from the first departure to the meeting, as usual. */
  minutes: number;
  risks: readonly Risk[];
}

/** A way that cannot be gone, with every reason. */
export interface NoWay {
  choice: PathChoice;
  obstacles: readonly Obstacle[];
}

/** What has been planned behind a fork, the last stage first. */
interface Behind {
  planned: readonly PlannedStage[];
  grounds: Grounds;
}

/**
 * Every path to one slot, worked backwards from it: those that can be gone, by risk and then by time, and the others.
 * Paths that end alike are planned once for as long as they do.
 */
export function waysToSlot(
  paths: readonly Path[],
  { slot, side }: { slot: Pick<Slot, 'from'>; side: Side },
  world: WorldThen,
): { ways: WayToSlot[]; rejected: NoWay[] } {
  const [ways, rejected]: [WayToSlot[], NoWay[]] = [[], []];
  const groundsOf = groundsIn(world);
  const how = { outdoors: outdoorsBefore(world.curfews), waitOf: world.waitOf };
  const end = (choice: PathChoice, { latest, usual }: Point, { planned, grounds }: Behind): void => {
    const late: Obstacle[] = latest < world.now ? [{ code: 'too-late' }] : [];
    const obstacles = [...grounds.filter(isObstacle), ...late];
    const risks = grounds.filter((ground) => !isObstacle(ground));
    const minutes = (slot.from.getTime() - usual.getTime()) / 60_000;
    if (obstacles.length > 0) rejected.push({ choice, obstacles });
    else ways.push({ choice, planned: planned.toReversed(), leave: { latest, usual }, minutes, risks });
  };
  const walk = ({ choices, next }: Fork, point: Point, behind: Behind): void => {
    for (const choice of choices) end(choice, point, behind);
    for (const { leg, fork } of next.values()) {
      const { planned, before } = planStage(leg, point, how);
      const grounds = [...groundsOf(planned), ...behind.grounds];
      walk(fork, before, { planned: [...behind.planned, planned], grounds });
    }
  };
  walk(forkAt(paths, side, world.rest), { latest: slot.from, usual: slot.from }, { planned: [], grounds: [] });
  return { ways: ways.sort((one, other) => weightOf(one) - weightOf(other) || one.minutes - other.minutes), rejected };
}

const knownForks = new WeakMap<readonly Path[], Map<string, Fork>>();

/** The paths as one tree from their meetings back. Paths never change, so it is grown once for a side and a rest. */
function forkAt(paths: readonly Path[], side: Side, rest: WorldThen['rest']): Fork {
  const known = knownForks.get(paths) ?? new Map<string, Fork>();
  knownForks.set(paths, known);
  const key = `${side} ${JSON.stringify(rest)}`;
  const fork =
    known.get(key) ??
    growFork(
      paths.map(({ choice, stages }) => ({ choice, legs: planRests(stagesToMeeting(stages, side), rest).reverse() })),
    );
  known.set(key, fork);
  return fork;
}
