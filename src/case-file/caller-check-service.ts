import type { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import { actorId, actorName, type ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import { checkCaller, checkProves, standingCheck, type CallerCheck, type callerCheckSchema } from './caller-check.ts';
import type { CallerCheckStore } from './caller-check-store.ts';
import type { CaseFileStore } from './case-file-store.ts';

interface Dependencies {
  perform: Perform;
  checks: CallerCheckStore;
  caseFiles: CaseFileStore;
  clock: Clock;
  ids: Ids;
}

/** Called inside an act that holds the case file's lock. Throws CallerNotChecked where somebody of the desk acts unchecked. */
export type RequireCheckedCaller = (act: ActContext, caseFileId: string, now: Date) => Promise<void>;

export const requireCheckedCaller =
  ({ checks }: Pick<Dependencies, 'checks'>): RequireCheckedCaller =>
  async ({ actor }, caseFileId, now) => {
    if (actor.kind === 'staff') checkCaller(await checks.listOfCase(caseFileId), actor.id, now);
  };

export type CallerCheckService = ReturnType<typeof callerCheckService>;

/** Who calls is asked before anything of hers is given out or changed. */
export function callerCheckService({ perform, checks, caseFiles, clock, ids }: Dependencies) {
  return {
    /** Records what was asked and whether it fitted; a caller who did not match voids every check before. */
    check: (
      act: ActContext,
      caseFileId: string,
      { asked, matched }: z.infer<typeof callerCheckSchema>,
    ): Promise<{ matched: boolean; at: string }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        checkProves({ asked, matched });
        const { rev } = await caseFiles.lock(caseFileId);
        const who = { by: actorName(act.actor), byId: actorId(act.actor) };
        await checks.insert({ _id: ids.id(), caseFileId, rev, at: now, ...who, asked: [...new Set(asked)], matched });
        const fields = [matched ? 'matched' : 'did-not-match', ...asked];
        return { reply: { matched, at: now.toISOString() }, which: { caseFileId }, fields };
      }),

    /** This coordinator's check that stands, for the pages. */
    findStanding: async (caseFileId: string, coordinatorId: string): Promise<CallerCheck | undefined> =>
      standingCheck(await checks.listOfCase(caseFileId), coordinatorId, clock()),
  };
}
