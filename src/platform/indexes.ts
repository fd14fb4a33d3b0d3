import type { Connection, mongo } from 'mongoose';
import { keyDatabaseOf } from './key-ring.ts';

/**
 * Builds the collections and indexes of every model of both databases. Before anything else runs: an act inside a transaction must find them there. `building` is a client of its own, since a long build
 * must not meet the short time limits of requests.
 */
export async function ensureIndexes(connection: Connection, building: Connection): Promise<void> {
  for (const each of [connection, keyDatabaseOf(connection)]) {
    const db = building.getClient().db(each.name);
    const existing = new Set((await db.listCollections().toArray()).map(({ name }) => name));
    for (const model of Object.values(each.models)) {
      const { collectionName } = model.collection;
      if (!existing.has(collectionName)) await db.createCollection(collectionName).catch(ignoreExisting);
      const indexes = model.schema.indexes().map(([key, options]) => toIndex(key as Record<string, 1 | -1>, options));
      if (indexes.length > 0) await db.collection(collectionName).createIndexes(indexes);
    }
  }
}

/** mongoose adds `background`, which servers no longer know. */
function toIndex(
  key: Record<string, 1 | -1>,
  { background: _, ...options }: Record<string, unknown>,
): mongo.IndexDescription {
  return { key, ...options };
}

const NAMESPACE_EXISTS = 48;

/** Two processes may start at once; the one that comes second finds it made. */
function ignoreExisting(error: unknown): void {
  if ((error as { code?: number }).code !== NAMESPACE_EXISTS) throw error;
}
