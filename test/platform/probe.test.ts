import { afterEach, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { probeDatabase } from '../../src/platform/probe.ts';
import { StartRefused } from '../../src/platform/start-refused.ts';
import { openTestDatabase, testUri } from '../support/database.ts';
import { startFaultyDatabase } from '../support/database-proxy.ts';
import type { Fault } from '../support/database-proxy.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function openDatabase() {
  const database = await openTestDatabase();
  ends.push(() => database.close());
  return database.connection;
}

/** What the probe says of the real database with this fault put in front of it. */
async function probeWith(fault: Fault): Promise<unknown> {
  const { name } = await openDatabase();
  const faulty = await startFaultyDatabase(testUri(), fault);
  const options = { dbName: name, autoIndex: false, directConnection: true };
  const connection = await mongoose.createConnection(faulty.uri, options).asPromise();
  ends.unshift(() => connection.close(), faulty.stop);
  return probeDatabase(connection).catch((error: unknown) => error);
}

const refuse = (code: number, errmsg: string) => ({ answer: { ok: 0, code, errmsg } });
const refusalWith = (words: string) =>
  expect.objectContaining({ name: 'StartRefused', message: expect.stringContaining(words) });

describe('the start-up check of the database', () => {
  it('passes on the engine of the tests within a second and leaves no document', async () => {
    const connection = await openDatabase();
    const started = performance.now();
    await probeDatabase(connection);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(await connection.collection('probe').countDocuments()).toBe(0);
  });

  it('passes for several processes at once, and again later', async () => {
    const connection = await openDatabase();
    await Promise.all(Array.from({ length: 6 }, () => probeDatabase(connection)));
    await probeDatabase(connection);
    expect(await connection.collection('probe').countDocuments()).toBe(0);
  });

  it('passes through a server that changes nothing, so that the refusals below are due to their fault', async () => {
    expect(await probeWith(() => undefined)).toBeUndefined();
  });

  it('tells how to make a replica set of a stand-alone MongoDB', async () => {
    const words = 'Transaction numbers are only allowed on a replica set member or mongos';
    const refusal = await probeWith((command) => (command['startTransaction'] ? refuse(20, words) : undefined));
    expect(refusal).toEqual(refusalWith('--replSet rs0'));
    expect(refusal).toEqual(refusalWith('rs.initiate()'));
  });

  it('names the right that the user lacks', async () => {
    const words = 'not authorized on homeward to execute command { createIndexes }';
    const refusal = await probeWith((command) => ('createIndexes' in command ? refuse(13, words) : undefined));
    expect(refusal).toEqual(refusalWith('readWrite'));
    expect(refusal).toEqual(refusalWith(words));
  });

  it('refuses a database whose aborts undo nothing', async () => {
    const refusal = await probeWith(({ abortTransaction, ...rest }) =>
      abortTransaction ? { send: { commitTransaction: 1, ...rest } } : undefined,
    );
    expect(refusal).toEqual(refusalWith('an aborted transaction leaves nothing'));
  });

  it('refuses a database that lets two open transactions write one document', async () => {
    let updates = 0;
    const refusal = await probeWith((command) =>
      'update' in command && ++updates === 2 ? { answer: { ok: 1, n: 1, nModified: 1 } } : undefined,
    );
    expect(refusal).toEqual(refusalWith('the second is refused'));
  });

  it('refuses a database that cannot take a freed unique key again in the same transaction', async () => {
    let deleted = false;
    const refusal = await probeWith((command) => {
      if (deleted && 'insert' in command)
        return { answer: { ok: 1, n: 0, writeErrors: [{ index: 0, code: 11000, errmsg: 'E11000 duplicate key' }] } };
      deleted ||= 'delete' in command;
      return undefined;
    });
    expect(refusal).toEqual(refusalWith('freed and taken again'));
  });

  it('says what happened when the database goes away meanwhile', async () => {
    const connection = await openDatabase();
    const other = await mongoose.createConnection(testUri(), { dbName: connection.name }).asPromise();
    await other.close();
    await expect(probeDatabase(other)).rejects.toThrow(StartRefused);
  });
});
