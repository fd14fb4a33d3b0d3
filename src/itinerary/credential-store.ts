import { Schema, type Connection } from 'mongoose';
import type { Credential } from './credential.ts';

const credentialSchema = new Schema(
  {
    _id: String,
    caseFileId: String,
    kind: String,
    hash: String,
    issuedAt: Date,
    issuedBy: String,
    openedAt: Date,
    revokedAt: Date,
  },
  { autoIndex: false, versionKey: false },
)
  .index({ hash: 1 }, { unique: true })
  .index({ caseFileId: 1, issuedAt: 1 });

export type CredentialStore = ReturnType<typeof createCredentialStore>;

export function createCredentialStore(connection: Connection) {
  const credentials = connection.model('Credential', credentialSchema, 'credentials');
  return {
    find: async (id: string): Promise<Credential | undefined> =>
      (await credentials.findById(id).lean<Credential>()) ?? undefined,
    findByHash: async (hash: string): Promise<Credential | undefined> =>
      (await credentials.findOne({ hash }).lean<Credential>()) ?? undefined,
    listOfCase: (caseFileId: string): Promise<Credential[]> =>
      credentials.find({ caseFileId }).sort({ issuedAt: 1 }).lean<Credential[]>(),
    insert: async (credential: Credential): Promise<void> => {
      await credentials.insertMany([credential], { lean: true });
    },
    markOpened: async (id: string, openedAt: Date): Promise<void> => {
      await credentials.updateOne({ _id: id }, { $set: { openedAt } });
    },
    revoke: async (id: string, revokedAt: Date): Promise<void> => {
      await credentials.updateOne({ _id: id }, { $set: { revokedAt } });
    },
  };
}
