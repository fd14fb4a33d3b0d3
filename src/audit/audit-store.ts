import { Schema, type Connection } from 'mongoose';
import type { Actor } from '../platform/act-context.ts';
import type { ChainEntry, Head, Link, Unsealed } from './chain.ts';

/** Who did what to which, when. Field names only, never what stood in them. Instants in UTC. */
export interface AuditEntry {
  _id: string;
  at: Date;
  actor: Actor;
  what: string;
  which: Record<string, string>;
  fields: string[];
  requestId: string;
}

/** An entry with its place in the chain, once it is sealed. */
export interface KeptEntry extends AuditEntry {
  no?: number;
}

/** Which entries somebody looks for, in a bounded time. */
export interface AuditSearch {
  from: Date;
  to: Date;
  staffId?: string | undefined;
  kind?: Actor['kind'] | undefined;
  /** `booking.book`, or `booking` for all of that noun. */
  what?: string | undefined;
  /** The id of anything that an entry names. */
  id?: string | undefined;
}

/** What acts name in `which`; by these an entry is found. */
const NAMED = [
  ...['caseFileId', 'slotId', 'bookingId', 'escortId', 'staffId', 'seriesId', 'meetingPointId', 'crossingEventId'],
  ...['eventId', 'contactId', 'feedId', 'credentialId', 'notificationId', 'reportId', 'clearingId', 'sessionId'],
];

const auditSchema = new Schema(
  {
    _id: String,
    at: Date,
    actor: Schema.Types.Mixed,
    what: String,
    which: Schema.Types.Mixed,
    fields: [String],
    requestId: String,
    mark: String,
    unsealed: Boolean,
    no: Number,
    prev: String,
    hash: String,
  },
  { autoIndex: false, versionKey: false, minimize: false },
)
  .index({ at: 1 })
  .index({ unsealed: 1 }, { partialFilterExpression: { unsealed: true } })
  .index({ no: 1 }, { unique: true, sparse: true });

export type AuditStore = ReturnType<typeof createAuditStore>;

/** `mark` makes the keyed hash of what is inserted; the sealer adds the rest of the chain's fields. */
export function createAuditStore(connection: Connection, mark: (entry: AuditEntry) => string) {
  const entries = connection.model('AuditEntry', auditSchema, 'audit');
  return {
    insert: async (entry: AuditEntry): Promise<void> => {
      await entries.insertMany([{ ...entry, mark: mark(entry), unsealed: true }], { lean: true });
    },
    listBetween: (from: Date, to: Date): Promise<AuditEntry[]> =>
      entries
        .find({ at: { $gte: from, $lt: to } })
        .sort({ at: 1 })
        .lean<AuditEntry[]>(),
    /** Found by a mark of their own, never by time or number: one that commits late is found as well. */
    listUnsealed: (limit: number): Promise<(Unsealed & { at: Date })[]> =>
      entries.find({ unsealed: true }, { mark: 1, at: 1 }).limit(limit).lean<(Unsealed & { at: Date })[]>(),
    countUnsealed: (): Promise<number> => entries.countDocuments({ unsealed: true }),
    seal: async (links: readonly Link[]): Promise<void> => {
      const updates = links.map(({ _id, ...link }) => ({
        updateOne: { filter: { _id, unsealed: true }, update: { $set: link, $unset: { unsealed: '' as const } } },
      }));
      await entries.bulkWrite(updates);
    },
    /** The whole entries with these numbers, from the first on; what else stands in them too. Asked for at once, not when awaited. */
    listNumbered: (from: number, below: number): Promise<ChainEntry[]> =>
      entries
        .find({ no: { $gte: from, $lt: below } }, {}, { batchSize: below - from + 1 })
        .sort({ no: 1 })
        .lean<ChainEntry[]>()
        .exec(),
    /** The numbers and hashes alone. */
    listHeads: (from: number, below: number): Promise<(Head & { prev: string; mark: string })[]> =>
      entries
        .find({ no: { $gte: from, $lt: below } }, { no: 1, hash: 1, prev: 1, mark: 1 })
        .sort({ no: 1 })
        .lean<(Head & { prev: string; mark: string })[]>(),
    /** The newest first. */
    search: (search: AuditSearch, skip: number, limit: number): Promise<KeptEntry[]> =>
      entries.find(filterOf(search)).sort({ at: -1, _id: -1 }).skip(skip).limit(limit).lean<KeptEntry[]>(),
    countAll: (): Promise<number> => entries.estimatedDocumentCount(),
  };
}

/** The time comes first: by the first field the embedded engine chooses its index. */
function filterOf({ from, to, staffId, kind, what, id }: AuditSearch) {
  return {
    at: { $gte: from, $lt: to },
    ...(staffId === undefined ? {} : { 'actor.id': staffId }),
    ...(kind === undefined ? {} : { 'actor.kind': kind }),
    ...(what === undefined ? {} : { what: what.includes('.') ? what : { $gte: `${what}.`, $lt: `${what}/` } }),
    ...(id === undefined ? {} : { $or: NAMED.map((name) => ({ [`which.${name}`]: id })) }),
  };
}
