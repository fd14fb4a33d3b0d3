import type { Pass } from '../crossing/touched-way.ts';
import type { Stage } from '../route/route.ts';
import type { Itinerary, Moment, Step } from './itinerary.ts';

const timesOf = ({ usual, latest }: Moment): number[] => [usual.getTime(), latest.getTime()];

/**
 * The borders of her way from a step on, each with all the time in which she may be there: from the safe arrival to the
 * end of the longest wait after the usual one.
 */
export function borderPasses(stages: readonly Stage[], { steps }: Itinerary, firstStep: number): Pass[] {
  return steps.slice(firstStep).flatMap((step) => {
    const stage = stages.find(({ key }) => key === step.key);
    if (stage?.kind !== 'border') return [];
    const { crossing, direction, mode } = stage;
    return [{ crossing, direction, mode, ...spanOf(step) }];
  });
}

function spanOf({ begins, ends, minutes }: Step): { from: Date; to: Date } {
  const longest = begins.usual.getTime() + (minutes?.longest ?? 0) * 60_000;
  return {
    from: new Date(Math.min(...timesOf(begins))),
    to: new Date(Math.max(...timesOf(ends), longest)),
  };
}
