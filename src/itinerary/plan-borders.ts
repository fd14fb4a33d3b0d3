import type { CaseFile } from '../case-file/case-file.ts';
import type { Side } from '../crossing/meeting-point.ts';
import type { Facts } from '../route/reference.ts';
import type { Stage } from '../route/route.ts';
import type { Slot } from '../slot/slot.ts';
import { borderPasses, type KeyedPass } from './border-passes.ts';
import { closedHours } from './closed-hours.ts';
import { outdoorsBefore } from './curfew.ts';
import { placeHer, type Word } from './heard.ts';
import { buildItinerary } from './itinerary.ts';
import { firstStepAhead, isMet } from './way.ts';

/** What is asked of somebody's way to one slot. */
export interface AskedWay {
  caseFile: Pick<CaseFile, 'routeRef' | 'path' | 'state'>;
  slot: Pick<Slot, 'from' | 'to' | 'zone'>;
  side: Side;
  /** What was heard of her since she has this meeting, the oldest first. */
  words: readonly Word[];
}

export interface PlannedBorders {
  passes: readonly KeyedPass[];
  /** Those of them that nobody's word has put behind her. */
  ahead: readonly KeyedPass[];
}

/** The borders of a way; none while she has no path. */
export type PlanBorders = (asked: AskedWay) => PlannedBorders;

/** A path's stages are looked up once: hundreds of ways are planned at a time, and stages never change. */
export function planBorders(
  reference: Pick<Facts, 'places' | 'crossings' | 'curfews' | 'defaults'>,
  findStages: (caseFile: Pick<CaseFile, 'routeRef' | 'path'>) => Stage[] | undefined,
): PlanBorders {
  const outdoors = outdoorsBefore(closedHours(reference));
  const known = new Map<string, readonly Stage[]>();
  const stagesOf = ({ routeRef, path }: AskedWay['caseFile']): readonly Stage[] | undefined => {
    const key = JSON.stringify([routeRef, path]);
    const stages = known.get(key) ?? findStages({ routeRef, ...(path ? { path } : {}) });
    if (stages) known.set(key, stages);
    return stages;
  };
  return ({ caseFile, slot, side, words }) => {
    const stages = stagesOf(caseFile);
    if (!stages) return { passes: [], ahead: [] };
    const passes = borderPasses({ stages, slot, side, rest: reference.defaults.get('night-rest'), outdoors });
    const caseState = caseFile.state;
    // Nobody has said anything of most, and the whole itinerary is needed only to place what was said.
    if (words.length === 0 && !isMet({ caseState })) return { passes, ahead: passes };
    const itinerary = buildItinerary({ stages, slot, side, reference });
    const heard = placeHer(itinerary, words);
    const ahead = itinerary.steps.slice(firstStepAhead({ itinerary, caseState, heard })).map(({ key }) => key);
    return { passes, ahead: passes.filter(({ key }) => ahead.includes(key)) };
  };
}
