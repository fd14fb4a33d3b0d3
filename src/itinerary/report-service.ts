import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import { mayTakeBack, REPORT_KINDS, TooLateToTakeBack, type Report } from './report.ts';
import type { ReportStore } from './report-store.ts';

export const reportSchema = z.strictObject({ kind: z.enum(REPORT_KINDS) });
export const takeBackSchema = z.strictObject({ reportId: z.string().max(64) });

interface Dependencies {
  perform: Perform;
  reports: ReportStore;
  caseFiles: CaseFileStore;
  ids: Ids;
}

export type ReportService = ReturnType<typeof reportService>;

export function reportService({ perform, reports, caseFiles, ids }: Dependencies) {
  return {
    report: (act: ActContext, caseFileId: string, input: z.infer<typeof reportSchema>): Promise<{ reportId: string }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        await caseFiles.lock(caseFileId);
        const report: Report = { _id: ids.id(), caseFileId, kind: input.kind, at: now };
        await reports.insert(report);
        return { reply: { reportId: report._id }, which: { caseFileId, reportId: report._id }, fields: ['report'] };
      }),

    /** Takes back her own report within ten minutes. Throws NotFound for another's, TooLateToTakeBack. */
    takeBack: (
      act: ActContext,
      caseFileId: string,
      { reportId }: z.infer<typeof takeBackSchema>,
    ): Promise<{ reportId: string }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        await caseFiles.lock(caseFileId);
        const report = await reports.get(reportId);
        if (report.caseFileId !== caseFileId) throw new NotFound('report');
        if (!report.takenBackAt) {
          if (!mayTakeBack(report, now)) throw new TooLateToTakeBack();
          await reports.takeBack(reportId, now);
        }
        return { reply: { reportId }, which: { caseFileId, reportId }, fields: ['report'] };
      }),

    listOfCase: async (caseFileId: string): Promise<Report[]> =>
      (await reports.listOfCases([caseFileId])).filter((report) => !report.takenBackAt),

    /** The last report of each case file that has one and did not take it back. */
    listLatest: async (caseFileIds: readonly string[]): Promise<Map<string, Report>> => {
      const standing = (await reports.listOfCases(caseFileIds)).filter((report) => !report.takenBackAt);
      // In order of time, so the last of each case is what stays.
      return new Map(standing.map((report) => [report.caseFileId, report]));
    },
  };
}
