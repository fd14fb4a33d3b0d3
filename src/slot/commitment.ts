import { afterCurfew } from '../itinerary/curfew.ts';
import type { Reference } from '../route/reference.ts';
import type { Stage } from '../route/route.ts';
import type { CommitmentRule } from './build-slot.ts';

const KYIV = 'kyiv';

/** How long an accompaniment may last by the route's own durations: the longest road, its rest, and the border where it lies after the meeting. */
export function commitmentRule(reference: Pick<Reference, 'routes' | 'curfews'>, restHours: number): CommitmentRule {
  return {
    restHours,
    arrival: (planned) => afterCurfew(planned, KYIV, reference.curfews.values()).at,
    accompanyMinutes: (routeRef, crossingId, side) => {
      const stages: Stage[] = [...(reference.routes.get(routeRef)?.stages.values() ?? [])];
      const onward = stages.find((stage) => stage.kind === 'accompany' && stage.from === crossingId);
      if (onward?.kind !== 'accompany') return undefined;
      const road = onward.minutes.longest + onward.restMinutes;
      if (side === 'ukrainian') return road;
      const waits = stages.flatMap((stage) =>
        stage.kind === 'border' && stage.crossing === crossingId && stage.direction === 'to-UA'
          ? [stage.wait.longest]
          : [],
      );
      return road + Math.max(0, ...waits);
    },
  };
}
