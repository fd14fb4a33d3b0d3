import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { paperService, sayUsedUp } from '../../src/itinerary/paper-service.ts';
import type { Entry } from '../../src/itinerary/papers.ts';
import { anAct } from '../support/builders.ts';
import { startCaseFiles } from '../support/case-files.ts';
import { PATH } from '../support/her-path.ts';
import { reference, stagesOf } from '../support/way.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const EARLIER = new Date('2026-11-20T10:00:00Z');
let world: Awaited<ReturnType<typeof startCaseFiles>>;
let service: ReturnType<typeof paperService>;
beforeAll(async () => {
  world = await startCaseFiles();
  service = paperService({
    ...{ ...world.core, caseFiles: world.core.stores.caseFiles, keys: world.keys, reference, clock: world.clock.now },
    findStages: ({ path }) => path && stagesOf(path),
  });
});
afterAll(() => world.stop());

/** A Russian citizen on the usual path. */
const aTraveller = async (changes: Partial<CaseFile> = {}): Promise<string> => {
  const id = await world.open({ nationality: 'RU' });
  await world.core.stores.caseFiles.update(id, { path: PATH, ...changes }, { at: NOW, by: 'Anna' });
  return id;
};
const listOf = async (id: string) => (await service.listFor(anAct(), id)).map(({ paper }) => paper.id);
const POLISH = ['pl-entry-category', 'pl-ru-ban', 'pl-nonbiometric', 'eu-single-entry'];
const UKRAINIAN = ['ua-passport', 'ua-biometric', 'ua-visa'];

describe('the papers that her way asks of her', () => {
  it('are those of her citizenship at each border of her path, and none while she has no path', async () => {
    expect(await listOf(await aTraveller())).toEqual([...POLISH, ...UKRAINIAN]);
    const belarusian = await world.open({ nationality: 'BY' });
    expect(await listOf(belarusian)).toEqual([]);
    await world.core.stores.caseFiles.update(belarusian, { path: PATH }, { at: NOW, by: 'Anna' });
    expect(await listOf(belarusian)).toEqual(['pl-entry-category']);
  });

  it('are those of the day of her meeting, once she has one', async () => {
    const id = await aTraveller({ nextAt: new Date('2022-03-10T08:00:00Z') });
    expect(await listOf(id)).toEqual(['pl-entry-category', 'ua-passport', 'ua-biometric']);
  });

  it('are read in the name of whoever reads, with the citizenship that they tell', async () => {
    const id = await aTraveller();
    await listOf(id);
    expect(await world.lastEntry()).toMatchObject({
      ...{ what: 'case-file.read', which: { caseFileId: id }, fields: ['nationality'], actor: { name: 'Anna' } },
    });
    await expect(service.listFor(anAct(), 'nobody')).rejects.toMatchObject({ status: 404 });
  });

  it('say who has gone through them with her and when, each of its own', async () => {
    const checked = { id: 'ua-visa', at: EARLIER, by: 'Eva' };
    const listed = await service.listFor(anAct(), await aTraveller({ papers: [checked] }));
    const of = (id: string) => reference.documents.get(id);
    expect(listed).toEqual(
      [...POLISH, ...UKRAINIAN].map((id) => (id === 'ua-visa' ? { paper: of(id), checked } : { paper: of(id) })),
    );
  });
});

describe('papers that are ticked', () => {
  const check = (id: string, papers: string[], seen?: number) =>
    service.check(anAct({ name: 'papers.check', ...(seen === undefined ? {} : { seen }) }), id, { papers });

  it('have a name and a time, once each, and are refused from a page that has grown old', async () => {
    const id = await aTraveller();
    const { papers } = await world.expectWrite(id, (seen) => check(id, ['ua-visa', 'ua-passport', 'ua-visa'], seen));
    expect(papers).toEqual([
      { id: 'ua-visa', at: NOW, by: 'Anna' },
      { id: 'ua-passport', at: NOW, by: 'Anna' },
    ]);
  });

  it('once more have the newer name, and leave the others as they are', async () => {
    const papers = ['ua-visa', 'ua-passport'].map((id) => ({ id, at: EARLIER, by: 'Eva' }));
    const id = await aTraveller({ papers });
    expect(await check(id, ['ua-visa', 'ua-biometric'])).toEqual({ caseFileId: id });
    expect((await world.get(id)).papers).toEqual([
      { id: 'ua-passport', at: EARLIER, by: 'Eva' },
      { id: 'ua-visa', at: NOW, by: 'Anna' },
      { id: 'ua-biometric', at: NOW, by: 'Anna' },
    ]);
    expect(await world.lastEntry()).toMatchObject({
      ...{ what: 'papers.check', which: { caseFileId: id }, fields: ['papers'] },
    });
  });

  it('are refused by name where nothing on her way asks for them, and then none of them is ticked', async () => {
    const id = await aTraveller();
    const reason = 'Nothing on her way asks for “mrg”. Choose from the list.';
    await expect(check(id, ['ua-visa', 'mrg'])).rejects.toMatchObject({
      ...{ status: 422, type: 'paper-not-asked', detail: reason, invalidParams: [{ name: 'papers', reason }] },
    });
    expect(await world.get(id)).not.toHaveProperty('papers');
  });
});

describe('a visa that lets in once', () => {
  const entries: Entry[] = [
    { direction: 'to-PL', at: NOW },
    { direction: 'to-UA', at: NOW },
  ];
  const say = (ticked: string[], nationality = 'RU', on = entries) =>
    sayUsedUp(reference.documents, on, {
      ...{ nationality, checked: ticked.map((id) => ({ id, at: NOW, by: 'Anna' })) },
    });
  const sentence = `${reference.documents.get('eu-single-entry')?.fact.en} Go through her papers with her, and tick it there.`;

  it('is said to be used up before her way back, until that very paper was gone through with her', () => {
    expect([say([]), say(['ua-visa'])]).toEqual([sentence, sentence]);
    expect([say(['eu-single-entry']), say(['ua-visa', 'eu-single-entry'])]).toEqual([undefined, undefined]);
  });

  it('is nothing to whom it does not concern, nor before the rule began', () => {
    expect(say([], 'BY')).toBeUndefined();
    const before = entries.map((entry) => ({ ...entry, at: new Date('2025-11-06T10:00:00Z') }));
    expect(say(['ua-visa'], 'RU', before)).toBeUndefined();
  });
});
