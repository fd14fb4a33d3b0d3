import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { newReference } from '../../src/case-file/codes.ts';
import { NotFound } from '../../src/platform/domain-error.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { aCaseFile, anAct } from '../support/builders.ts';
import { startCaseFiles } from '../support/case-files.ts';

let world: Awaited<ReturnType<typeof startCaseFiles>>;
beforeAll(async () => {
  world = await startCaseFiles();
});
beforeEach(() => world.clock.advance({ minutes: 1 }));
afterAll(() => world.stop());

describe('where she is, and who looks after her', () => {
  it('is recorded on her path with who said it, now or then, and leaves her state', async () => {
    const caseFileId = await world.open();
    await world.core.stores.caseFiles.update(
      caseFileId,
      { state: 'travelling' },
      { at: world.clock.now(), by: 'Anna' },
    );
    const told = { stageKey: 'ride:1', saidBy: 'herself' };
    const after = await world.expectWrite(caseFileId, (seen) =>
      world.place.recordPlace(anAct({ seen }), caseFileId, told),
    );
    const [entry] = after.progress;
    expect(entry).toMatchObject({ state: 'travelling', at: world.clock.now(), by: 'Anna', stageKey: 'ride:1' });
    expect((await world.keys.findSealer(caseFileId))?.open('progress', entry?.saidBy ?? '')).toBe('herself');
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['place'] });
    const then = new Date(world.clock.now().getTime() - 7_200_000).toISOString();
    expect(await world.place.recordPlace(anAct(), caseFileId, { ...told, at: then })).toEqual({ stageKey: 'ride:1' });
    expect((await world.get(caseFileId)).progress.map(({ at }) => at.toISOString())).toEqual([
      ...[world.clock.now().toISOString(), then],
    ]);
    await expect(
      world.place.recordPlace(anAct(), caseFileId, {
        ...told,
        at: new Date(world.clock.now().getTime() + 1).toISOString(),
      }),
    ).rejects.toMatchObject({ type: 'not-then' });
    await expect(world.place.recordPlace(anAct(), caseFileId, { ...told, stageKey: 'x' })).rejects.toMatchObject({
      status: 422,
    });
  });

  it('is handed over to one person, all of them or none', async () => {
    const [one, two] = [aCaseFile({ _id: 'b-case' }), aCaseFile({ _id: 'a-case' })];
    for (const each of [one, two]) await world.core.stores.caseFiles.insert(each);
    const kept = [`${one._id}:`, `${two._id}:`];
    const caseFileIds = ['a-case', 'b-case'];
    expect(await world.keeper.keep(anAct(), { kept, staffId: 'marta' })).toEqual({ caseFileIds });
    for (const { _id } of [one, two])
      expect(await world.get(_id)).toMatchObject({
        rev: 1,
        keeper: { staffId: 'marta', name: 'Marta', at: world.clock.now() },
      });
    expect(await world.lastEntry()).toMatchObject({
      ...{ which: { staffId: 'marta', caseFileIds: 'a-case b-case' }, fields: ['keeper'] },
    });
    await expect(world.keeper.keep(anAct(), { kept: ['a-case:eva'], staffId: 'nobody' })).rejects.toMatchObject({
      type: 'not-at-the-desk',
    });
    for (const staffId of ['marta', 'eva'])
      expect(await world.keeper.keep(anAct(), { kept: ['a-case:marta'], staffId })).toEqual({
        caseFileIds: ['a-case'],
      });
    expect((await world.get('a-case')).keeper?.name).toBe('Eva');
  });
});

describe('who else has a case file open', () => {
  it('is said to whoever opens it, with since when, and to nobody of another case file', async () => {
    const [caseFileId, other] = [await world.open(), await world.open()];
    const since = world.clock.now();
    expect(await world.core.visitCase(caseFileId, { id: 'anna', name: 'Anna' })).toEqual([]);
    world.clock.advance({ minutes: 1 });
    const marta = { id: 'marta', name: 'Marta' };
    expect(await world.core.visitCase(caseFileId, marta)).toEqual([{ by: 'Anna', at: since }]);
    expect(await world.core.visitCase(caseFileId, marta)).toEqual([{ by: 'Anna', at: since }]);
    expect(await world.core.visitCase(other, marta)).toEqual([]);
  });
});

describe('reading and noting', () => {
  it('leaves an entry with the fields that were there, and opens notes under her key alone', async () => {
    const caseFileId = await world.open({ travellerName: 'Name' });
    expect(await world.core.reading.addNote(anAct(), caseFileId, { text: 'She called.' })).toEqual({ caseFileId });
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['note'] });
    const { rev } = await world.get(caseFileId);
    expect(rev).toBe(1);
    const view = await world.core.reading.read(anAct(), caseFileId);
    expect(await world.lastEntry()).toMatchObject({
      what: 'case-file.read',
      which: { caseFileId },
      fields: ['travellerName'],
    });
    expect(view).toMatchObject({
      ...{ personal: { travellerName: 'Name' }, readable: true },
      notes: [{ at: world.clock.now().toISOString(), by: 'Anna', text: 'She called.' }],
    });
    await world.keys.destroyCaseKey(caseFileId, world.clock.now());
    expect(await world.core.reading.read(anAct(), caseFileId)).toMatchObject({
      personal: {},
      notes: [],
      readable: false,
    });
    await expect(world.core.reading.addNote(anAct(), caseFileId, { text: 'x' })).rejects.toThrow(
      new NotFound('case file'),
    );
    await world.core.intake.correct(anAct(), caseFileId, { needs: 'x' });
    expect((await world.get(caseFileId)).sealed.travellerName).toBeDefined();
  });

  it('finds nobody by what is no code, no number and no surname with a year', async () => {
    const caseFileId = await world.open({ phone: '12345', detaineeName: 'Бойко Іван', detaineeBirthYear: 1995 });
    const find = async (q: string) => (await world.core.reading.find({ q })).map((each) => each.caseFileId);
    await world.open({ phone: '1234' });
    for (const q of ['1234', 'Бойко', '1995', 'Бойко 199', 'Бойко 19951', 'abc'])
      expect([q, await find(q)]).toEqual([q, []]);
    for (const q of ['12345', 'Бойко 1995', 'Бойко,  1995', 'Бойко Іван 1995', 'boiko Ivan Petrovych, born 3 May 1995'])
      expect([q, await find(q)]).toEqual([q, [caseFileId]]);
  });

  it('finds a phone number that reads like a reference, or that ends like a year of birth', async () => {
    for (const phone of [newReference({ ...randomIds, digits: () => '987654' }), '+48 (12) 345 1995']) {
      const caseFileId = await world.open({ phone });
      expect((await world.core.reading.find({ q: phone })).map((each) => each.caseFileId)).toEqual([caseFileId]);
    }
  });

  it('lists those of the last days, the newest first, and those of today', async () => {
    const days = (count: number): Partial<CaseFile> => ({
      openedAt: new Date(world.clock.now().getTime() - count * 86_400_000),
    });
    // Far from what the others opened.
    world.clock.advance({ days: 7 });
    const all = [aCaseFile(days(0)), aCaseFile(days(1)), aCaseFile(days(2)), aCaseFile(days(-1))];
    for (const each of all) await world.core.stores.caseFiles.insert(each);
    expect((await world.core.reading.listRecent(2)).map((each) => each.caseFileId)).toEqual([all[0]?._id, all[1]?._id]);
  });
});
