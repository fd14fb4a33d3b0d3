import type { mongo } from 'mongoose';
import { open } from '../sealing.ts';
import { BackupRefused } from './backup-refused.ts';
import type { Erased } from './erased-list.ts';
import { readBatches, type Row } from './load-files.ts';
import type { SoundBackup } from './read-backup.ts';

/** A secret, or the key of a case file: sealed by the master key under its own id, or no more than the day it was destroyed. */
type KeyRow = Row & { _id: string; sealed?: string; destroyedAt?: Date };

const CASE_KEYS = 'casekeys';

/** Of the documents of a batch, by id, what stands in the database by now. */
async function findStanding(keys: mongo.Db, collection: string, rows: readonly KeyRow[]): Promise<Map<string, KeyRow>> {
  const ids = rows.map(({ _id }) => _id);
  const found = await keys
    .collection<KeyRow>(collection)
    .find({ _id: { $in: ids } })
    .toArray();
  return new Map(found.map((row) => [row._id, row]));
}

function checkOpens(master: Buffer, { _id, sealed }: KeyRow): string | undefined {
  try {
    return sealed === undefined ? undefined : open(master, _id, sealed);
  } catch {
    throw new BackupRefused(
      'MASTER_KEY is not the key that these keys were wrapped with, so nothing was restored. Give the one of that day.',
    );
  }
}

/** Throws unless the keys that stand, and those to be put back, open with this master key and are of one installation. */
export async function checkKeys(keys: mongo.Db, backup: SoundBackup | undefined, master: Buffer): Promise<void> {
  const standing = await keys.collection<KeyRow>('secrets').find({}).toArray();
  for (const row of standing) checkOpens(master, row);
  if (!backup) {
    if (standing.length > 0) return;
    throw new BackupRefused(
      'The key database is empty, and without the keys nothing personal can be read: give them with --keys.',
    );
  }
  for (const { collection, ...file } of backup.manifest.files) {
    for await (const batch of readBatches(backup.pathOf(file)) as AsyncGenerator<KeyRow[]>) {
      const known = await findStanding(keys, collection, batch);
      for (const row of batch) {
        const [text, stands] = [checkOpens(master, row), known.get(row._id)];
        if (collection === 'secrets' && stands && checkOpens(master, stands) !== text)
          throw new BackupRefused(
            'The keys of another installation stand in the key database, so nothing was restored. Use a new database.',
          );
      }
    }
  }
}

/** What the database knows of destroyed keys, and the backup, added to the list. */
export async function addDestroyed(keys: mongo.Db, backup: SoundBackup | undefined, erased: Erased): Promise<void> {
  const standing = keys.collection<KeyRow>(CASE_KEYS).find({ destroyedAt: { $exists: true } });
  for await (const { _id, destroyedAt } of standing) if (destroyedAt) erased.set(_id, destroyedAt);
  const file = backup?.manifest.files.find(({ collection }) => collection === CASE_KEYS);
  if (!backup || !file) return;
  for await (const batch of readBatches(backup.pathOf(file)) as AsyncGenerator<KeyRow[]>)
    for (const { _id, destroyedAt } of batch) if (destroyedAt) erased.set(_id, destroyedAt);
}

/** Adds the keys that are not there. What stands is never written over, so no destroyed key comes back: its mark stands. */
export async function loadKeys(keys: mongo.Db, backup: SoundBackup): Promise<void> {
  for (const { collection, ...file } of backup.manifest.files) {
    for await (const batch of readBatches(backup.pathOf(file)) as AsyncGenerator<KeyRow[]>) {
      const known = await findStanding(keys, collection, batch);
      const missing = batch.filter(({ _id }) => !known.has(_id));
      if (missing.length > 0) await keys.collection<KeyRow>(collection).insertMany(missing);
    }
  }
}

/** Leaves the mark of each destroyed key, and no key beside it. */
export async function markDestroyed(keys: mongo.Db, erased: Erased): Promise<void> {
  for (const [_id, destroyedAt] of erased) {
    const change = { $set: { destroyedAt }, $unset: { sealed: 1 as const } };
    await keys.collection<KeyRow>(CASE_KEYS).updateOne({ _id }, change, { upsert: true });
  }
}
