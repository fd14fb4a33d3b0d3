import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { keyDatabaseOf, openKeyRing } from '../../src/platform/key-ring.ts';
import { joinProcesses, type Processes } from '../../src/platform/processes.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { rotateKeys } from '../../src/platform/rotate-keys.ts';
import { newKey, seal } from '../../src/platform/sealing.ts';
import { createTransact } from '../../src/platform/transact.ts';
import { wrappingUnder } from '../../src/platform/wrapping.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let processes: Processes;
const [previous, master] = [newKey(), newKey()];
const UNFINISHED = /^The change of the master key is not finished/;

beforeAll(async () => {
  database = await openTestDatabase();
  processes = await joinProcesses(database.connection, randomIds, (error) => {
    throw error;
  });
});
afterAll(async () => {
  await processes.stop();
  await keyDatabaseOf(database.connection).dropDatabase();
  await database.close();
});

/** `meanwhile` happens between the reading of each batch and its writing. */
const rotate = (onBatch: (count: number) => void = () => undefined, meanwhile = () => Promise.resolve()) => {
  const transact = createTransact(database.connection, processes);
  return rotateKeys({
    connection: database.connection,
    transact: async (turn, fn) => {
      await meanwhile();
      return transact(turn, fn);
    },
    masters: { master, previous },
    onBatch,
  });
};
const destroy = async (_id: string): Promise<void> => {
  const keys = keyDatabaseOf(database.connection).collection<{ _id: string }>('casekeys');
  await keys.updateOne({ _id }, { $unset: { sealed: '' } });
};
const open = (...keys: [Buffer, Buffer?]) => openKeyRing(database.connection, ...keys);

/** Who opens what lies in the key database: how many rows each. */
const openers = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  const keys = keyDatabaseOf(database.connection);
  for (const name of ['secrets', 'casekeys']) {
    for (const { _id, sealed } of await keys.collection<{ _id: string; sealed?: string }>(name).find({}).toArray()) {
      const by = sealed === undefined ? 'destroyed' : String(wrappingUnder({ master, previous }).openedBy(_id, sealed));
      counts[by] = (counts[by] ?? 0) + 1;
    }
  }
  return counts;
};

const kept = () => keyDatabaseOf(database.connection).collection<{ _id: string; sealed: string }>('casekeys');
const insertForeign = () => kept().insertOne({ _id: 'foreign', sealed: seal(newKey(), 'foreign', 'x') });

/** Keys under the master key before, of so many cases. */
async function underPrevious(count: number) {
  const old = await open(previous);
  for (let index = 0; index < count; index += 1) await old.createCaseKey(`case-${index}`);
  const sealed = (await old.findSealer('case-7'))?.seal('name', 'Олена') ?? '';
  return { sealed, hash: old.hash('phone', '+380 00 000 0000') };
}
/** The change of the key begins, and the process ends after a first batch. */
async function endHalfWay(): Promise<void> {
  await open(master, previous);
  const killed = rotate(() => {
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
}

describe('changing the master key', () => {
  afterEach(() => keyDatabaseOf(database.connection).dropDatabase());

  it('lets both keys open everything, and neither alone, from the first start with both', async () => {
    const { sealed } = await underPrevious(10);
    const both = await open(master, previous);
    await both.createCaseKey('case-new');
    expect((await both.findSealer('case-7'))?.open('name', sealed)).toBe('Олена');
    await expect(open(previous)).rejects.toThrow(UNFINISHED);
    await expect(open(master)).rejects.toThrow(UNFINISHED);
    await expect(open(previous, master)).rejects.toThrow(UNFINISHED);
    await expect(open(newKey(), newKey())).rejects.toThrow(/^MASTER_KEY is not the key/);
  });

  it('ended half way, lies under both and still needs both', async () => {
    await underPrevious(250);
    await endHalfWay();
    const { master: done = 0, previous: left = 0 } = await openers();
    expect(done).toBeGreaterThanOrEqual(100);
    expect(left).toBeGreaterThan(100);
    await expect(open(master)).rejects.toThrow(UNFINISHED);
    await expect(open(previous)).rejects.toThrow(UNFINISHED);
    expect((await (await open(master, previous)).findSealer('case-249'))?.seal('x', 'y')).toBeDefined();
  });

  it('goes on when it is called again, until the old key opens nothing', async () => {
    await underPrevious(250);
    await endHalfWay();
    await destroy('case-9');
    await insertForeign();
    let isFirst = true;
    // A key that is destroyed while its batch is under way stays destroyed.
    const { count, lost } = await rotate(undefined, async () => {
      for (const id of ['case-100', 'case-150', 'case-249'].splice(0, isFirst ? 3 : 0)) await destroy(id);
      isFirst = false;
    });
    expect(count).toBeGreaterThan(100);
    expect(lost).toEqual(['foreign']);
    const { master: done = 0, ...others } = await openers();
    expect(others).toEqual({ destroyed: 4, undefined: 1 });
    expect(done).toBeGreaterThan(247);
  });

  it('leaves a database that the new key opens alone, with all that was sealed and hashed before', async () => {
    const { sealed, hash } = await underPrevious(10);
    await open(master, previous);
    await destroy('case-9');
    await insertForeign();
    await rotate();
    const now = await open(master);
    expect((await now.findSealer('case-7'))?.open('name', sealed)).toBe('Олена');
    expect(await now.findSealer('case-9')).toBeUndefined();
    expect(now.hash('phone', '+380 00 000 0000')).toBe(hash);
    await expect(open(previous)).rejects.toThrow(/^MASTER_KEY is not the key/);
    expect(await rotate()).toEqual({ count: 0, lost: ['foreign'] });
  });

  it('can be done again, to a third key, even where the last one left its mark', async () => {
    await underPrevious(10);
    await open(master, previous);
    await rotate();
    const keys = keyDatabaseOf(database.connection);
    await keys
      .collection<{ _id: string; sealed: string }>('secrets')
      .insertOne({ _id: 'rotation', sealed: seal(master, 'rotation', 'begun') });
    const third = newKey();
    await expect(open(master)).resolves.toBeDefined();
    await expect(open(third, master)).resolves.toBeDefined();
    await expect(open(master)).rejects.toThrow(UNFINISHED);
  });
});
