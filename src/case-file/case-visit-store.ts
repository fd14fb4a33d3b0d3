import { Schema, type Connection } from 'mongoose';
import type { CaseVisit } from './case-visit.ts';

const visitSchema = new Schema(
  { _id: String, caseFileId: String, name: String, since: Date, at: Date },
  { autoIndex: false, versionKey: false },
).index({ caseFileId: 1 });

export type CaseVisitStore = ReturnType<typeof createCaseVisitStore>;

export function createCaseVisitStore(connection: Connection) {
  const visits = connection.model('CaseVisit', visitSchema, 'casevisits');
  return {
    listOfCase: (caseFileId: string): Promise<CaseVisit[]> => visits.find({ caseFileId }).lean<CaseVisit[]>(),
    put: async ({ _id, ...visit }: CaseVisit): Promise<void> => {
      await visits.updateOne({ _id }, { $set: visit }, { upsert: true });
    },
  };
}
