import type { Default } from '../route/duration.ts';
import type { BorderStage, RideStage } from '../route/route.ts';

export type TimedStage = RideStage | BorderStage;

/** A stage with the minutes that she sleeps where it ends. */
export interface Leg {
  stage: TimedStage;
  restAfter: number;
}

/**
 * Where she sleeps on her way, the stages in travel order. As late as she can: in a town, when she could not go on to it
 * from the town before without being on her feet for longer than the rest allows, by the usual durations of the route.
 * Only what lies between two towns may last longer, and a border where she waits longer than usual.
 */
export function planRests(stages: readonly TimedStage[], rest: Default | undefined): Leg[] {
  const legs: Leg[] = [];
  // Minutes from here to the rest that comes next, or to the meeting.
  let awake = 0;
  for (const [index, stage] of [...stages.entries()].reverse()) {
    const sleeps =
      rest?.kind === 'rest' && endsInTown(stages, index) && awake + minutesFromTown(stages, index) > rest.everyMinutes;
    legs.unshift({ stage, restAfter: sleeps ? rest.minutes : 0 });
    awake = (sleeps ? 0 : awake) + usualOf(stage);
  }
  return legs;
}

const usualOf = (stage: TimedStage): number => (stage.kind === 'ride' ? stage.minutes : stage.wait).usual;

/** Where one ride follows another there is a town; at a border and on the road to it there is none. */
const endsInTown = (stages: readonly TimedStage[], index: number): boolean =>
  stages[index]?.kind === 'ride' && stages[index + 1]?.kind === 'ride';

/** How long it usually takes to the end of this stage from the last town before it, or from where she sets out. */
function minutesFromTown(stages: readonly TimedStage[], index: number): number {
  const before = stages.slice(0, index).findLastIndex((_, earlier) => endsInTown(stages, earlier));
  return stages.slice(before + 1, index + 1).reduce((sum, stage) => sum + usualOf(stage), 0);
}
