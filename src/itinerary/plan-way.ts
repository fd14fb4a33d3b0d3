import type { CaseFile } from '../case-file/case-file.ts';
import type { Side } from '../crossing/meeting-point.ts';
import type { Facts } from '../route/reference.ts';
import type { Stage } from '../route/route.ts';
import type { Slot } from '../slot/slot.ts';
import { buildItinerary, type Itinerary } from './itinerary.ts';

/** The stages of somebody's path, and her way with its times to one slot. */
export interface PlannedStages {
  stages: readonly Stage[];
  itinerary: Itinerary;
}

/** Undefined while she has no path. */
export type PlanWay = (
  caseFile: Pick<CaseFile, 'routeRef' | 'path'>,
  slot: Pick<Slot, 'from' | 'to' | 'zone'>,
  side: Side,
) => PlannedStages | undefined;

/** Plans ways; a path's stages are looked up once, since hundreds are planned at a time and they never change. */
export function planWays(
  reference: Pick<Facts, 'places' | 'crossings' | 'curfews' | 'defaults'>,
  findStages: (caseFile: Pick<CaseFile, 'routeRef' | 'path'>) => Stage[] | undefined,
): PlanWay {
  const known = new Map<string, readonly Stage[]>();
  const stagesOf = ({ routeRef, path }: Pick<CaseFile, 'routeRef' | 'path'>): readonly Stage[] | undefined => {
    const key = JSON.stringify([routeRef, path]);
    const stages = known.get(key) ?? findStages({ routeRef, ...(path ? { path } : {}) });
    if (stages) known.set(key, stages);
    return stages;
  };
  return (caseFile, slot, side) => {
    const stages = stagesOf(caseFile);
    return stages && { stages, itinerary: buildItinerary({ stages, slot, side, reference }) };
  };
}
