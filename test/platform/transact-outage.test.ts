import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mongo, type Connection } from 'mongoose';
import { connectDatabase } from '../../src/platform/database.ts';
import { Busy, DatabaseAway } from '../../src/platform/domain-error.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { joinProcesses, type Processes } from '../../src/platform/processes.ts';
import { createTransact, isAway, type Transact } from '../../src/platform/transact.ts';
import { removeEach } from '../../src/platform/remove-each.ts';
import { counterModel } from '../support/counter.ts';
import { openTestDatabase, testUri, type TestDatabase } from '../support/database.ts';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts';

const quiet = (): void => undefined;

type Wrapped = ConstructorParameters<typeof mongo.MongoBulkWriteError>;
const wrapped = (cause: unknown) => new mongo.MongoBulkWriteError(...([cause, {}] as unknown as Wrapped));

describe('a database whose wire is cut', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let beyond: Connection;
  let processes: Processes;
  let transact: Transact;

  beforeAll(async () => {
    database = await openTestDatabase();
    proxy = await startProxy(testUri());
    beyond = await connectDatabase(`${proxy.uri}/${database.connection.name}?directConnection=true`);
    processes = await joinProcesses(beyond, randomIds, quiet);
    transact = createTransact(beyond, processes);
  });
  afterAll(async () => {
    await processes.stop();
    await beyond.close(true);
    proxy.stop();
    await database.close();
  });
  beforeEach(async () => {
    await removeEach(database.connection.collection('counters'), {});
    await counterModel(database.connection).insertMany([{ _id: 'c', n: 0 }]);
  });

  const bump = async (connection: Connection, by = 1): Promise<void> => {
    await counterModel(connection).updateOne({ _id: 'c' }, { $inc: { n: by } });
  };
  const read = async () => (await counterModel(database.connection).findById('c').lean())?.n;

  it('keeps no lock of the transaction that was cut off for longer than ten seconds', async () => {
    const cutOff = transact('c', async () => {
      await bump(beyond, 10);
      proxy.refuse(true);
      for (const wire of proxy.wires()) wire.cut();
      await bump(beyond, 10);
    });
    await expect(cutOff).rejects.toBeInstanceOf(DatabaseAway);
    proxy.refuse(false);
    const others = await joinProcesses(database.connection, randomIds, quiet);
    const elsewhere = createTransact(database.connection, others);
    const started = performance.now();
    const tryOn = (): Promise<void> =>
      elsewhere('c', () => bump(database.connection)).catch((error: unknown) =>
        error instanceof Busy ? tryOn() : Promise.reject(error as Error),
      );
    await tryOn();
    expect(performance.now() - started).toBeLessThan(10_000);
    await others.stop();
    expect(await read()).toBe(1);
  });

  it('refuses within its deadline whom a single slow connection cannot serve, and leaves nothing of his act', async () => {
    const narrow = await connectDatabase(
      `${proxy.uri}/${database.connection.name}?directConnection=true&maxPoolSize=1`,
    );
    const others = await joinProcesses(narrow, randomIds, quiet);
    const act = createTransact(narrow, others);
    proxy.delay(20);
    const started = performance.now();
    const ends = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        act(`thing-${index}`, async () => {
          for (let step = 0; step < 8; step += 1) await counterModel(narrow).findById('c').lean();
          await bump(narrow);
        }),
      ),
    );
    const took = performance.now() - started;
    proxy.delay(0);
    await others.stop();
    await narrow.close(true);
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    expect(refused.filter((error) => !(error instanceof Busy))).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
    expect(await read()).toBe(ends.length - refused.length);
    expect(took).toBeLessThan(7500);
  });

  it('is known by whatever the driver makes of it', () => {
    const reset = Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET' });
    const closed = new mongo.MongoNetworkError('connection 7 closed');
    const insert = wrapped(closed);
    const chooses = new mongo.MongoServerError({ message: 'not primary', code: 10107 });
    expect([reset, closed, insert, chooses].map(isAway)).toEqual([true, true, true, true]);
    const refused = wrapped({ message: 'E11000', code: 11000 });
    expect([refused, new RangeError('refused')].map(isAway)).toEqual([false, false]);
  });
});
