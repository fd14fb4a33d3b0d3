import { Schema, type Connection } from 'mongoose';
import { ALARM_KINDS, type Report } from './report.ts';

const reportSchema = new Schema(
  { _id: String, caseFileId: String, kind: String, at: Date, takenBackAt: Date },
  { autoIndex: false, versionKey: false },
)
  .index({ caseFileId: 1, at: 1 })
  .index({ kind: 1, at: 1 });

export type ReportStore = ReturnType<typeof createReportStore>;

export function createReportStore(connection: Connection) {
  const reports = connection.model('Report', reportSchema, 'reports');
  return {
    insert: async (report: Report): Promise<void> => {
      await reports.insertMany([report], { lean: true });
    },
    takeBack: async (id: string, takenBackAt: Date): Promise<void> => {
      await reports.updateOne({ _id: id }, { $set: { takenBackAt } });
    },
    /** Every report of these case files that stands, the oldest first. */
    listStanding: async (caseFileIds: readonly string[]): Promise<Report[]> => {
      const all = await reports
        .find({ caseFileId: { $in: caseFileIds } })
        .sort({ at: 1 })
        .lean<Report[]>();
      return all.filter((report) => !report.takenBackAt);
    },
    /** The alarms of every case file that stand, sent from `from` until before `to`, the oldest first. */
    listAlarms: async ({ from, to }: { from: Date; to: Date }): Promise<Report[]> => {
      const all = await reports
        .find({ kind: { $in: ALARM_KINDS }, at: { $gte: from, $lt: to } })
        .sort({ at: 1 })
        .lean<Report[]>();
      return all.filter((report) => !report.takenBackAt);
    },
  };
}
