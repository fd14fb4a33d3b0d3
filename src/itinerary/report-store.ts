import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import type { Report } from './report.ts';

const reportSchema = new Schema(
  { _id: String, caseFileId: String, kind: String, at: Date, takenBackAt: Date },
  { autoIndex: false, versionKey: false },
).index({ caseFileId: 1, at: 1 });

export type ReportStore = ReturnType<typeof createReportStore>;

export function createReportStore(connection: Connection) {
  const reports = connection.model('Report', reportSchema, 'reports');
  return {
    get: async (id: string): Promise<Report> => {
      const report = await reports.findById(id).lean<Report>();
      if (!report) throw new NotFound('report');
      return report;
    },
    listOfCases: (caseFileIds: readonly string[]): Promise<Report[]> =>
      reports
        .find({ caseFileId: { $in: caseFileIds } })
        .sort({ at: 1 })
        .lean<Report[]>(),
    insert: async (report: Report): Promise<void> => {
      await reports.insertMany([report], { lean: true });
    },
    takeBack: async (id: string, now: Date): Promise<void> => {
      await reports.updateOne({ _id: id }, { $set: { takenBackAt: now } });
    },
  };
}
