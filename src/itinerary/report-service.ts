import type { Perform } from '../audit/act-service.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import { LinkOver } from './credential.ts';
import { mayTakeBack, NothingToTakeBack, type Report, type ReportKind } from './report.ts';
import type { ReportStore } from './report-store.ts';

interface Dependencies {
  perform: Perform;
  reports: ReportStore;
  caseFiles: CaseFileStore;
  ids: Ids;
}

export type ReportService = ReturnType<typeof reportService>;

/** What travellers say of themselves on the way. */
export function reportService({ perform, reports, caseFiles, ids }: Dependencies) {
  const latestOf = async (caseFileId: string): Promise<Report | undefined> =>
    (await reports.listStanding([caseFileId])).at(-1);
  /** Her session ends with the erasure; a touch that was already under way ends here, as with any page that is over. */
  const lockHers = async (caseFileId: string): Promise<void> => {
    if ((await caseFiles.lockEvenErased(caseFileId)).erased) throw new LinkOver();
  };

  return {
    report: (act: ActContext, caseFileId: string, kind: ReportKind): Promise<{ reportId: string }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        await lockHers(caseFileId);
        const latest = await latestOf(caseFileId);
        // Tapped twice on a slow line: the desk reads it once, with the time of the first.
        if (latest?.kind === kind && mayTakeBack(latest, now))
          return { reply: { reportId: latest._id }, which: { caseFileId, reportId: latest._id } };
        const reportId = ids.id();
        await reports.insert({ _id: reportId, caseFileId, kind, at: now });
        return { reply: { reportId }, which: { caseFileId, reportId }, fields: ['report'] };
      }),

    /** Takes her last report back. Throws NothingToTakeBack when it is older than ten minutes. */
    takeBack: (act: ActContext, caseFileId: string): Promise<{ reportId: string }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        await lockHers(caseFileId);
        const latest = await latestOf(caseFileId);
        if (!latest || !mayTakeBack(latest, now)) throw new NothingToTakeBack();
        await reports.takeBack(latest._id, now);
        return { reply: { reportId: latest._id }, which: { caseFileId, reportId: latest._id }, fields: ['report'] };
      }),

    /**
     * What stands of the case files asked for and of all that sent an alarm between the two instants, the oldest first.
     * Those without a report are absent. Instants in UTC.
     */
    listSent: async (
      caseFileIds: readonly string[],
      alarmsSent: { from: Date; to: Date },
    ): Promise<Map<string, Report[]>> => {
      const alarmed = (await reports.listAlarms(alarmsSent)).map(({ caseFileId }) => caseFileId);
      const standing = await reports.listStanding([...new Set([...caseFileIds, ...alarmed])]);
      return Map.groupBy(standing, ({ caseFileId }) => caseFileId);
    },
    /** Every report of these case files that stands, the oldest first. */
    listStanding: (caseFileIds: readonly string[]): Promise<Report[]> => reports.listStanding(caseFileIds),
    /** Hers that stand, the oldest first. */
    listOf: (caseFileId: string): Promise<Report[]> => reports.listStanding([caseFileId]),
  };
}
