import type { RecordReading } from '../audit/record-reading-service.ts';
import { placeOf } from '../booking/booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { nationalityOf } from '../case-file/nationality-of.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import type { Stage } from '../route/route.ts';
import { keepPaths, offeredSlots, whereSheIs, worldNow, type PlannerReads } from './planner-reads.ts';
import { reachSlots, type SlotReach } from './slot-reach.ts';

interface Dependencies extends PlannerReads {
  recordReading: RecordReading;
  caseFiles: Pick<CaseFileStore, 'get'>;
  findStages: (caseFile: Pick<CaseFile, 'routeRef' | 'path'>) => Stage[] | undefined;
  clock: Clock;
}

export type SlotReachService = ReturnType<typeof slotReachService>;

/** Which slots one family can really reach, and why not the others. Computed anew each time. */
export function slotReachService(dependencies: Dependencies) {
  const { caseFiles, bookings, recordReading, reference, findStages, clock } = dependencies;
  const pathsOf = keepPaths(reference);
  return {
    /** The slots of the next six weeks that are not cancelled. Throws NotFound. */
    listFor: async (act: ActContext, caseFileId: string): Promise<SlotReach[]> => {
      const now = clock();
      const caseFile = await caseFiles.get(caseFileId);
      await recordReading(act, 'case-file.read', { caseFileId }, ['nationality']);
      const ofCase = await bookings.listLiveOfCase(caseFileId);
      const slotId = placeOf(ofCase)?.slotId;
      const stages = findStages(caseFile);
      return reachSlots(await offeredSlots(dependencies, now), {
        ...{ caseFile, ofCase, stageKeys: stages?.map(({ key }) => key) },
        paths: pathsOf(caseFile.routeRef),
        here: stages && (await whereSheIs(dependencies, caseFile, stages, { slotId, now })),
        world: {
          ...(await worldNow(dependencies, now)).world,
          nationality: await nationalityOf(dependencies.keys, caseFile),
        },
      });
    },
  };
}
