import type { Connection, mongo } from 'mongoose';

/** Some thousands of a day at most; what is left over the next call removes. */
const MOST = 10_000;

/**
 * Removes what matches outside a transaction, one by one; gives how many. Never by `deleteMany` there: meeting a
 * document that an open transaction has written, the embedded engine waits for the transaction's end and keeps the whole
 * collection locked, while the transaction's next command waits for the collection; then every other transaction of
 * the engine waits for these two, until it is killed. The same holds for `updateMany`. One by one it waits with nothing
 * locked.
 */
export async function removeEach(
  rows: Pick<ReturnType<Connection['collection']>, 'find' | 'bulkWrite'>,
  filter: mongo.Filter<mongo.Document>,
): Promise<number> {
  const found = await rows.find(filter, { projection: { _id: 1 }, limit: MOST }).toArray();
  if (found.length === 0) return 0;
  const removals = found.map(({ _id }) => ({ deleteOne: { filter: { _id, ...filter } } }));
  return (await rows.bulkWrite(removals, { ordered: false })).deletedCount;
}
