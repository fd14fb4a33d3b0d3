import type { Connection } from 'mongoose';
import { keyDatabaseOf } from '../../src/platform/key-ring.ts';

/** Every document of both databases as a line of text, as somebody with a copy of the disk would read them. */
export async function dumpDatabases(connection: Connection, leaveOut: readonly string[] = []): Promise<string[]> {
  const lines: string[] = [];
  for (const { name } of [connection, keyDatabaseOf(connection)]) {
    const database = connection.getClient().db(name);
    const collections = await database.listCollections({}, { nameOnly: true }).toArray();
    for (const collection of collections.map((each) => each.name).filter((each) => !leaveOut.includes(each))) {
      const documents = await database.collection(collection).find({}).toArray();
      lines.push(...documents.map((each) => `${collection} ${JSON.stringify(each)}`));
    }
  }
  return lines.toSorted();
}
