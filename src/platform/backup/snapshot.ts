import { mongo } from 'mongoose';

/** Reads through this session see one moment of all collections, whatever is written meanwhile. */
export type ReadAtOneMoment = <T>(work: (session: mongo.ClientSession) => Promise<T>) => Promise<T>;

/**
 * A snapshot session where the database has them (MongoDB since 5.0), which may read for as long as the database keeps
 * its history (five minutes unless told otherwise). Elsewhere one transaction that only reads: the embedded engine holds
 * its snapshot as long as it takes, and nobody waits for it.
 */
export function readAtOneMoment(client: mongo.MongoClient, probe: mongo.Collection): ReadAtOneMoment {
  return async (work) => {
    const session = client.startSession({ snapshot: true });
    try {
      if (await canRead(probe, session)) return await work(session);
    } finally {
      await session.endSession();
    }
    return inTransaction(client, work);
  };
}

async function canRead(probe: mongo.Collection, session: mongo.ClientSession): Promise<boolean> {
  try {
    await probe.findOne({}, { session });
    return true;
  } catch (error) {
    if (error instanceof mongo.MongoServerError || error instanceof mongo.MongoCompatibilityError) return false;
    throw error;
  }
}

async function inTransaction<T>(
  client: mongo.MongoClient,
  work: (session: mongo.ClientSession) => Promise<T>,
): Promise<T> {
  const session = client.startSession();
  try {
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    return await work(session);
  } finally {
    // It has written nothing: there is nothing to commit.
    await session.abortTransaction().catch(() => undefined);
    await session.endSession();
  }
}
