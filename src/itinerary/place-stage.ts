import type { BorderStage, RideStage, Stage } from '../route/route.ts';

/** The stages of a path on which she can be before she is met, in travel order: its rides and its borders. */
export const listPlaces = (stages: readonly Stage[] | undefined): (RideStage | BorderStage)[] =>
  stages?.filter((stage) => stage.kind === 'ride' || stage.kind === 'border') ?? [];
