import { Schema, type Connection, type Model } from 'mongoose';
import { hmac, newKey, open, seal } from './sealing.ts';
import { StartRefused } from './start-refused.ts';

/** What a keyed hash is for. Each purpose has a secret of its own, so that no two kinds of hash can be compared. */
const PURPOSES = ['phone', 'detainee', 'proof-code', 'card-code', 'act', 'form', 'escort-link'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Seals and opens the personal fields of one case file. `field` is part of what is sealed. */
export interface Sealer {
  seal(field: string, text: string): string;
  open(field: string, sealed: string): string;
}

export interface KeyRing {
  /** A keyed hash, base64url. */
  hash(purpose: Purpose, ...parts: string[]): string;
  /** Makes the key of a new case file; inside the act that opens the case. */
  createCaseKey(caseFileId: string): Promise<Sealer>;
  /** The sealer of a case file, or undefined when its key was destroyed: then nothing personal can be read. */
  findSealer(caseFileId: string): Promise<Sealer | undefined>;
  /** Destroys the key of a case file for good, inside the act that erases it. That it was destroyed stays known. */
  destroyCaseKey(caseFileId: string, at: Date): Promise<void>;
  /** Case files whose keys were destroyed, by their ids: the next ones after `cursor`. */
  listDestroyed(cursor: string, count: number): Promise<string[]>;
  /** For what belongs to no family: an escort's phone, a reply about a series. */
  house: Sealer;
}

interface CaseKey {
  _id: string;
  /** Absent once it was destroyed. */
  sealed?: string;
  destroyedAt?: Date;
}

const CHECK_TEXT = 'homeward';
const secretSchema = new Schema({ _id: String, sealed: String }, { autoIndex: false, versionKey: false });
const caseKeySchema = new Schema(
  { _id: String, sealed: String, destroyedAt: Date },
  { autoIndex: false, versionKey: false },
);

function sealerOf(key: Buffer, owner: string): Sealer {
  return {
    seal: (field, text) => seal(key, `${owner}/${field}`, text),
    open: (field, sealed) => open(key, `${owner}/${field}`, sealed),
  };
}

/** The database of the families' keys: beside the main one, backed up apart from it. */
export const keyDatabaseOf = (connection: Connection): Connection =>
  connection.useDb(`${connection.name}_keys`, { useCache: true });

/**
 * Opens the key database (beside the main one, on the same client, so that one transaction spans both). At the first
 * start it makes the secrets; later it opens a sealed check value and refuses to start under another master key.
 */
export async function openKeyRing(connection: Connection, master: Buffer): Promise<KeyRing> {
  const keys = keyDatabaseOf(connection);
  const secrets = keys.model('Secret', secretSchema, 'secrets');
  const caseKeys = keys.model<CaseKey>('CaseKey', caseKeySchema, 'casekeys');
  await caseKeys.createCollection();

  const loadSecret = async (name: string, fresh: () => string): Promise<string> => {
    // Two processes may start at once: the first insert wins, both read what stands.
    await secrets.updateOne({ _id: name }, { $setOnInsert: { sealed: seal(master, name, fresh()) } }, { upsert: true });
    const kept = await secrets.findById(name).lean();
    return open(master, name, kept?.sealed ?? '');
  };
  const checked = await loadSecret('check', () => CHECK_TEXT).catch(() => undefined);
  if (checked !== CHECK_TEXT) {
    throw new StartRefused(
      'MASTER_KEY is not the key this database was made with. Put the right key back, and keep it apart from the backups.',
    );
  }
  const loaded = new Map<string, Buffer>();
  for (const name of [...PURPOSES, 'house']) {
    loaded.set(name, Buffer.from(await loadSecret(name, () => newKey().toString('base64url')), 'base64url'));
  }
  const secret = (name: string): Buffer => {
    const key = loaded.get(name);
    if (!key) throw new Error(`No secret named ${name}.`);
    return key;
  };
  return {
    hash: (purpose, ...parts) => hmac(secret(purpose), ...parts),
    house: sealerOf(secret('house'), 'house'),
    createCaseKey: async (caseFileId) => {
      const key = newKey();
      const sealed = seal(master, caseFileId, key.toString('base64url'));
      await caseKeys.insertMany([{ _id: caseFileId, sealed }], { lean: true });
      return sealerOf(key, caseFileId);
    },
    findSealer: async (caseFileId) => {
      const kept = await caseKeys.findById(caseFileId).lean();
      if (!kept?.sealed) return undefined;
      return sealerOf(Buffer.from(open(master, caseFileId, kept.sealed), 'base64url'), caseFileId);
    },
    ...destroying(caseKeys),
  };
}

/** A destroyed key leaves its id and the day: what a backup brings back of this family is then erased again. */
function destroying(caseKeys: Model<CaseKey>): Pick<KeyRing, 'destroyCaseKey' | 'listDestroyed'> {
  return {
    destroyCaseKey: async (caseFileId, destroyedAt) => {
      await caseKeys.updateOne(
        { _id: caseFileId },
        { $set: { destroyedAt }, $unset: { sealed: 1 } },
        // A key that got lost leaves the same mark.
        { upsert: true },
      );
    },
    listDestroyed: async (cursor, count) => {
      const found = await caseKeys
        .find({ _id: { $gt: cursor }, destroyedAt: { $exists: true } }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(count)
        .lean<CaseKey[]>();
      return found.map(({ _id }) => _id);
    },
  };
}
