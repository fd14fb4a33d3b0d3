import type { Connection, Model } from 'mongoose';
import { keyDatabaseOf } from './key-ring.ts';
import type { Transact } from './transact.ts';
import { ROTATION, wrappingUnder, type Masters, type Wrapping } from './wrapping.ts';

interface Wrapped {
  _id: string;
  /** Absent once it was destroyed. */
  sealed?: string;
}

interface Dependencies {
  connection: Connection;
  transact: Transact;
  masters: Required<Masters>;
  /** Told after each batch how many keys were wrapped anew so far. */
  onBatch: (count: number) => void;
}

const BATCH = 100;

/**
 * Wraps every key anew under the new master key, a batch a transaction, while others run with both. Ended half way it
 * goes on when it is called again: what the new key opens is done. The secrets come last and in one transaction, the
 * check among them: until then no process starts with one key alone. The key ring was opened with both before.
 * @returns how many were wrapped anew, and the names of those that neither key opens.
 */
export async function rotateKeys({ connection, transact, masters, onBatch }: Dependencies): Promise<Rotated> {
  const keys = keyDatabaseOf(connection);
  const [secrets, caseKeys] = [keys.model<Wrapped>('Secret'), keys.model<Wrapped>('CaseKey')];
  const wrapping = wrappingUnder(masters);
  let count = 0;
  let lost: string[] = [];
  const rewrapAll = async (rows: Model<Wrapped>): Promise<number> => {
    const before = count;
    for await (const { old, lostIds } of listOld(rows, wrapping)) {
      count += await transact('rotate-key', () => rewrap(rows, wrapping, old));
      lost = [...lost, ...lostIds];
      if (old.length > 0) onBatch(count);
    }
    return count - before;
  };

  do lost = [];
  while ((await rewrapAll(caseKeys)) > 0);
  await rewrapAll(secrets);
  await secrets.deleteOne({ _id: ROTATION });
  return { count, lost };
}

export interface Rotated {
  count: number;
  lost: readonly string[];
}

/** What the new key does not open, in batches, in one reading of the collection. */
async function* listOld(
  rows: Model<Wrapped>,
  wrapping: Wrapping,
): AsyncGenerator<{ old: Wrapped[]; lostIds: string[] }> {
  let batch = { old: [] as Wrapped[], lostIds: [] as string[] };
  for await (const row of rows.find({}).lean<Wrapped>().cursor({ batchSize: BATCH })) {
    if (row.sealed === undefined || row._id === ROTATION) continue;
    const by = wrapping.openedBy(row._id, row.sealed);
    if (by === undefined) batch.lostIds.push(row._id);
    if (by === 'previous') batch.old.push(row);
    if (batch.old.length < BATCH) continue;
    yield batch;
    batch = { old: [], lostIds: [] };
  }
  yield batch;
}

/** Only what still stands as it was read: a key that was destroyed meanwhile stays destroyed. */
async function rewrap(rows: Model<Wrapped>, wrapping: Wrapping, old: readonly Wrapped[]): Promise<number> {
  if (old.length === 0) return 0;
  const done = await rows.bulkWrite(
    old.map(({ _id, sealed = '' }) => ({
      updateOne: {
        filter: { _id, sealed },
        update: { $set: { sealed: wrapping.wrap(_id, wrapping.open(_id, sealed)) } },
      },
    })),
  );
  return done.modifiedCount;
}
