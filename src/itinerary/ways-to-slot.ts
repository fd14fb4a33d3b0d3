import type { Side } from '../crossing/meeting-point.ts';
import type { Path } from '../route/path.ts';
import type { Slot } from '../slot/slot.ts';
import { groundsIn, type WorldThen } from './border-grounds.ts';
import { outdoorsBefore } from './curfew.ts';
import { planStage, stagesToMeeting, type Point } from './departure.ts';
import { growFork, type Fork } from './fork.ts';
import { planFork, type NoWay, type PlannedWay } from './plan-fork.ts';
import { planRests } from './rests.ts';

/** A way that can be gone. Instants in UTC; of when she leaves, `latest` is the safe one. */
export interface WayToSlot extends PlannedWay {
  leave: Point;
}

/**
 * Every path to one slot, worked backwards from it: those that can be gone, by risk and then by time, and the others.
 * Paths that end alike are planned once for as long as they do.
 */
export function waysToSlot(
  paths: readonly Path[],
  { slot, side }: { slot: Pick<Slot, 'from'>; side: Side },
  world: WorldThen,
  { waysOnly = false } = {},
): { ways: WayToSlot[]; rejected: NoWay[] } {
  const how = { outdoors: outdoorsBefore(world.curfews), waitOf: world.waitOf };
  return planFork(forkAt(paths, side, world.rest), {
    ...{ from: { latest: slot.from, usual: slot.from }, backwards: true, groundsOf: groundsIn(world) },
    goStage: (leg, point) => planStage(leg, point, how),
    endAt: (leave) => ({ leave }),
    obstaclesAt: ({ latest }) => (latest < world.now ? [{ code: 'too-late' }] : []),
    waysOnly,
  });
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
