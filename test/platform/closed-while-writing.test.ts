import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectDatabase } from '../../src/platform/database.ts';
import { isAway } from '../../src/platform/transact.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const sockets: Socket[] = [];
const keep = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);

beforeAll(async () => {
  subscribe('net.client.socket', keep);
  database = await openTestDatabase();
});
afterAll(async () => {
  unsubscribe('net.client.socket', keep);
  await database.close();
});

it('a command on a connection that is just closing fails at once, and is not waited for without end', async () => {
  const connection = await connectDatabase(database.uri, { poolSize: 1 });
  const collection = connection.getClient().db(connection.name).collection('things');
  await collection.findOne({});
  // Closed, and nobody told yet: what is asked in this moment goes to it.
  for (const socket of sockets) socket.destroy();
  const error = await collection.insertOne({ n: 1 }).catch((reason: unknown) => reason);
  expect(isAway(error)).toBe(true);
  await collection.findOne({});
  await connection.close(true);
}, 10_000);
