import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, mongo } from 'mongoose';
import { keyDatabaseOf } from '../key-ring.ts';
import { BackupRefused } from './backup-refused.ts';
import { readErased, type Erased } from './erased-list.ts';
import { loadFiles } from './load-files.ts';
import { openBackup, type SoundBackup } from './read-backup.ts';
import { addDestroyed, checkKeys, loadKeys, markDestroyed } from './restore-keys.ts';
import { addDone, findMark, removeMark, RESTORES, setMark } from './restore-mark.ts';

export interface RestoreOrder {
  connection: Connection;
  master: Buffer;
  dataFolder: string;
  /** Absent: the key database stands as it is. */
  keysFolder?: string | undefined;
  /** A newer list of erased case files than the backup's own. */
  erasedList?: string | undefined;
  /** Collections that a database has before anybody has used it. */
  ignore: readonly string[];
}

export interface Restored {
  documents: number;
  takenAt: string;
  /** How many destroyed keys are known, and stay destroyed. */
  destroyed: number;
}

/**
 * Puts a backup back into an empty database, all of it or, broken off, none that anybody could start on: the same
 * restore can then be run again. Every byte is checked before the first write.
 */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  const { connection, master, dataFolder, keysFolder, erasedList } = order;
  const data = await openBackup(dataFolder, 'data');
  const keyBackup = keysFolder === undefined ? undefined : await openBackup(keysFolder, 'keys');
  checkAges(data, keyBackup);
  const client = connection.getClient();
  const [main, keys] = [client.db(connection.name), client.db(keyDatabaseOf(connection).name)];
  await checkTarget(main, data, order.ignore);
  await checkKeys(keys, keyBackup, master);
  const erased: Erased = new Map();
  if (data.manifest.erased) await readErased(data.pathOf(data.manifest.erased), erased);
  if (erasedList !== undefined) await readErased(erasedList, erased);
  await addDestroyed(keys, keyBackup, erased);

  const before = await findMark(main);
  await setMark(main, data.manifest.id, dataFolder);
  // The marks first: whatever breaks off after them, no key of an erased family is there to be used.
  await markDestroyed(keys, erased);
  if (keyBackup) await loadKeys(keys, keyBackup);
  const documents = await loadFiles(main, data, {
    done: new Set(before?.done),
    onLoaded: (collection) => addDone(main, collection),
  });
  await removeMark(main);
  return { documents, takenAt: data.manifest.takenAt, destroyed: erased.size };
}

/** A family that was written down after the keys were taken would be there and unreadable. */
function checkAges(data: SoundBackup, keys: SoundBackup | undefined): void {
  if (keys && keys.manifest.takenAt < data.manifest.takenAt)
    throw new BackupRefused(
      `The keys are of ${keys.manifest.takenAt} and older than the data of ${data.manifest.takenAt}: some families could not be read. Use the keys of that day, or newer ones.`,
    );
}

async function checkTarget(db: mongo.Db, { manifest }: SoundBackup, ignore: readonly string[]): Promise<void> {
  await checkNobodyRuns(db);
  const mark = await findMark(db);
  if (mark?.of === manifest.id) return;
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const filled: string[] = [];
  for (const name of names)
    if (![...ignore, RESTORES].includes(name) && (await db.collection(name).findOne({}))) filled.push(name);
  if (filled.length === 0 && !mark) return;
  throw new BackupRefused(
    `The database ${db.databaseName} is not empty (${mark ? 'half of another restore' : filled.sort().join(', ')}), and nothing is written over. Restore into a new one: another name in MONGODB_URI, or another DATA_DIR.`,
  );
}

/** Longer than the second between two beats of a process. */
const BEAT_MS = 2500;

/** Whoever serves from this database would show half of it, and write into it. */
async function checkNobodyRuns(db: mongo.Db): Promise<void> {
  const read = async (): Promise<string> => JSON.stringify(await db.collection('processes').find({}).toArray());
  const before = await read();
  if (before === '[]') return;
  await sleep(BEAT_MS);
  if ((await read()) !== before)
    throw new BackupRefused('Homeward runs on this database. Stop it, then restore: nothing was written.');
}
