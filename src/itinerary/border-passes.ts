import type { Pass } from '../crossing/touched-way.ts';
import { meetOnSide } from '../route/path.ts';
import type { BorderStage } from '../route/route.ts';
import type { Slot } from '../slot/slot.ts';
import { planToMeeting, type WayPlan } from './departure.ts';

/** A border of her way, by the key of its stage. */
export interface KeyedPass extends Pass {
  key: string;
}

const minutesOn = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

/**
 * The borders of her way in its order, the one after a meeting on the Polish side too, each with all the time in which
 * she may be there: from the safe arrival to the end of the longest wait after the usual one.
 */
export function borderPasses(plan: WayPlan & { slot: Pick<Slot, 'from' | 'to'> }): KeyedPass[] {
  const before = planToMeeting(plan).flatMap(({ stage, latest: safe, usual }) =>
    stage.kind === 'border'
      ? // No usual time lies before the safe one, and no wait is longer than the longest.
        passOf(stage, safe.from, minutesOn(usual.from, stage.wait.longest))
      : [],
  );
  const ordered = meetOnSide(plan.stages, plan.side);
  const after = ordered
    .slice(ordered.findIndex(({ kind }) => kind === 'meeting') + 1)
    .flatMap((stage) =>
      stage.kind === 'border' ? passOf(stage, plan.slot.from, minutesOn(plan.slot.to, stage.wait.longest)) : [],
    );
  return [...before, ...after];
}

const passOf = ({ key, crossing, direction, mode }: BorderStage, from: Date, to: Date): KeyedPass[] => [
  { key, crossing, direction, mode, from, to },
];
