import { mongo } from 'mongoose';
import { StartRefused } from './start-refused.ts';

const UNAUTHORIZED = 13;
// The driver has words of its own for it, which would send people to another setting.
const standAloneWords = /Transaction numbers are only allowed|does not support retryable writes/;

export const promiseBroken = (promise: string): StartRefused =>
  new StartRefused(
    `This database does not keep a promise that bookings rest on (${promise}): set MONGODB_URI to a MongoDB replica set.`,
  );

export const tooSlow = (): StartRefused =>
  new StartRefused('The database did not finish the start-up check within 10 seconds: see what keeps it busy.');

const standAlone = (cause: unknown): StartRefused =>
  new StartRefused(
    'MONGODB_URI names a stand-alone MongoDB, and transactions need a replica set: start mongod with `--replSet rs0`, ' +
      'then run `mongosh --eval "rs.initiate()"` once; one node is enough.',
    { cause },
  );

const rightMissing = (cause: mongo.MongoServerError, database: string): StartRefused =>
  new StartRefused(
    `The user of MONGODB_URI lacks a right on the database ${database} (${cause.message}): grant it the role readWrite there.`,
    { cause },
  );

/** A refusal for what went wrong in the probe of this database; what is already one stays as it is. */
export function explainProbeFailure(error: unknown, database: string): StartRefused {
  if (error instanceof StartRefused) return error;
  if (error instanceof mongo.MongoServerError) {
    if (error.code === UNAUTHORIZED) return rightMissing(error, database);
    if (standAloneWords.test(error.message)) return standAlone(error);
  }
  const words = error instanceof Error ? error.message : String(error);
  return new StartRefused(`The start-up check of the database failed (${words}): see that it runs and answers.`, {
    cause: error,
  });
}
