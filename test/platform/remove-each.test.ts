import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { mongo } from 'mongoose';
import { removeEach } from '../../src/platform/remove-each.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

interface Note {
  _id: string;
  day: number;
  read?: boolean;
}

let database: TestDatabase;
let notes: mongo.Collection<Note>;

beforeAll(async () => {
  database = await openTestDatabase();
  notes = database.connection.getClient().db(database.connection.name).collection<Note>('notes');
});
beforeEach(async () => {
  await removeEach(database.connection.collection('notes'), {});
  await notes.insertMany(['a', 'b', 'c', 'd'].map((_id, day) => ({ _id, day })));
});
afterAll(() => database.close());

const remove = (filter: object): Promise<number> => removeEach(database.connection.collection('notes'), filter);
const left = async (): Promise<string[]> => (await notes.find({}).toArray()).map(({ _id }) => _id).toSorted();

it('removes what matches and leaves the rest', async () => {
  expect(await remove({ day: { $gte: 1, $lt: 3 } })).toBe(2);
  expect(await left()).toEqual(['a', 'd']);
  expect(await remove({ day: 99 })).toBe(0);
});

it('waits for a transaction that has written one of them, and lets it end', async () => {
  const session = await database.connection.startSession();
  session.startTransaction();
  await notes.updateOne({ _id: 'a' }, { $set: { read: true } }, { session });
  const removing = remove({});
  // It has come as far as the document that the transaction holds.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await notes.updateOne({ _id: 'd' }, { $set: { read: true } }, { session });
  await session.commitTransaction();
  await session.endSession();
  await removing;
  expect(await left()).toEqual([]);
  // Other transactions go on.
  await database.connection.transaction(async (inside) => {
    await notes.insertOne({ _id: 'e', day: 5 }, { session: inside });
  });
  expect(await left()).toContain('e');
});

it('leaves what a transaction has changed meanwhile so that it matches no more', async () => {
  const session = await database.connection.startSession();
  session.startTransaction();
  await notes.updateOne({ _id: 'b' }, { $set: { day: 99 } }, { session });
  const removing = remove({ day: { $lt: 10 } });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await session.commitTransaction();
  await session.endSession();
  await removing;
  expect(await left()).toEqual(['b']);
});
