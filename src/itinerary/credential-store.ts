import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import type { Credential } from './credential.ts';

const credentialSchema = new Schema(
  {
    _id: String,
    caseFileId: String,
    kind: String,
    hash: String,
    issuedAt: Date,
    issuedBy: String,
    revokedAt: Date,
    revokedBy: String,
  },
  { autoIndex: false, versionKey: false },
)
  .index({ hash: 1 }, { unique: true })
  .index({ caseFileId: 1, issuedAt: 1 });

export type CredentialStore = ReturnType<typeof createCredentialStore>;

export function createCredentialStore(connection: Connection) {
  const credentials = connection.model('Credential', credentialSchema, 'credentials');
  return {
    get: async (id: string): Promise<Credential> => {
      const credential = await credentials.findById(id).lean<Credential>();
      if (!credential) throw new NotFound('link or card');
      return credential;
    },
    findByHash: async (hash: string): Promise<Credential | undefined> =>
      (await credentials.findOne({ hash }).lean<Credential>()) ?? undefined,
    listOfCase: (caseFileId: string): Promise<Credential[]> =>
      credentials.find({ caseFileId }).sort({ issuedAt: 1 }).lean<Credential[]>(),
    insert: async (all: readonly Credential[]): Promise<void> => {
      await credentials.insertMany([...all], { lean: true });
    },
    revoke: async (id: string, by: string, now: Date): Promise<void> => {
      await credentials.updateOne({ _id: id }, { $set: { revokedAt: now, revokedBy: by } });
    },
  };
}
