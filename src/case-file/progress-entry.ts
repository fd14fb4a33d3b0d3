import { actorId, actorName, type ActContext } from '../platform/act-context.ts';
import type { Sealer } from '../platform/key-ring.ts';
import type { Changed, LastChange, ProgressEntry } from './case-file.ts';

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
  by: actorName(actor),
});

/** Who does it, and when, as what an act writes keeps it. */
export const changedBy = ({ actor }: ActContext, now: Date): Changed => ({ at: now, by: actorName(actor) });

/** A change of state as it can be taken back: by the same person, so their id is kept. */
export const buildLastChange = (
  act: ActContext,
  change: Pick<LastChange, 'from' | 'to'> & Partial<Pick<LastChange, 'released'>>,
  now: Date,
): LastChange => ({ released: [], ...change, ...changedBy(act, now), byId: actorId(act.actor) });
