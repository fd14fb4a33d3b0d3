import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { connectDatabase } from '../../src/platform/database.ts';
import { watchable } from './watchable.ts';

export interface TestDatabase {
  connection: Connection;
  /** Names the database too: what a spawned process is given as MONGODB_URI. */
  uri: string;
  close(): Promise<void>;
}

/**
 * A fresh, empty database of this test's own on this worker's engine, dropped on close. Beside other tests it may have
 * to wait longer than a person should; the bounds of the service are kept where a test looks at what they do.
 */
export async function openTestDatabase({ patient = true } = {}): Promise<TestDatabase> {
  const name = `homeward_test_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  const uri = watchable(withDatabase(testUri(), name));
  const connection = await connectDatabase(uri, { patient });
  return {
    connection,
    uri,
    async close() {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** This worker's engine, without a database name. */
export function testUri(): string {
  const uri = process.env['HOMEWARD_TEST_URI'];
  if (uri === undefined)
    throw new Error('No test database: start the tests with `npm run test:only`, which starts one.');
  return uri;
}

// Not `new URL`: the address of a replica set lists several hosts, which it refuses.
export const withDatabase = (uri: string, name: string): string =>
  uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/, `$1/${name}$2`);
