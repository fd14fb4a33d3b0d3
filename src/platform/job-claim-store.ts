import { Schema, type Connection } from 'mongoose';
import { removeEach } from './remove-each.ts';

const claimSchema = new Schema(
  { _id: String, job: String, due: Date, leaseUntil: Date, doneAt: Date },
  { autoIndex: false, versionKey: false },
).index({ due: 1 });

const LEASE_MS = 5 * 60_000;
const DUPLICATE_KEY = 11_000;

/** Which process runs which due time of a job: the one whose insert comes first, until its lease is over. */
export interface JobClaims {
  /** True when this process may run the job for that due time. */
  claim(job: string, due: Date, now: Date): Promise<boolean>;
  finish(job: string, due: Date, now: Date): Promise<void>;
  isDone(job: string, due: Date): Promise<boolean>;
  tidy(from: Date, to: Date): Promise<void>;
}

export function createJobClaims(connection: Connection): JobClaims {
  const claims = connection.model('JobClaim', claimSchema, 'jobclaims');
  const idOf = (job: string, due: Date): string => `${job}/${due.toISOString()}`;
  return {
    claim: async (job, due, now) => {
      const _id = idOf(job, due);
      const leaseUntil = new Date(now.getTime() + LEASE_MS);
      try {
        await claims.insertMany([{ _id, job, due, leaseUntil }], { lean: true });
        return true;
      } catch (error) {
        if ((error as { code?: number }).code !== DUPLICATE_KEY) throw error;
        // Somebody had it. Where he died over it, his lease has run out and nothing says that it is done.
        const taken = await claims.updateOne(
          { _id, doneAt: { $exists: false }, leaseUntil: { $lte: now } },
          { $set: { leaseUntil } },
        );
        return taken.modifiedCount === 1;
      }
    },
    finish: async (job, due, now) => {
      await claims.updateOne({ _id: idOf(job, due) }, { $set: { doneAt: now } });
    },
    isDone: async (job, due) => (await claims.findById(idOf(job, due)).lean())?.doneAt !== undefined,
    tidy: async (from, to) => {
      await removeEach(claims.collection, { due: { $gte: from, $lt: to } });
    },
  };
}
