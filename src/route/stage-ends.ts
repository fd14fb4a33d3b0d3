import type { StageRecord } from './route.ts';

/** A place or crossing that a stage names, by field. */
interface Spot {
  field: string;
  into: readonly ('places' | 'crossings')[];
  id: string;
}

const PLACE = ['places'] as const;
const CROSSING = ['crossings'] as const;
const EITHER = ['places', 'crossings'] as const;

export function spotsOf(stage: StageRecord): Spot[] {
  switch (stage.kind) {
    case 'hub':
    case 'handover':
      return [{ field: 'place', into: PLACE, id: stage.place }];
    case 'ride':
      return [
        { field: 'from', into: EITHER, id: stage.from },
        { field: 'to', into: EITHER, id: stage.to },
      ];
    case 'border':
    case 'meeting':
      return [{ field: 'crossing', into: CROSSING, id: stage.crossing }];
    case 'accompany':
      return [
        { field: 'from', into: CROSSING, id: stage.from },
        { field: 'to', into: PLACE, id: stage.to },
      ];
    case 'contact':
    case 'proof':
      return [];
  }
}

/** Where a stage begins; undefined for the calls, which happen wherever she is. */
export const startOf = (stage: StageRecord): string | undefined => spotsOf(stage)[0]?.id;

export const endOf = (stage: StageRecord): string | undefined => spotsOf(stage).at(-1)?.id;

/** The stretches of road that a stage drives, in order. */
export function legPairs(stage: StageRecord): [from: string, to: string][] {
  if (stage.kind === 'ride') return [[stage.from, stage.to]];
  if (stage.kind !== 'accompany') return [];
  const spots = [stage.from, ...stage.via, stage.to];
  return spots.slice(1).map((to, index) => [spots[index] ?? to, to]);
}
