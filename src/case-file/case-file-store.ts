import { Schema, type Connection } from 'mongoose';
import { toUpdate, type ChangedFields } from '../platform/changed-fields.ts';
import { NotFound } from '../platform/domain-error.ts';
import { CaseErased } from './case-erased.ts';
import type { CaseFile, Changed } from './case-file.ts';
import type { CaseState } from './case-state.ts';

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

const changed = { at: Date, by: String };
const meeting = new Schema({ from: Date, zone: String, meetingPointId: String }, { _id: false });
const released = new Schema({ slotId: String, seats: Number, was: meeting }, { _id: false });
const lastChange = new Schema(
  { from: String, to: String, byId: String, ...changed, released: [released] },
  { _id: false },
);
const progressEntry = new Schema(
  {
    ...{ state: String, saidBy: String, stageKey: String, ...changed },
    ...{ takenBack: new Schema(changed, { _id: false }), takesBack: String },
  },
  { _id: false },
);

const caseFileSchema = new Schema(
  {
    _id: String,
    rev: Number,
    version: Number,
    changed: new Schema(changed, { _id: false }),
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
    lastChange,
    progress: [progressEntry],
    openedAt: Date,
    openedBy: String,
    papers: { type: [new Schema({ id: String, ...changed }, { _id: false, id: false })], default: undefined },
    nextAt: Date,
    keeper: new Schema({ staffId: String, name: String, at: Date }, { _id: false }),
    erased: new Schema(changed, { _id: false }),
  },
  { autoIndex: false, versionKey: false },
)
  .index({ reference: 1 }, { unique: true })
  .index({ phoneIndex: 1 }, { partialFilterExpression: { phoneIndex: { $type: 'string' } } })
  .index({ detaineeIndex: 1 }, { partialFilterExpression: { detaineeIndex: { $type: 'string' } } })
  .index({ proofIndex: 1 }, { partialFilterExpression: { proofIndex: { $type: 'string' } } })
  .index({ state: 1, 'erased.at': 1 })
  .index({ openedAt: 1 });

/** One of the keyed hashes by which a case file is found again. */
export type CaseIndex = 'reference' | 'phoneIndex' | 'detaineeIndex' | 'proofIndex';

export type CaseFileStore = ReturnType<typeof createCaseFileStore>;

const openModel = (connection: Connection) => connection.model('CaseFile', caseFileSchema, 'casefiles');

export function createCaseFileStore(connection: Connection) {
  const caseFiles = openModel(connection);
  const find = async (id: string): Promise<CaseFile | undefined> =>
    (await caseFiles.findById(id).lean<CaseFile>()) ?? undefined;
  const get = async (id: string): Promise<CaseFile> => {
    const caseFile = await find(id);
    if (!caseFile) throw new NotFound('case file');
    return caseFile;
  };
  const lockEvenErased = async (id: string): Promise<CaseFile> => {
    await caseFiles.updateOne({ _id: id }, { $inc: { rev: 1 } });
    return get(id);
  };
  return {
    find,
    get,
    /**
     * Takes the case file for this transaction and gives it as it now stands. Throws NotFound, and CaseErased: whatever
     * an act would write there, an erased case file stays erased.
     */
    lock: async (id: string): Promise<CaseFile> => {
      const caseFile = await lockEvenErased(id);
      if (caseFile.erased) throw new CaseErased();
      return caseFile;
    },
    /** The same for an act on a slot, which meets erased case files among its bookings and writes nothing of theirs. */
    lockEvenErased,
    findMany: (idList: readonly string[]): Promise<CaseFile[]> =>
      caseFiles.find({ _id: { $in: idList } }).lean<CaseFile[]>(),
    findBy: (index: CaseIndex, value: string): Promise<CaseFile[]> =>
      caseFiles
        .find({ [index]: value })
        .limit(50)
        .lean<CaseFile[]>(),
    ...listing(caseFiles),
    insert: async (caseFile: CaseFile): Promise<void> => {
      await caseFiles.insertMany([caseFile], { lean: true });
    },
    /** Who looks after a case file that this transaction has locked. It is no other version: no form grows stale by it. */
    keep: async (id: string, keeper: NonNullable<CaseFile['keeper']>): Promise<void> => {
      await caseFiles.updateOne({ _id: id }, { $set: { keeper } });
    },
    /**
     * Writes the given fields of a case file that this transaction has locked, and raises its version; a field given as
     * null is removed. `changed` is who does it: whoever has an older version before her is told.
     */
    update: async (id: string, change: ChangedFields<CaseFile>, changed: Changed): Promise<void> => {
      await caseFiles.updateOne({ _id: id }, { ...toUpdate({ ...change, changed }), $inc: { version: 1 } });
    },
  };
}

/** Many at once. */
function listing(caseFiles: ReturnType<typeof openModel>) {
  return {
    listOpened: (from: Date, to: Date): Promise<CaseFile[]> =>
      caseFiles
        .find({ openedAt: { $gte: from, $lt: to } })
        .sort({ openedAt: -1 })
        .limit(500)
        .lean<CaseFile[]>(),
    listInStates: (states: readonly CaseState[]): Promise<CaseFile[]> =>
      caseFiles.find({ state: { $in: states }, 'erased.at': null }).lean<CaseFile[]>(),
    /** Case files in one state that are not erased: the next ones after `cursor`, by their ids. */
    listKept: (state: CaseState, cursor: string, count: number): Promise<CaseFile[]> =>
      caseFiles
        .find({ state, 'erased.at': null, _id: { $gt: cursor } })
        .sort({ _id: 1 })
        .limit(count)
        .lean<CaseFile[]>(),
  };
}
