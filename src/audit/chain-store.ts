import { Schema, type Connection } from 'mongoose';
import type { Broken, Head } from './chain.ts';

/** What the last verification found, and when. */
export interface Verification {
  at: Date;
  /** How far the chain was whole. */
  head: Head;
  broken?: Broken;
  /** Entries that stand outside the chain and wait for no seal. */
  strays: number;
}

const HEAD = 'head';
const VERIFICATION = 'verification';

const chainSchema = new Schema(
  { _id: String, rev: Number, no: Number, hash: String, verification: Schema.Types.Mixed },
  { autoIndex: false, versionKey: false, minimize: false },
);

export type ChainStore = ReturnType<typeof createChainStore>;

/** The head of the chain. It lies in the database of the keys: whoever cuts the audit's tail elsewhere cannot take it back here. */
export function createChainStore(keyDatabase: Connection) {
  const rows = keyDatabase.model('AuditChain', chainSchema, 'auditchain');
  return {
    /** Makes the row that sealers lock; outside a transaction, since two processes may come at once. */
    prepare: async (): Promise<void> => {
      await rows.updateOne({ _id: HEAD }, { $setOnInsert: { rev: 0 } }, { upsert: true });
    },
    /** Whoever seals locks this first, so that no two give the same number. */
    lock: async (): Promise<void> => {
      await rows.updateOne({ _id: HEAD }, { $inc: { rev: 1 } });
    },
    findHead: async (): Promise<Head | undefined> => {
      const row = await rows.findById(HEAD).lean();
      return row?.hash ? { no: row.no ?? 0, hash: row.hash } : undefined;
    },
    keepHead: async ({ no, hash }: Head): Promise<void> => {
      await rows.updateOne({ _id: HEAD }, { $set: { no, hash } });
    },
    findVerification: async (): Promise<Verification | undefined> =>
      (await rows.findById(VERIFICATION).lean<{ verification?: Verification }>())?.verification,
    keepVerification: async (verification: Verification): Promise<void> => {
      await rows.updateOne({ _id: VERIFICATION }, { $set: { verification } }, { upsert: true });
    },
  };
}
