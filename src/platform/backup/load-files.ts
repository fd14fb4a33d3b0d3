import { mongo } from 'mongoose';
import { readBson } from './bson-file.ts';
import type { BackupFile } from './manifest.ts';
import type { SoundBackup } from './read-backup.ts';

const BATCH = 500;
/** A batch is written when it is this large, however few documents it has. */
const BATCH_BYTES = 4 * 2 ** 20;

export type Row = mongo.Document;

/** Numbers keep the type that they had, so that what is put back is what was taken, to the bit. */
const parse = (document: Buffer): Row => mongo.BSON.deserialize(document, { promoteValues: false, bsonRegExp: true });

/** The documents of a file in batches that fit into memory. */
export async function* readBatches(path: string): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let bytes = 0;
  for await (const document of readBson(path)) {
    batch.push(parse(document));
    bytes += document.length;
    if (batch.length >= BATCH || bytes >= BATCH_BYTES) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}

const DURABLY = { writeConcern: new mongo.WriteConcern('majority', undefined, true) };

/**
 * Puts the collections of the backup back, each with its indexes, which are cheaper built while it is empty. What an
 * earlier try has put back as a whole is passed over. Gives the number of documents.
 */
export async function loadFiles(
  db: mongo.Db,
  { manifest, pathOf }: SoundBackup,
  progress: { done: ReadonlySet<string>; onLoaded: (collection: string) => Promise<void> },
): Promise<number> {
  for (const file of manifest.files.filter(({ collection }) => !progress.done.has(collection))) {
    await prepare(db, file);
    for await (const batch of readBatches(pathOf(file)))
      await db.collection(file.collection).insertMany(batch, { ordered: false, ...DURABLY });
    await progress.onLoaded(file.collection);
  }
  return manifest.files.reduce((sum, { documents }) => sum + documents, 0);
}

/** There, empty, with its indexes. Emptied rather than dropped: that takes the embedded engine ten seconds each. */
async function prepare(db: mongo.Db, { collection, indexes }: BackupFile): Promise<void> {
  const [known] = await db.listCollections({ name: collection }, { nameOnly: true }).toArray();
  if (!known) await db.createCollection(collection);
  await db.collection(collection).deleteMany({});
  for (const { key, ...options } of indexes) await db.collection(collection).createIndex(key, options, {});
}
