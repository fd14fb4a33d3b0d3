import { mongo } from 'mongoose';
import { readBson } from './bson-file.ts';
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

/** Puts every collection of the backup back, each from its beginning. Gives the number of documents. */
export async function loadFiles(db: mongo.Db, { manifest, pathOf }: SoundBackup): Promise<number> {
  let loaded = 0;
  for (const { collection, ...file } of manifest.files) {
    // What a restore that was broken off has left of it.
    await db.collection(collection).drop();
    await db.createCollection(collection);
    for await (const batch of readBatches(pathOf(file))) {
      await db.collection(collection).insertMany(batch, { ordered: false, ...DURABLY });
      loaded += batch.length;
    }
  }
  return loaded;
}
