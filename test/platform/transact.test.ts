import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { connectDatabase } from '../../src/platform/database.ts';
import { Busy, DatabaseAway } from '../../src/platform/domain-error.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { joinProcesses, type Processes } from '../../src/platform/processes.ts';
import { createTransact, StartOver, type Transact } from '../../src/platform/transact.ts';
import { removeEach } from '../../src/platform/remove-each.ts';
import { counterModel } from '../support/counter.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTestEngine } from '../support/test-engine.ts';

const quiet = (): void => undefined;

describe('one act, one transaction', () => {
  let database: TestDatabase;
  let processes: Processes;
  let transact: Transact;
  let counters: ReturnType<typeof counterModel>;

  beforeAll(async () => {
    database = await openTestDatabase();
    processes = await joinProcesses(database.connection, randomIds, quiet);
    transact = createTransact(database.connection, processes);
    counters = counterModel(database.connection);
  });
  afterAll(async () => {
    await processes.stop();
    await database.close();
  });
  beforeEach(async () => {
    await removeEach(database.connection.collection('counters'), {});
    await counters.insertMany([{ _id: 'c', n: 0 }]);
  });

  const read = async (): Promise<number | null | undefined> => (await counters.findById('c').lean())?.n;
  const increment = async (): Promise<void> => {
    await counters.updateOne({ _id: 'c' }, { $inc: { n: 1 } });
  };

  it('leaves nothing of an act that is refused', async () => {
    const act = transact('c', async () => {
      await increment();
      await counters.insertMany([{ _id: 'd', n: 1 }]);
      throw new RangeError('refused');
    });
    await expect(act).rejects.toThrow(RangeError);
    expect([await read(), await counters.countDocuments({ _id: 'd' })]).toEqual([0, 0]);
  });

  it('lets none of fifty acts on one document be lost, with and without turns', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => transact(index % 2 ? 'c' : `c${index}`, increment)));
    expect(await read()).toBe(50);
  });

  it('refuses an act inside an act, which would commit by itself', async () => {
    await expect(transact('c', () => transact('d', increment))).rejects.toThrow('inside a transaction');
    expect(await read()).toBe(0);
  });

  it('runs an act again from the start when it found other documents than it locked', async () => {
    let runs = 0;
    await transact('c', async () => {
      runs += 1;
      await increment();
      if (runs === 1) throw new StartOver();
    });
    expect([runs, await read()]).toEqual([2, 1]);
  });

  it('asks a database again that was helpless for a moment, and says that it is away when it stays so', async () => {
    let helpless = 3;
    const helplessly = async (): Promise<void> => {
      await increment();
      if (helpless-- > 0) throw new mongo.MongoServerError({ message: 'internal server error', code: 1 });
    };
    await transact('c', helplessly);
    expect(await read()).toBe(1);
    helpless = Infinity;
    const started = performance.now();
    await expect(transact('c', helplessly)).rejects.toMatchObject({ type: 'database-away', cause: { code: 1 } });
    expect(performance.now() - started).toBeGreaterThan(2000);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(await read()).toBe(1);
  });

  it('says busy after five seconds of conflict, and changes nothing', async () => {
    const other = await connectDatabase(database.uri);
    const session = await other.startSession();
    session.startTransaction();
    await counterModel(other).updateOne({ _id: 'c' }, { $inc: { n: 10 } }, { session });
    const started = performance.now();
    await expect(transact('c', increment)).rejects.toBeInstanceOf(Busy);
    expect(performance.now() - started).toBeLessThan(7000);
    await session.abortTransaction();
    await other.close();
    expect(await read()).toBe(0);
  });

  it('frees the locks of a killed process within ten seconds', async () => {
    const child = spawn(process.execPath, ['test/support/locking-process.ts', database.uri], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    const started = performance.now();
    const tryAgain = (): Promise<void> =>
      transact('c', increment).catch((error: unknown) =>
        error instanceof Busy ? tryAgain() : Promise.reject(error as Error),
      );
    await tryAgain();
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await read()).toBe(1);
  });

  it('ends at once all that queue behind an act that met a dead database', async () => {
    const engine = await startTestEngine();
    const connection = await connectDatabase(`${engine.uri}/dead`);
    const joined = await joinProcesses(connection, randomIds, quiet);
    const run = createTransact(connection, joined);
    const model = counterModel(connection);
    const bump = async (): Promise<void> => {
      await model.updateOne({ _id: 'c' }, { $inc: { n: 1 } });
    };
    await model.insertMany([{ _id: 'c', n: 0 }]);
    await run('c', bump);
    await engine.stop();
    const started = performance.now();
    const ends = await Promise.allSettled(Array.from({ length: 10 }, () => run('c', bump)));
    const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    expect(reasons).toHaveLength(10);
    expect(reasons.filter((reason) => reason instanceof DatabaseAway)).toHaveLength(10);
    expect(performance.now() - started).toBeLessThan(5000);
    await joined.stop();
    await connection.close(true);
  });
});
