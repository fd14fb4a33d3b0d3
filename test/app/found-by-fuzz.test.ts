import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';

let home: TestApp;
let anna: Browser;

beforeAll(async () => {
  home = await startTestApp();
  anna = await home.signIn('administrator');
});
afterAll(() => home.stop());

it('an address says its own methods, not those of one that takes any id in its place', async () => {
  const allowed = async (path: string) => (await request(home.app).options(path)).headers['allow'];
  expect(await allowed('/api/v1/slots/assign')).toBe('POST');
  expect(await allowed('/api/v1/slots/some-id')).toBe('GET, HEAD');
});

it('a list that is asked with an empty filter is refused, not given whole; a form of a page may leave it empty', async () => {
  for (const query of ['to=', 'escort=', 'status='])
    expect((await anna.get(`/api/v1/slots?${query}`)).status).toBe(422);
  expect((await anna.get('/console/cases?q=')).status).toBe(200);
});

it('a contact that was tried again is listed as declared', async () => {
  const made = await anna.post('/api/v1/contacts', { phone: '+48 000 000 000', hours: '24/7' });
  const { contactId } = made.body as { contactId: string };
  const listed = async () =>
    (await anna.get('/api/v1/contacts')).body as { contacts: { shown: string; rev?: number }[] };
  const shown = (await listed()).contacts[0]?.shown;
  expect((await anna.post(`/api/v1/contacts/${contactId}/verify`, { shown })).status).toBe(200);
  expect((await listed()).contacts[0]?.rev).toBe(1);
});
