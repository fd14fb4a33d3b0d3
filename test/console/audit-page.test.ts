import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { removeEach } from '../../src/platform/remove-each.ts';

let test: TestApp;
let administrator: Browser;
let coordinator: Browser;
let caseFileId: string;
let reference: string;

beforeAll(async () => {
  test = await startTestApp();
  administrator = await test.signIn('administrator', 'Olha Petrenko');
  coordinator = await test.signIn('coordinator', 'Anna Bondar');
  test.clock.advance({ minutes: 1 });
  const opened = await coordinator.post('/api/v1/case-files', { language: 'uk', channel: 'phone' });
  ({ caseFileId, reference } = opened.body as { caseFileId: string; reference: string });
  test.clock.advance({ minutes: 1 });
  await coordinator.get(`/api/v1/case-files/${caseFileId}`).expect(200);
  // Who was away for days signs in again.
  test.clock.advance({ days: 3 });
  administrator = await test.signIn('administrator', 'Olha Petrenko');
  coordinator = await test.signIn('coordinator', 'Anna Bondar');
  test.clock.advance({ minutes: 1 });
  await coordinator.post('/api/v1/case-files', { language: 'uk', channel: 'phone' }).expect(201);
});
// What one test adds by the dozen is no entry of the next.
afterEach(() => removeEach(test.database.connection.collection('audit'), { what: 'many.made' }));
afterAll(() => test.stop());

const page = async (query = ''): Promise<string> =>
  (await administrator.get(`/console/audit${query}`).expect(200)).text;
/** The acts that the page lists, the newest first. */
const acts = async (query = ''): Promise<(string | undefined)[]> => {
  const [, entries = ''] = (await page(query)).split('id="entries"');
  return [...entries.matchAll(/data-label="What"><code>([\w.-]+)/g)].map(([, act]) => act);
};
const sealAll = async (): Promise<void> => {
  while (await test.services.auditChain.seal());
};
const audit = () => test.database.connection.collection('audit');
const run = (job: string) => test.services.jobs.find(({ name }) => name === job)?.run(test.clock.now());

describe('the audit page', () => {
  it('is for administrators', async () => {
    await coordinator.get('/console/audit').expect(403);
    expect((await coordinator.get('/console')).text).not.toContain('/console/audit');
    expect((await administrator.get('/console')).text).toContain('href="/console/audit"');
  });

  it('lists the newest first, with names for ids and no name of a family', async () => {
    const seen = await acts();
    expect(seen).toHaveLength(11);
    expect([seen[0], seen[5], seen[6]]).toEqual(['case-file.open', 'case-file.read', 'case-file.open']);
    const text = await page();
    expect(text).toContain(`<a href="/console/cases/${caseFileId}">${reference.slice(0, 3)}-`);
    expect(text).toMatch(/<a href="\/console\/desk\/[\w-]+">Anna Bondar<\/a>/);
    expect(text).toContain('2026-11-24 10:00:00 UTC');
  });

  it('is filtered by who, what, which and when, alone and together', async () => {
    const anna = /<option value="([\w-]+)">Anna Bondar/.exec(await page())?.[1] ?? '';
    expect(await acts(`?who=${anna}`)).toEqual([
      'case-file.open',
      'access.sign-in',
      'case-file.read',
      'case-file.open',
      'access.sign-in',
    ]);
    expect(await acts('?who=admin')).toEqual(Array(4).fill('test.act'));
    expect(await acts('?who=traveller')).toEqual([]);
    expect(await acts('?what=case-file')).toEqual(['case-file.open', 'case-file.read', 'case-file.open']);
    expect(await acts('?what=Case-File.read')).toEqual(['case-file.read']);
    expect(await acts('?what=case')).toEqual([]);
    expect(await acts(`?which=${caseFileId}`)).toEqual(['case-file.read', 'case-file.open']);
    expect(await acts(`?which=${reference.slice(0, 3)}-${reference.slice(3)}&what=case-file.open`)).toEqual([
      'case-file.open',
    ]);
    expect(await acts('?from=2026-11-25&what=case-file')).toEqual(['case-file.open']);
    expect(await acts('?from=2026-11-24&to=2026-11-24')).toHaveLength(6);
    expect(await acts('?to=2026-11-23')).toEqual([]);
  });

  it('shows what was asked for again, never looks through more than a month, and bears nonsense', async () => {
    const text = await page('?what=booking.book&which=x"y&from=2020-01-01&to=2026-11-27');
    expect(text).toContain('value="booking.book"');
    expect(text).toContain('value="x&quot;y"');
    expect(text).toContain('value="2026-10-28"');
    expect(await acts('?from=nonsense&to=2026-13-99&page=-3&who[$gt]=&what[]=a')).toHaveLength(11);
    expect(await acts('?from=2026-11-27&to=2026-11-24')).toHaveLength(6);
  });

  it('goes on to the next page with the same question', async () => {
    const entries = Array.from({ length: 60 }, (_, index) => `many-${String(index).padStart(3, '0')}`);
    for (const _id of entries) {
      await test.services.stores.audit.insert({
        ...{ _id, at: test.clock.now(), actor: { kind: 'job', name: 'many' }, requestId: 'r' },
        ...{ what: 'many.made', which: {}, fields: [] },
      });
    }
    const first = await page('?what=many');
    expect(first).toMatch(/page 1 · <a href="[^"]*what=many[^"]*page=2[^"]*">older/);
    expect(await acts('?what=many')).toHaveLength(50);
    expect(await acts('?what=many&page=2')).toHaveLength(10);
    expect((await page('?what=many&page=2')).includes('older →')).toBe(false);
  });
});

describe('the state of the chain', () => {
  it('says what waits and for how long, then how far it is sealed, which is logged each hour, and what its last reading found', async () => {
    test.clock.advance({ minutes: 4 });
    expect(await page()).toMatch(/Waiting for a seal<\/dt><dd><span class="num">11<\/span>, .*3 days old/s);
    await sealAll();
    const { head } = await test.services.auditChain.state();
    const { no, hash } = head;
    expect(no).toBe(11);
    const text = await page();
    expect(text).toContain(`<code>${no}:${hash}</code>`);
    expect(text).toContain('never yet');
    expect(text).toMatch(/Waiting for a seal<\/dt><dd>none/);
    await run('audit-head');
    const line = test.logged.map((each) => JSON.parse(each) as object).find((each) => 'no' in each);
    expect(line).toMatchObject({ ...head, msg: 'the head of the audit' });
    await test.services.auditChain.verify();
    expect(await page()).toContain('whole, 11 entries');
    const fifth = await audit().findOneAndUpdate({ no: 5 }, { $set: { what: 'nothing' } });
    await run('audit-verify');
    await audit().updateOne({ no: 5 }, { $set: { what: String(fifth?.['what']) } });
    expect(await page()).toContain('The log is broken at entry 5.');
    expect(test.logged.join()).toContain('the audit is not what was written');
  });
});
