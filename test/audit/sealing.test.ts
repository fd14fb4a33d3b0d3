import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyDatabaseOf } from '../../src/platform/key-ring.ts';
import { randomIds } from '../../src/platform/ids.ts';
import type { ChainEntry } from '../../src/audit/chain.ts';
import { removeEach } from '../../src/platform/remove-each.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  // As many as the tests name by their numbers.
  await actTimes(25);
  await sealAll();
});
afterAll(() => test.stop());

type Document = ChainEntry & { _id: string };
const audit = () => test.database.connection.collection<Document>('audit');
const remove = (filter: object) => removeEach(test.database.connection.collection('audit'), filter);
const headRow = () => keyDatabaseOf(test.database.connection).collection<{ _id: string }>('auditchain');
const chain = () => test.services.auditChain;
const sealAll = async (): Promise<void> => {
  while (await chain().seal());
};
/** Each writes one entry. */
const actTimes = async (times: number): Promise<void> => {
  for (let count = 0; count < times; count += 1)
    await test.services.perform(anAct(), 'turn', () => Promise.resolve({ reply: null, which: { caseFileId: 'c' } }));
};
const numbered = (no: number) => audit().findOne({ no });
/** Does something to the log behind the service's back, looks what the verification says, and takes it back. */
const brokenAfter = async (edit: () => Promise<unknown>): Promise<unknown> => {
  const before = await audit().find({}).toArray();
  await edit();
  const { broken, strays } = await chain().verify();
  await remove({});
  await audit().insertMany(before);
  return broken ?? { strays };
};

describe('the sealer', () => {
  it('gives every entry the next number, and seals nothing twice', async () => {
    await actTimes(17);
    await sealAll();
    const { head } = await chain().state();
    await actTimes(3);
    expect(await chain().state()).toMatchObject({ head, unsealed: 3 });
    await sealAll();
    await sealAll();
    expect(await chain().verify()).toMatchObject({ head: { no: head.no + 3 }, strays: 0 });
    expect((await chain().verify()).broken).toBeUndefined();
    expect(await audit().countDocuments({})).toBe(head.no + 3);
  });

  it('does not pass over an entry that commits after later ones were sealed', async () => {
    const written = aGate();
    const going = aGate();
    const late = test.services.transact('late', async () => {
      const [at, actor] = [test.clock.now(), { kind: 'job', name: 'late' } as const];
      const entry = { _id: 'late', at, actor, what: 'late', which: {}, fields: [], requestId: 'r' };
      await test.services.stores.audit.insert(entry);
      written.open();
      await going.opened;
    });
    await written.opened;
    await actTimes(5);
    await sealAll();
    going.open();
    await late;
    expect((await chain().state()).unsealed).toBe(1);
    await sealAll();
    expect(await chain().state()).toMatchObject({ unsealed: 0 });
    expect((await chain().verify()).broken).toBeUndefined();
  });

  it('says how long the oldest has waited', async () => {
    const { clock } = test;
    const at = clock.now();
    await actTimes(1);
    clock.advance({ minutes: 3 });
    await actTimes(1);
    expect((await chain().state()).oldestUnsealed).toEqual(at);
    await sealAll();
    expect((await chain().state()).oldestUnsealed).toBeUndefined();
  });
});

