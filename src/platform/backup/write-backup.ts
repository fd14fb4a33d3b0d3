import { randomUUID } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mongo, type Connection } from 'mongoose';
import { keyDatabaseOf } from '../key-ring.ts';
import { BackupRefused } from './backup-refused.ts';
import { measureFile, writeBson } from './bson-file.ts';
import { ERASED_FILE, erasedLine } from './erased-list.ts';
import { hasManifest, writeManifest, type BackupFile, type Manifest, type Part } from './manifest.ts';
import { readAtOneMoment } from './snapshot.ts';
import { writeWhole } from './whole-file.ts';

export interface BackupOrder {
  connection: Connection;
  /** Where the main database goes, and where the keys: apart, since a backup that holds both keeps an erased family readable. */
  dataFolder: string;
  keysFolder: string;
  /** Collections that are worth nothing in another life of the database, such as open sessions. */
  leaveOut: readonly string[];
  now: Date;
  /** Told of each collection as it is written. */
  onWritten?: (file: BackupFile) => void | Promise<void>;
}

const BATCH = 500;

/**
 * Writes both databases as they are at one moment, while the service runs, a collection a file. A backup that is broken
 * off leaves no manifest, and can be begun again in the same folders. Gives the manifests.
 */
export async function writeBackup(order: BackupOrder): Promise<Record<Part, Manifest>> {
  const { connection, dataFolder, keysFolder, now, onWritten } = order;
  for (const folder of [dataFolder, keysFolder]) prepare(folder);
  checkApart(dataFolder, keysFolder);
  const client = connection.getClient();
  const [main, keys] = [client.db(connection.name), client.db(keyDatabaseOf(connection).name)];
  const names = { data: await listCollections(main, order.leaveOut), keys: await listCollections(keys, []) };
  const base = { format: 'homeward-backup-1' as const, id: randomUUID(), takenAt: now.toISOString() };
  return readAtOneMoment(
    client,
    keys.collection('secrets'),
  )(async (session) => {
    const written = {
      keys: await writeFiles(keys, names.keys, { folder: keysFolder, session, onWritten }),
      data: await writeFiles(main, names.data, { folder: dataFolder, session, onWritten }),
    };
    const erasedPath = join(dataFolder, ERASED_FILE);
    writeWhole(erasedPath, await listErased(keys, session));
    const erased = { file: ERASED_FILE, ...(await measureFile(erasedPath)) };
    const manifests = {
      keys: { ...base, part: 'keys' as const, files: written.keys },
      data: { ...base, part: 'data' as const, files: written.data, erased },
    };
    writeManifest(keysFolder, manifests.keys);
    writeManifest(dataFolder, manifests.data);
    return manifests;
  });
}

function prepare(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (hasManifest(folder)) throw new BackupRefused(`${folder} holds a backup already. Give another folder.`);
}

/** Whoever copies the one folder must not take the other along. */
function checkApart(dataFolder: string, keysFolder: string): void {
  const [data, keys] = [realpathSync(dataFolder), realpathSync(keysFolder)];
  const isInside = (inner: string, outer: string): boolean => !relative(outer, inner).startsWith('..');
  if (isInside(data, keys) || isInside(keys, data))
    throw new BackupRefused(
      'The keys must lie apart from the data: give --keys a folder that is neither the other one nor inside it.',
    );
}

type Listed = Pick<BackupFile, 'collection' | 'indexes'>;

async function listCollections(db: mongo.Db, leaveOut: readonly string[]): Promise<Listed[]> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  const names = found.map(({ name }) => name).filter((name) => !name.startsWith('system.') && !leaveOut.includes(name));
  const listed: Listed[] = [];
  for (const collection of names.sort()) {
    const indexes = await db.collection(collection).listIndexes().toArray();
    listed.push({ collection, indexes: indexes.filter(({ name }) => name !== '_id_').map(withoutVersion) });
  }
  return listed;
}

/** What one engine says of the format of its indexes means nothing to another. */
const withoutVersion = ({ v: _v, ns: _ns, ...index }: mongo.Document): Listed['indexes'][number] =>
  index as Listed['indexes'][number];

async function writeFiles(
  db: mongo.Db,
  collections: readonly Listed[],
  { folder, session, onWritten }: { folder: string; session: mongo.ClientSession; onWritten: BackupOrder['onWritten'] },
): Promise<BackupFile[]> {
  const files: BackupFile[] = [];
  for (const listed of collections) {
    const file = `${listed.collection}.bson.gz`;
    const documents = db.collection(listed.collection).find({}, { session, raw: true, batchSize: BATCH });
    const written = {
      ...listed,
      file,
      ...(await writeBson(join(folder, file), documents as AsyncIterable<Uint8Array>)),
    };
    files.push(written);
    await onWritten?.(written);
  }
  return files;
}

async function listErased(keys: mongo.Db, session: mongo.ClientSession): Promise<string> {
  const lines: string[] = [];
  const destroyed = keys
    .collection<{ _id: string; destroyedAt?: Date }>('casekeys')
    .find({ destroyedAt: { $exists: true } }, { session, batchSize: BATCH });
  for await (const { _id, destroyedAt } of destroyed) if (destroyedAt) lines.push(`${erasedLine(_id, destroyedAt)}\n`);
  return lines.join('');
}
