import { isStanding, type CaseFile } from '../case-file/case-file.ts';
import { isUnderWay } from '../case-file/case-state.ts';
import { latest, type FindCause } from './red-causes.ts';
import type { Watched } from './watched.ts';
import { TELL_WORDS } from './words.ts';

const SOON_MS = 48 * 3_600_000;

/** Whoever lost her place or whose case ended on the road is on the road still. */
function isOnRoad({ state, ending, progress }: CaseFile): boolean {
  if (isUnderWay(state) || (ending && isUnderWay(ending.from))) return true;
  const step = progress.findLast((entry) => isStanding(entry) && entry.stageKey === undefined);
  return (state === 'confirmed' || state === 'booked') && step?.state === 'travelling';
}

/** Of a meeting that she has it stands until its end; of one that was taken from her until she has heard of it. */
function isSoon({ line, untold }: Watched, now: Date): boolean {
  const isNear = (from: Date): boolean => from.getTime() - now.getTime() <= SOON_MS;
  if (line) return isNear(line.slot.from) && line.slot.to > now;
  return untold.flatMap(({ notification: { was }, slot }) => was?.from ?? slot?.from ?? []).some(isNear);
}

/** Somebody has not heard of this meeting, or that it is off, and it is near or she is on the road. */
export const findNotTold: FindCause = (watched, now) => {
  const { caseFile, untold } = watched;
  if (!caseFile || untold.length === 0) return undefined;
  if (!isSoon(watched, now) && !isOnRoad(caseFile)) return undefined;
  const said = untold.map(
    ({ notification: { audience, about } }) =>
      `${audience === 'traveller' ? 'she is' : 'escort'} not told: ${TELL_WORDS[about].toLowerCase()}`,
  );
  return { since: latest(untold.map(({ notification }) => notification.at)), text: [...new Set(said)].join('; ') };
};