describe('the verification', () => {
  it.each([
    ['another actor', 4, () => audit().updateOne({ no: 4 }, { $set: { 'actor.name': 'Nobody' } })],
    ['another time', 5, () => audit().updateOne({ no: 5 }, { $set: { at: new Date(0) } })],
    ['one more field', 6, () => audit().updateOne({ no: 6 }, { $set: { note: 'x' } })],
    ['a field less', 7, () => audit().updateOne({ no: 7 }, { $unset: { requestId: '' } })],
    ['the mark of waiting', 8, () => audit().updateOne({ no: 8 }, { $set: { unsealed: true } })],
    ['no number', 9, () => audit().updateOne({ no: 9 }, { $unset: { no: '' } })],
    ['an entry removed', 10, () => audit().deleteOne({ no: 10 })],
    ['the first one removed', 1, () => audit().deleteOne({ no: 1 })],
    ['many removed', 2, () => remove({ no: { $gte: 2, $lte: 1e6 } })],
    ['all removed', 1, () => remove({})],
    ['a copy at a broken number', 11, async () => audit().insertOne({ ...copyOf(await numbered(3)), no: 10.5 })],
    ['two exchanged', 12, () => exchange(12, 15)],
  ])('finds %s', async (_case, no, edit) => {
    expect(await brokenAfter(edit)).toMatchObject({ no });
  });

  it('finds a cut tail by the head beside the keys', async () => {
    const { no } = (await chain().state()).head;
    expect(await brokenAfter(() => remove({ no: { $gte: no - 2, $lte: no } }))).toEqual({
      no: no - 2,
      why: 'cut',
    });
  });

  it('finds what was put in beside the chain', async () => {
    const copy = copyOf(await numbered(3));
    expect(await brokenAfter(() => audit().insertOne({ ...copy, no: -4 }))).toEqual({ strays: 1 });
    expect(await brokenAfter(() => audit().insertOne({ ...copy, no: undefined }))).toEqual({ strays: 1 });
  });

  it('finds an entry that was forged, or altered before it was sealed', async () => {
    const { head } = await chain().state();
    expect(
      await brokenAfter(async () => {
        await actTimes(1);
        await audit().updateOne({ unsealed: true }, { $set: { what: 'nothing' } });
        await sealAll();
      }),
    ).toEqual({ no: head.no + 1, why: 'altered' });
    await headRow().updateOne({ _id: 'head' }, { $set: head });
  });

  it('compares with a head that was noted elsewhere', async () => {
    const { head } = await chain().state();
    expect((await chain().verify([head])).broken).toBeUndefined();
    expect((await chain().verify([{ no: 3, hash: head.hash }])).broken).toEqual({ no: 3, why: 'other-head' });
    expect((await chain().verify([{ ...head, no: head.no + 9 }])).broken).toEqual({ no: head.no + 1, why: 'cut' });
  });

  it('keeps what it found last, for the console', async () => {
    await chain().verify();
    const { verification, head } = await chain().state();
    expect(verification).toMatchObject({ head, strays: 0, at: test.clock.now() });
  });
});

describe('a longer log', () => {
  it('goes on with the next batch while there is more', async () => {
    const { head } = await chain().state();
    const [at, actor] = [test.clock.now(), { kind: 'job', name: 'many' } as const];
    for (let count = 0; count < 105; count += 1) {
      const entry = { _id: `many-${count}`, at, actor, what: 'many', which: {}, fields: [], requestId: 'r' };
      await test.services.stores.audit.insert(entry);
    }
    expect(await chain().seal()).toBe(true);
    expect(await chain().seal()).toBe(false);
    expect(await chain().seal()).toBe(false);
    expect((await chain().verify()).head.no).toBe(head.no + 105);
  });
});

describe('a log that lost its last entries', () => {
  it('is not sealed on before somebody has accepted the loss, and an entry keeps that', async () => {
    const { head } = await chain().state();
    await expect(chain().continueChain(anAct())).rejects.toThrow(/nothing was cut/);
    await remove({ no: { $gte: head.no - 1, $lte: head.no } });
    await actTimes(2);
    await expect(chain().seal()).rejects.toThrow(`entry ${head.no} is not the one that was sealed`);
    expect((await chain().state()).unsealed).toBe(2);
    const { from, lost } = await chain().continueChain(anAct({ name: 'audit.continue' }));
    expect({ from: from.no, lost: lost.no }).toEqual({ from: head.no - 2, lost: head.no });
    await sealAll();
    expect((await chain().verify()).broken).toBeUndefined();
    const entry = await audit().findOne({ what: 'audit.continue' });
    expect(entry?.['which']).toEqual({ lostHead: `${lost.no}:${lost.hash}`, head: `${from.no}:${from.hash}` });
  });

  it('is sealed on where only the keys came from an older day', async () => {
    const { head } = await chain().state();
    const early = await numbered(20);
    await headRow().updateOne({ _id: 'head' }, { $set: { no: 20, hash: early?.hash } });
    expect((await chain().verify()).broken).toBeUndefined();
    await actTimes(1);
    await sealAll();
    expect(await chain().verify()).toMatchObject({ head: { no: head.no + 1 }, strays: 0 });
  });
});

const copyOf = (entry: Document | null): Document => ({ ...entry, _id: randomIds.id() });

async function exchange(a: number, b: number): Promise<void> {
  const [first, second] = [await numbered(a), await numbered(b)];
  await remove({ no: { $in: [a, b] } });
  await audit().insertMany([
    { ...copyOf(first), no: b },
    { ...copyOf(second), no: a },
  ]);
}

interface Gate {
  opened: Promise<void>;
  open(): void;
}

function aGate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
