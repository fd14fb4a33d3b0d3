import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';

let test: TestApp;
let desk: Browser;
const NAME = 'Marker Travellername';

beforeAll(async () => {
  test = await startTestApp();
  desk = await test.signIn('coordinator', 'Anna');
});
afterAll(() => test.stop());

const OPEN = { language: 'uk', channel: 'phone', party: '1', travellerName: NAME };

/** Opens a case file as a coordinator does; gives its address. */
async function openCase(fields: Record<string, string> = {}): Promise<string> {
  const opened = await desk.form('/console/cases/new', { ...OPEN, ...fields }).expect(303);
  return (opened.headers['location'] ?? '').split('?')[0] ?? '';
}

describe('opening a case file in the console', () => {
  it('needs language and channel only, and leads to the case with a notice', async () => {
    const opened = await desk.form('/console/cases/new', { language: 'ru', channel: 'email', party: '1' }).expect(303);
    const page = await desk.get(opened.headers['location'] ?? '').expect(200);
    expect(page.text).toContain('The case file is open.');
    expect(page.text).toContain('Record the proof first');
  });

  it('keeps what was typed when something is wrong, and says what', async () => {
    const page = await desk.form('/console/cases/new', { ...OPEN, phone: 'call me' }).expect(422);
    expect(page.text).toContain(`value="${NAME}"`);
    expect(page.text).toContain('value="call me"');
    expect(page.text).toContain('href="#field-phone"');
    expect(page.text).toContain('Write the number with its country code');
  });

  it('warns when the same phone stands in another case file', async () => {
    await openCase({ phone: '+48 000 111 222' });
    const second = await desk.form('/console/cases/new', { ...OPEN, phone: '+48000111222' }).expect(200);
    expect(second.text).toContain('Perhaps the same family');
  });

  it('shows no name in any list', async () => {
    await openCase();
    expect((await desk.get('/console/cases').expect(200)).text).not.toContain(NAME);
    expect((await desk.get('/console').expect(200)).text).not.toContain(NAME);
  });

  it('finds a case file by its reference, and says so when nothing fits', async () => {
    const address = await openCase();
    const reference = /<h1>(\d{3}-\d{4})/.exec((await desk.get(address)).text)?.[1] ?? '';
    const found = await desk.get(`/console/cases?q=${reference}`).expect(303);
    expect(found.headers['location']).toBe(address);
    expect((await desk.get('/console/cases?q=<b>no</b>')).text).toContain('Nothing fits “&lt;b&gt;no&lt;/b&gt;”');
  });
});

describe('a case file in the console', () => {
  it('is corrected field by field; the audit names only what changed, an emptied field is removed', async () => {
    const address = await openCase({ needs: 'walks slowly' });
    await desk.form(`${address}/correct`, { ...OPEN, travellerName: 'Another Name', needs: '' }).expect(303);
    const page = await desk.get(address);
    expect(page.text).toContain('Another Name');
    expect(page.text).not.toContain('walks slowly');
    const now = test.clock.now();
    const entries = await test.services.stores.audit.listBetween(new Date(0), new Date(now.getTime() + 1000));
    const corrected = entries.findLast((entry) => entry.what === 'case-file.correct');
    expect(corrected?.fields.sort()).toEqual(['needs', 'travellerName']);
  });

  it('keeps the typed correction when one field is wrong', async () => {
    const address = await openCase();
    const page = await desk
      .form(`${address}/correct`, { ...OPEN, travellerName: 'Typed', email: 'nowhere' })
      .expect(422);
    expect(page.text).toContain('value="Typed"');
    expect(page.text).toContain('value="nowhere"');
  });

  it('takes a dated note with the name of who wrote it, and keeps a note that was empty of words', async () => {
    const address = await openCase();
    await desk.form(`${address}/notes`, { text: 'She calls from <Minsk>' }).expect(303);
    expect((await desk.get(address)).text).toMatch(/Anna[\s\S]*She calls from &lt;Minsk&gt;/);
    expect((await desk.form(`${address}/notes`, { text: '' }).expect(422)).text).toContain('Fill this in.');
  });

  it('records the proof once; a second one is refused on the form, with what was typed', async () => {
    const address = await openCase();
    const proof = { confirmedBy: 'Office', reference: 'No. 7', confirmedAt: '2026-11-23' };
    expect((await desk.form(`${address}/proof`, { ...proof, confirmedBy: '' }).expect(422)).text).toContain('No. 7');
    await desk.form(`${address}/proof`, proof).expect(303);
    expect((await desk.get(address)).text).toMatch(/Proof code<\/dt><dd><b class="num">[0-9A-Z]{5}-/);
    expect((await desk.form(`${address}/proof`, proof).expect(409)).text).toContain('value="Office"');
  });

  it('chooses a path that the route offers, and refuses one with its reason at the field', async () => {
    const address = await openCase();
    const path = { hub: 'minsk', mode: 'bus', entryCrossing: 'by-pl-terespol-brest', exitMode: 'bus' };
    const form = await desk.get(`${address}/path`).expect(200);
    const offered = /name="exitCrossing" type="radio" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const entry = /name="entryCrossing" type="radio" value="([^"]+)"/g;
    const entries = [...form.text.matchAll(entry)].map((match) => match[1] ?? '');
    const refused = await desk.form(`${address}/path`, { ...path, entryCrossing: 'nowhere', exitCrossing: offered });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#field-entryCrossing"');
    expect(entries.length).toBeGreaterThan(1);
  });

  it('ends with a reason that no list shows, and is taken back', async () => {
    const address = await openCase();
    expect((await desk.form(`${address}/end`, { reason: 'They called' }).expect(422)).text).toContain(
      'value="They called"',
    );
    await desk.form(`${address}/end`, { ending: 'declined', reason: 'They called' }).expect(303);
    expect((await desk.get(address)).text).toContain('Take the last change back');
    expect((await desk.form(`${address}/reopen`, { reason: 'A mistake' }).expect(409)).text).toContain(
      'can take that back',
    );
    await desk.form(`${address}/take-back`, { reason: 'A mistake' }).expect(303);
    expect((await desk.get(address)).text).toContain('Record the proof');
  });
});
