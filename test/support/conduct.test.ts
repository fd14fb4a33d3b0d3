import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClientSession, mongo } from 'mongoose';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { watchConduct } from './conduct.ts';

interface Note {
  text: string;
  count: number;
}

describe('the watch over what a transaction sends', () => {
  let database: TestDatabase;
  let notes: mongo.Collection<Note>;

  beforeAll(async () => {
    database = await openTestDatabase();
    notes = database.connection.getClient().db(database.connection.name).collection<Note>('notes');
    await notes.createIndex({ text: 1 }, { unique: true }, {});
    await notes.insertOne({ text: 'first', count: 0 }, {});
  });
  afterAll(() => database.close());

  const during = async (act: (session: ClientSession) => Promise<unknown>) => {
    const conduct = watchConduct(database.connection);
    const session = await database.connection.startSession();
    session.startTransaction();
    await act(session).catch(() => undefined);
    await session.abortTransaction().catch(() => undefined);
    await session.endSession();
    return () => conduct.check();
  };

  it('is content with one command after the other', async () => {
    const check = await during(async (session) => {
      await notes.updateOne({ text: 'first' }, { $inc: { count: 1 } }, { session });
      await notes.findOne({ text: 'first' }, { session });
    });
    expect(check).not.toThrow();
  });

  it('sees a command that follows a failed one', async () => {
    const check = await during(async (session) => {
      await notes.insertOne({ text: 'first', count: 0 }, { session }).catch(() => undefined);
      await notes.findOne({ text: 'first' }, { session });
    });
    expect(check).toThrow('find after a failed command');
  });

  it('sees two that overlap', async () => {
    const findFour = (options: mongo.FindOptions) =>
      Promise.all(['a', 'b', 'c', 'd'].map((text) => notes.findOne({ text }, options)));
    // Four connections are open then, so that none of the four waits until the one before has finished.
    await findFour({});
    const check = await during(async (session) => {
      await notes.findOne({ text: 'first' }, { session });
      await findFour({ session });
    });
    expect(check).toThrow('find began while another command of its transaction ran');
  });

  it('sees what reads the whole collection on the embedded engine', async () => {
    const check = await during((session) =>
      notes.findOneAndUpdate({ text: 'first' }, { $inc: { count: 1 } }, { session }),
    );
    expect(check).toThrow('findAndModify inside a transaction');
  });

  it('sees what writes many outside, where it would lock the collection and wait', async () => {
    // Nothing is meant: the others look for what is there.
    const none = { count: { $lt: 0 } };
    expect(await during(() => notes.updateMany(none, { $inc: { count: 1 } }))).toThrow('update of many outside');
    expect(await during(() => notes.deleteMany(none))).toThrow('delete of many outside');
    const inside = await during((session) => notes.updateMany(none, { $inc: { count: 1 } }, { session }));
    expect(inside).not.toThrow();
    expect(await during(() => notes.deleteOne({ text: 'nothing' }))).not.toThrow();
  });
});
