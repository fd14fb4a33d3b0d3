import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mongo, type Connection } from 'mongoose';
import { explainProbeFailure, promiseBroken, tooSlow } from './probe-refusals.ts';
import { removeEach } from './remove-each.ts';

interface Trace {
  /** One run of the probe: processes that probe at once stay out of each other's way. */
  run: string;
  key: string;
  count: number;
}

interface Probe {
  run: string;
  traces: mongo.Collection<Trace>;
  /** Opens a transaction; the probe ends it itself, whatever happens. */
  open: () => mongo.ClientSession;
}

const GIVE_UP_MS = 10_000;
const writeConcern = new mongo.WriteConcern('majority', undefined, true);
const DURABLY: mongo.TransactionOptions = { readConcern: { level: 'snapshot' }, writeConcern };

const promises: [promise: string, isKept: (probe: Probe) => Promise<boolean>][] = [
  ['an aborted transaction leaves nothing', abortUndoes],
  ['of two open transactions on one document the second is refused', secondConflicts],
  ['a unique key can be freed and taken again in one transaction', keyCanBeTakenAgain],
];

/**
 * Tries in a collection of its own, in well under a second, whether the database keeps what bookings rest on.
 * @throws StartRefused naming the promise, right or replica set that is missing
 */
export async function probeDatabase(connection: Connection): Promise<void> {
  const stop = new AbortController();
  const late = sleep(GIVE_UP_MS, undefined, { signal: stop.signal }).then(() => Promise.reject(tooSlow()));
  try {
    await Promise.race([tryPromises(connection), late]);
  } catch (error) {
    throw explainProbeFailure(error, connection.name);
  } finally {
    late.catch(() => undefined);
    stop.abort();
  }
}

async function tryPromises(connection: Connection): Promise<void> {
  const client = connection.getClient();
  const traces = client.db(connection.name).collection<Trace>('probe', { writeConcern });
  const run = randomUUID();
  const sessions: mongo.ClientSession[] = [];
  const open = (): mongo.ClientSession => {
    const session = client.startSession();
    sessions.push(session);
    session.startTransaction(DURABLY);
    return session;
  };
  await traces.createIndex({ key: 1 }, { unique: true }, {});
  try {
    for (const [promise, isKept] of promises) {
      if (!(await isKept({ run, traces, open }))) throw promiseBroken(promise);
    }
  } finally {
    for (const session of sessions) await session.endSession();
    await removeEach(connection.collection('probe'), { run }).catch(() => undefined); // what went wrong before is the better thing to tell
  }
}

async function abortUndoes({ run, traces, open }: Probe): Promise<boolean> {
  const key = `${run} aborted`;
  const session = open();
  await traces.insertOne({ run, key, count: 0 }, { session });
  await session.abortTransaction();
  return (await traces.countDocuments({ key })) === 0;
}

async function secondConflicts({ run, traces, open }: Probe): Promise<boolean> {
  const key = `${run} contended`;
  await traces.insertOne({ run, key, count: 0 });
  const [first, second] = [open(), open()];
  await traces.updateOne({ key }, { $inc: { count: 1 } }, { session: first });
  const conflicted = await conflicts(traces.updateOne({ key }, { $inc: { count: 1 } }, { session: second }));
  await first.commitTransaction();
  return conflicted && (await traces.findOne({ key }))?.count === 1;
}

async function conflicts(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return false;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.hasErrorLabel('TransientTransactionError')) return true;
    throw error;
  }
}

async function keyCanBeTakenAgain({ run, traces, open }: Probe): Promise<boolean> {
  const key = `${run} freed`;
  await traces.insertOne({ run, key, count: 0 });
  const session = open();
  await traces.deleteOne({ key }, { session });
  try {
    await traces.insertOne({ run, key, count: 1 }, { session });
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === 11000) return false;
    throw error;
  }
  await session.commitTransaction();
  return (await traces.findOne({ key }))?.count === 1;
}
