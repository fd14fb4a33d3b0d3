import { isStanding, type CaseFile } from './case-file.ts';
import { isEnding } from './case-state.ts';

/** When her journey ended, one way or another; undefined while it goes on. */
export function journeyEnd({
  state,
  ending,
  progress,
}: Pick<CaseFile, 'state' | 'ending' | 'progress'>): Date | undefined {
  if (isEnding(state)) return ending?.at;
  return state === 'closed'
    ? progress.findLast((entry) => entry.state === 'closed' && isStanding(entry))?.at
    : undefined;
}
