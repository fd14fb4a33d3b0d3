import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { mongo, type Connection } from 'mongoose';
import { Busy, DatabaseAway } from './domain-error.ts';
import { createLanes } from './lanes.ts';
import type { Processes } from './processes.ts';
import { createTurns } from './turns.ts';

/** How long a request may fight over a thing, its waiting included. */
const CONFLICT_MS = 5000;
/** How long a request may wait for a database that does not answer. */
const AWAY_MS = 2000;
/** How long it waits before it asks a helpless one again: some are so for a moment only, such as a commit that met another. */
const AGAIN_MS = 50;

/**
 * Runs `fn` as one transaction: all of it or nothing. `turn` names what the act locks first (several in the order of their
 * locks); acts on the same thing take turns. `fn` may run several times, so it holds nothing but database work and pure decisions.
 * Throws Busy or DatabaseAway when its deadline has passed; whatever `fn` throws is thrown as it is.
 */
export type Transact = <T>(turn: string | readonly string[], fn: () => Promise<T>) => Promise<T>;

const DURABLY = {
  readConcern: new mongo.ReadConcern('snapshot'),
  writeConcern: new mongo.WriteConcern('majority', undefined, true),
  readPreference: 'primary' as const,
};

/** Thrown inside an act that found other documents than the ones it locked: it runs again from the start. */
export class StartOver extends Error {
  override readonly name = 'StartOver';
}

const inside = new AsyncLocalStorage<true>();

export function createTransact(connection: Connection, processes: Processes): Transact {
  const takeTurn = createTurns();
  const takeLane = createLanes(connection);
  return <T>(turn: string | readonly string[], fn: () => Promise<T>) => {
    // A transaction inside a transaction would commit by itself.
    if (inside.getStore()) throw new Error(`transact(${String(turn)}) was called inside a transaction.`);
    const started = performance.now();
    const left = (): number => Math.max(0, CONFLICT_MS - (performance.now() - started));
    const run = (): Promise<T> => takeLane(left(), () => attempt(connection, processes, started, fn));
    return [turn].flat().reduceRight<() => Promise<T>>((next, each) => () => takeTurn(each, left(), next), run)();
  };
}

async function attempt<T>(
  connection: Connection,
  processes: Processes,
  started: number,
  fn: () => Promise<T>,
): Promise<T> {
  try {
    return await runOnce(connection, processes, started, fn);
  } catch (error) {
    if (error instanceof StartOver) return attempt(connection, processes, started, fn);
    if (!isAway(error)) throw error;
    if (performance.now() - started > AWAY_MS) throw new DatabaseAway(error);
    // The commit's answer may have been lost with the act already in: the act's record, read first, says whether it was.
    await sleep(AGAIN_MS);
    return attempt(connection, processes, started, fn);
  }
}

async function runOnce<T>(
  connection: Connection,
  processes: Processes,
  started: number,
  fn: () => Promise<T>,
): Promise<T> {
  let last: unknown;
  let used: mongo.ServerSession | undefined;
  const run = async (session: mongo.ClientSession): Promise<T> => {
    const spent = performance.now() - started;
    if (last !== undefined && isAway(last) && spent > AWAY_MS) throw new DatabaseAway(last);
    if (spent > CONFLICT_MS) throw new Busy();
    try {
      await processes.announce(session);
      used = session.serverSession;
      return await inside.run(true, fn);
    } catch (error) {
      last = error;
      throw error;
    }
  };
  try {
    return await connection.transaction(run, DURABLY);
  } catch (error) {
    // The database may not have heard that it is over.
    if (used && (used.isDirty || isAway(error))) processes.abandon(used);
    throw error;
  }
}

/** What Node itself says of a socket whose other end has gone; the driver hands it on as it is. */
const DEAD_SOCKET = new Set<unknown>(['EPIPE', 'ECONNRESET', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED']);
/**
 * It hears, and cannot do anything for anybody: InternalError, ShutdownInProgress, InterruptedAtShutdown, OutOfDiskSpace;
 * and while a replica set chooses its primary: PrimarySteppedDown, NotWritablePrimary, InterruptedDueToReplStateChange,
 * NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary.
 */
const HELPLESS = new Set<unknown>([1, 91, 11600, 14031, 189, 10107, 11602, 13435, 13436]);

/** True for all that means: no answer came from the database, or none for anybody. */
export function isAway(error: unknown): boolean {
  // An insert wraps whatever happened to it.
  if (error instanceof mongo.MongoBulkWriteError && error.errorResponse instanceof Error)
    return isAway(error.errorResponse);
  return (
    (error instanceof Error && 'code' in error && DEAD_SOCKET.has(error.code)) ||
    (error instanceof mongo.MongoServerError && HELPLESS.has(error.code)) ||
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoTopologyClosedError ||
    // The driver keeps this class to itself.
    (error instanceof mongo.MongoDriverError && error.name === 'MongoWaitQueueTimeoutError')
  );
}
