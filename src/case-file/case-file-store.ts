import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import type { CaseFile } from './case-file.ts';

const sealedFields = new Schema(
  {
    travellerName: String,
    phone: String,
    email: String,
    nationality: String,
    needs: String,
    detaineeName: String,
    detaineeBirthYear: String,
    proofCode: String,
    proofConfirmedBy: String,
    proofReference: String,
    endingReason: String,
  },
  { _id: false },
);

const caseFileSchema = new Schema(
  {
    _id: String,
    rev: Number,
    reference: String,
    state: String,
    language: String,
    channel: String,
    party: Number,
    routeRef: String,
    path: Schema.Types.Mixed,
    word: Number,
    previousWord: Number,
    sealed: sealedFields,
    phoneIndex: String,
    detaineeIndex: String,
    proofIndex: String,
    proofAt: Date,
    ending: new Schema({ at: Date, from: String }, { _id: false }),
    progress: [new Schema({ state: String, at: Date, saidBy: String, by: String, stageKey: String }, { _id: false })],
    openedAt: Date,
    openedBy: String,
    nextAt: Date,
  },
  { autoIndex: false, versionKey: false },
)
  .index({ reference: 1 }, { unique: true })
  .index({ phoneIndex: 1 }, { partialFilterExpression: { phoneIndex: { $type: 'string' } } })
  .index({ detaineeIndex: 1 }, { partialFilterExpression: { detaineeIndex: { $type: 'string' } } })
  .index({ proofIndex: 1 }, { partialFilterExpression: { proofIndex: { $type: 'string' } } })
  .index({ openedAt: 1 });

/** One of the keyed hashes by which a case file is found again. */
export type CaseIndex = 'reference' | 'phoneIndex' | 'detaineeIndex' | 'proofIndex';

export type CaseFileStore = ReturnType<typeof createCaseFileStore>;

export function createCaseFileStore(connection: Connection) {
  const caseFiles = connection.model('CaseFile', caseFileSchema, 'casefiles');
  const find = async (id: string): Promise<CaseFile | undefined> =>
    (await caseFiles.findById(id).lean<CaseFile>()) ?? undefined;
  const get = async (id: string): Promise<CaseFile> => {
    const caseFile = await find(id);
    if (!caseFile) throw new NotFound('case file');
    return caseFile;
  };
  return {
    find,
    get,
    /** Takes the case file for this transaction and gives it as it now stands. Throws NotFound. */
    lock: async (id: string): Promise<CaseFile> => {
      await caseFiles.updateOne({ _id: id }, { $inc: { rev: 1 } });
      return get(id);
    },
    findMany: (idList: readonly string[]): Promise<CaseFile[]> =>
      caseFiles.find({ _id: { $in: idList } }).lean<CaseFile[]>(),
    findBy: (index: CaseIndex, value: string): Promise<CaseFile[]> =>
      caseFiles
        .find({ [index]: value })
        .limit(50)
        .lean<CaseFile[]>(),
    listOpened: (from: Date, to: Date): Promise<CaseFile[]> =>
      caseFiles
        .find({ openedAt: { $gte: from, $lt: to } })
        .sort({ openedAt: -1 })
        .limit(500)
        .lean<CaseFile[]>(),
    insert: async (caseFile: CaseFile): Promise<void> => {
      await caseFiles.insertMany([caseFile], { lean: true });
    },
    /** Writes the given fields of a case file that this transaction has locked; a field given as null is removed. */
    update: async (id: string, change: { [F in keyof CaseFile]?: CaseFile[F] | null }): Promise<void> => {
      const entries = Object.entries(change);
      const set = Object.fromEntries(entries.filter(([, value]) => value !== null));
      const unset = Object.fromEntries(entries.filter(([, value]) => value === null).map(([field]) => [field, 1]));
      await caseFiles.updateOne({ _id: id }, { $set: set, $unset: unset });
    },
  };
}
