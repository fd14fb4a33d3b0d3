import { createSecretKey, type KeyObject } from 'node:crypto';
import { Schema, type Connection, type Model } from 'mongoose';
import { hmac, newKey, open, seal } from './sealing.ts';
import { CHECK, checkMasters, CHECK_TEXT, ROTATION, wrappingUnder } from './wrapping.ts';

/** What a keyed hash is for. Each purpose has a secret of its own, so that no two kinds of hash can be compared. */
const PURPOSES = ['phone', 'detainee', 'proof-code', 'card-code', 'act', 'form', 'escort-link', 'audit'] as const;
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
  /** Which master key new keys are wrapped under, told apart from others. */
  masterId: string;
}

interface CaseKey {
  _id: string;
  /** Absent once it was destroyed. */
  sealed?: string;
  destroyedAt?: Date;
}

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
 * `previous` is the master key before, while it is being changed.
 */
export async function openKeyRing(connection: Connection, master: Buffer, previous?: Buffer): Promise<KeyRing> {
  const keys = keyDatabaseOf(connection);
  const secrets = keys.model('Secret', secretSchema, 'secrets');
  const caseKeys = keys.model<CaseKey>('CaseKey', caseKeySchema, 'casekeys');
  await caseKeys.createCollection();
  const wrapping = wrappingUnder({ master, previous });

  const findWrapped = async (name: string): Promise<string | undefined> =>
    (await secrets.findById(name).lean())?.sealed ?? undefined;
  const standing = async (name: string, fresh: string): Promise<string> => {
    // Two processes may start at once: the first insert wins, both read what stands.
    await secrets.updateOne({ _id: name }, { $setOnInsert: { sealed: wrapping.wrap(name, fresh) } }, { upsert: true });
    return (await findWrapped(name)) ?? '';
  };
  const check = await standing(CHECK, CHECK_TEXT);
  checkMasters(wrapping, { check, rotation: await findWrapped(ROTATION) });
  // From the first start with both keys on, new keys are wrapped under the new one: the old one alone is no longer enough.
  if (wrapping.openedBy(CHECK, check) === 'previous') {
    const sealed = wrapping.wrap(ROTATION, 'begun');
    await secrets.updateOne({ _id: ROTATION }, { $set: { sealed } }, { upsert: true });
  }
  const loaded = new Map<string, Buffer>();
  for (const name of [...PURPOSES, 'house']) {
    const secret = wrapping.open(name, await standing(name, newKey().toString('base64url')));
    loaded.set(name, Buffer.from(secret, 'base64url'));
  }
  // Made once: to make it is most of what a keyed hash costs.
  const hashKeys = new Map<string, KeyObject>([...loaded].map(([name, key]) => [name, createSecretKey(key)]));
  return {
    hash: (purpose, ...parts) => hmac(secretIn(hashKeys, purpose), ...parts),
    house: sealerOf(secretIn(loaded, 'house'), 'house'),
    createCaseKey: async (caseFileId) => {
      const key = newKey();
      const sealed = wrapping.wrap(caseFileId, key.toString('base64url'));
      await caseKeys.insertMany([{ _id: caseFileId, sealed }], { lean: true });
      return sealerOf(key, caseFileId);
    },
    findSealer: async (caseFileId) => {
      const kept = await caseKeys.findById(caseFileId).lean();
      if (!kept?.sealed) return undefined;
      return sealerOf(Buffer.from(wrapping.open(caseFileId, kept.sealed), 'base64url'), caseFileId);
    },
    masterId: wrapping.id,
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

function secretIn<K>(secrets: ReadonlyMap<string, K>, name: string): K {
  const key = secrets.get(name);
  if (!key) throw new Error(`No secret named ${name}.`);
  return key;
}
