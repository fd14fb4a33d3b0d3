import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { aBookedCase } from '../support/traveller.ts';

describe('input that somebody made up', () => {
  let home: TestApp;
  let anna: Browser;

  beforeAll(async () => {
    home = await startTestApp();
    anna = await home.signIn();
  });
  afterAll(() => home.stop());

  const send = (body: string, type = 'application/json') =>
    request(home.app)
      .post('/api/v1/case-files')
      .set({ Cookie: anna.cookie, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': type })
      .send(body);
  const countCases = (): Promise<number> => home.database.connection.model('CaseFile').countDocuments({});

  const MADE_UP: [string, string, string][] = [
    ['an operator for a text', '{"language":{"$gt":""},"channel":"phone"}', 'language'],
    ['a list for a text', '{"language":"uk","channel":"phone","travellerName":["a"]}', 'travellerName'],
    ['an unknown field', '{"language":"uk","channel":"phone","state":"confirmed"}', 'state'],
    ['a prototype', '{"language":"uk","channel":"phone","__proto__":{"party":9}}', '__proto__'],
    ['a list of all', '[{"language":"uk"}]', ''],
  ];
  const IN_A_FORM = [
    ['a field that came twice', 'language=uk&language=ru&channel=phone'],
    ['brackets', 'language[$gt]=&channel=phone'],
    ['a prototype', 'language=uk&channel=phone&__proto__[party]=9'],
  ] as const;
  const UNREADABLE = [
    ['no JSON', 400, '{"language":', 'application/json'],
    ['more than 64 KB', 413, `{"language":"${'u'.repeat(65_536)}"}`, 'application/json'],
    ['a form of more than 64 KB', 413, `language=${'u'.repeat(65_536)}`, 'application/x-www-form-urlencoded'],
    ['a thousand fields', 413, 'a=1&'.repeat(1000), 'application/x-www-form-urlencoded'],
    ['letters of an unknown kind', 415, '{}', 'application/json; charset=x-none'],
    ['JSON that calls itself text', 422, '{"language":"uk","channel":"phone"}', 'text/plain'],
  ] as const;
  const NESTED = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;

  it.each(MADE_UP)('%s is 422 and says which field', async (_case, body, name) => {
    const answer = await send(body);
    expect(answer.status).toBe(422);
    const { invalid_params } = answer.body as { invalid_params: { name: string; reason: string }[] };
    expect(invalid_params.map((param) => param.name)).toContain(name);
    for (const { reason } of invalid_params) expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  it.each(IN_A_FORM)('%s in a form is 422', async (_case, body) => {
    expect((await send(body, 'application/x-www-form-urlencoded')).status).toBe(422);
  });

  it.each(UNREADABLE)('%s is %i', async (_case, status, body, type) => {
    const answer = await send(body, type);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
  });

  it.each(['/i/open', '/i/code', '/api/v1/case-files'])(
    'nested 20,000 deep is 422 at %s, and no failure',
    async (path) => {
      const answer = await request(home.app)
        .post(path)
        .set({ Cookie: anna.cookie, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' })
        .send(NESTED);
      expect(answer.status).toBe(422);
    },
  );

  it('is no day where the year is none of this century: refused in words, never a failure', async () => {
    for (const year of ['0000', '0001', '9999']) {
      const bounds = `from=${year}-01-01T00:00:00Z&to=${year}-01-02T00:00:00Z`;
      expect((await anna.get(`/api/v1/slots?${bounds}`)).status).toBe(422);
      expect((await anna.get(`/console/slots?week=${year}-01-01`)).status).toBe(200);
      const slot = { meetingPointId: 'm', date: `${year}-01-01`, time: '10:00', capacity: 1 };
      expect((await anna.post('/api/v1/slots', slot)).status).toBe(422);
    }
  });

  it('never reaches a filter through the address either', async () => {
    for (const query of ['?reference[$gt]=', '?reference=1&reference=2', '?__proto__=x', '?unknown=1'])
      expect((await anna.get(`/api/v1/case-files${query}`)).status).toBe(422);
    expect((await anna.get('/api/v1/case-files/%7B%22$gt%22:%22%22%7D')).status).toBe(404);
    expect((await anna.get('/api/v1/case-files/%00')).status).toBe(404);
  });

  it('changes nothing', async () => {
    const before = await countCases();
    for (const [, body] of MADE_UP) await send(body);
    for (const [, body] of IN_A_FORM) await send(body, 'application/x-www-form-urlencoded');
    for (const [, , body, type] of UNREADABLE) await send(body, type);
    await send(NESTED);
    expect(await countCases()).toBe(before);
  });

  it('is refused as a time that is not over, or long over, where something is recorded that happened', async () => {
    const opened = await anna.post('/api/v1/case-files', { language: 'uk', channel: 'phone', party: 1 });
    const { caseFileId } = opened.body as { caseFileId: string };
    const proof = { confirmedBy: 'Office', reference: 'No. 7' };
    for (const confirmedAt of ['2026-11-26', '2015-01-01'])
      expect((await anna.post(`/api/v1/case-files/${caseFileId}/proof`, { ...proof, confirmedAt })).status).toBe(422);
    const today = { ...proof, confirmedAt: '2026-11-24' };
    expect((await anna.post(`/api/v1/case-files/${caseFileId}/proof`, today)).status).toBeLessThan(300);
    const { _id } = await aBookedCase(home);
    const step = (at: string) =>
      anna.post(`/api/v1/case-files/${_id}/progress`, { state: 'travelling', saidBy: 'She, by phone', at });
    for (const at of ['2026-11-24T10:00:01Z', '2025-01-01T00:00:00Z', '9999-01-01T00:00:00Z'])
      expect((await step(at)).status).toBe(422);
    expect((await step('2026-11-24T09:59:00Z')).status).toBeLessThan(300);
  });
});

describe('the same act sent again', () => {
  let home: TestApp;
  let anna: Browser;

  beforeAll(async () => {
    home = await startTestApp();
    anna = await home.signIn();
  });
  afterAll(() => home.stop());

  const open = (browser: Browser, key: string, body: object) =>
    browser.post('/api/v1/case-files', body).set('Idempotency-Key', key);
  const body = { language: 'uk', channel: 'phone' };

  it('gives the same answer, whatever the order of its fields', async () => {
    const first = await open(anna, 'one', body);
    const again = await open(anna, 'one', { channel: 'phone', language: 'uk' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
  });

  it('is refused with other contents, and is another act for somebody else', async () => {
    const first = await open(anna, 'two', body);
    const other = await open(anna, 'two', { ...body, language: 'ru' });
    expect(other.body).toMatchObject({ status: 422, type: 'urn:homeward:problem:idempotency-key-reused' });
    expect((await open(await home.signIn(), 'two', body)).body).not.toEqual(first.body);
  });

  it('is judged by today’s rights', async () => {
    const vira = await home.signIn('coordinator', 'Vira');
    expect((await open(vira, 'three', body)).status).toBe(201);
    await vira.form('/sign-out');
    expect((await open(vira, 'three', body)).status).toBe(401);
  });

  it('needs a key of reasonable length', async () => {
    expect((await open(anna, 'x'.repeat(201), body)).status).toBe(422);
  });
});
