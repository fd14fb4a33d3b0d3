import type { ActContext } from '../platform/act-context.ts';
import type { Sealer } from '../platform/key-ring.ts';
import type { ProgressEntry } from './case-file.ts';

interface Said extends Pick<ProgressEntry, 'state' | 'at'> {
  saidBy: string;
}

/**
 * Who said it and who wrote it down are two people: the desk records what a family or an escort tells on the phone.
 * Who said it is sealed; where the family's key is gone it is left out, never kept in clear.
 */
export const buildProgress = (
  { actor }: ActContext,
  { state, at, saidBy }: Said,
  sealer: Sealer | undefined,
): ProgressEntry => ({
  state,
  at,
  ...(sealer ? { saidBy: sealer.seal('progress', saidBy) } : {}),
  by: 'name' in actor ? actor.name : actor.kind,
});
