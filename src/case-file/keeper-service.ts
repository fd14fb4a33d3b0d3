import type { z } from 'zod';
import type { StaffStore } from '../access/staff-store.ts';
import type { Perform } from '../audit/act-service.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { CaseFileStore } from './case-file-store.ts';
import { keepFor, parseShown, type keepSchema } from './keeper.ts';

interface Dependencies {
  perform: Perform;
  caseFiles: CaseFileStore;
  staff: Pick<StaffStore, 'find'>;
}

export type KeeperService = ReturnType<typeof keeperService>;

/** Who of the desk looks after which case file. */
export function keeperService({ perform, caseFiles, staff }: Dependencies) {
  return {
    /** Gives case files to one of the desk, all of them or none. Throws KeptMeanwhile, NotAtTheDesk, NotFound. */
    keep: (act: ActContext, { kept, staffId }: z.infer<typeof keepSchema>): Promise<{ caseFileIds: string[] }> => {
      const shown = new Map(kept.map(parseShown).map(({ caseFileId, keeperId }) => [caseFileId, keeperId]));
      const caseFileIds = [...shown.keys()].sort();
      return perform(
        act,
        caseFileIds.map((id) => `case/${id}`),
        async (now) => {
          const person = await staff.find(staffId);
          for (const id of caseFileIds)
            await caseFiles.keep(id, keepFor(await caseFiles.lock(id), shown.get(id) ?? '', person, now));
          return { reply: { caseFileIds }, which: { staffId, caseFileIds: caseFileIds.join(' ') }, fields: ['keeper'] };
        },
      );
    },
  };
}
