import type { Default } from './duration.ts';
import type { StageRecord } from './route.ts';

/** One default that a stage's times rest on. */
interface Needed {
  id: string;
  kind: Default['kind'];
}

export const waitDefault = (stage: Extract<StageRecord, { kind: 'border' }>): string =>
  `wait-${stage.direction.toLowerCase()}-${stage.mode}`;
export const rideDefault = (stage: Extract<StageRecord, { kind: 'ride' }>): string => `ride-${stage.mode}`;
export const ACCOMPANY_DEFAULT = 'accompany';
export const ACCOMPANY_REST_DEFAULT = 'accompany-rest';

/** Which rows of data/defaults.json a stage needs. */
export function defaultsOf(stage: StageRecord): Needed[] {
  if (stage.kind === 'ride') return [{ id: rideDefault(stage), kind: 'stretch' }];
  if (stage.kind === 'border') return [{ id: waitDefault(stage), kind: 'window' }];
  if (stage.kind !== 'accompany') return [];
  return [
    { id: ACCOMPANY_DEFAULT, kind: 'stretch' },
    { id: ACCOMPANY_REST_DEFAULT, kind: 'rest' },
  ];
}
