import { Schema, type Connection } from 'mongoose';
import type { Actor } from '../platform/act-context.ts';

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

const auditSchema = new Schema(
  {
    _id: String,
    at: Date,
    actor: Schema.Types.Mixed,
    what: String,
    which: Schema.Types.Mixed,
    fields: [String],
    requestId: String,
  },
  { autoIndex: false, versionKey: false, minimize: false },
).index({ at: 1 });

export type AuditStore = ReturnType<typeof createAuditStore>;

export function createAuditStore(connection: Connection) {
  const entries = connection.model('AuditEntry', auditSchema, 'audit');
  return {
    insert: async (entry: AuditEntry): Promise<void> => {
      await entries.insertMany([entry], { lean: true });
    },
    listBetween: (from: Date, to: Date): Promise<AuditEntry[]> =>
      entries
        .find({ at: { $gte: from, $lt: to } })
        .sort({ at: 1 })
        .lean<AuditEntry[]>(),
  };
}
