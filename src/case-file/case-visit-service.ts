import type { Clock } from '../platform/clock.ts';
import type { StaffCaller } from '../platform/endpoint.ts';
import type { Changed } from './case-file.ts';
import { nextVisit, whoElse } from './case-visit.ts';
import type { CaseVisitStore } from './case-visit-store.ts';

export type VisitCase = (caseFileId: string, staff: Pick<StaffCaller, 'id' | 'name'>) => Promise<Changed[]>;

/** Notes that this person reads a page of the case file, and gives who else has it open. No act: nothing rests on it. */
export const visitCase =
  ({ visits, clock }: { visits: CaseVisitStore; clock: Clock }): VisitCase =>
  async (caseFileId, { id, name }) => {
    const now = clock();
    const known = await visits.listOfCase(caseFileId);
    const visit = nextVisit(known, { caseFileId, staffId: id, name }, now);
    await visits.put(visit);
    return whoElse(known, visit._id, now);
  };
