import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { watchCommands } from '../support/command-watch.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { inject } from '../support/injection.ts';
import { randomOf } from '../trials/random.ts';

const SEED = 20_261_124;

it('made-up payloads in every input bring no operator to the database, no failure and no stack', async () => {
  const { faults, payloads, kinds, answers, inputs } = await inject(randomOf(SEED), 1500);
  expect(faults).toEqual([]);
  expect(payloads).toBeGreaterThanOrEqual(Math.max(1500, inputs));
  expect(Object.keys(kinds).toSorted()).toEqual(['list', 'operator', 'prototype', 'text', 'type']);
  // Not all are refused: some reach what lies behind the parsing.
  expect(answers['2xx']).toBeGreaterThan(50);
}, 120_000);

describe('the watch over the commands', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it.each([
    ['an operator that the service never sends', { name: { $ne: '' } }],
    ['one that it sends, with what was typed in it', { name: { $gt: 'zq1zq' } }],
    ['a name that was typed', { name: { zq1zq: 1 } }],
  ])('sees %s', async (_case, filter) => {
    const watch = watchCommands(database.connection, /zq\d+zq/);
    await database.connection.collection('any').findOne(filter);
    expect(watch.faults).toHaveLength(1);
  });

  it('lets pass what is stored and looked up as it was typed', async () => {
    const watch = watchCommands(database.connection, /zq\d+zq/);
    const any = database.connection.collection('any');
    await any.updateOne({ name: '{"$ne":"zq1zq"}' }, { $set: { name: '$where zq1zq' } });
    await any.findOne({ name: { $in: ['zq1zq'] } });
    expect([watch.faults, watch.commands()]).toEqual([[], 2]);
  });
});
