import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { aBookedCase, openLinkOf } from '../support/traveller.ts';
import { anAct } from '../support/builders.ts';

const START = '2026-11-23T10:30:00Z';

let test: TestApp;
let anna: Browser;
let marta: Browser;
beforeAll(async () => {
  test = await startTestApp({ clock: testClock(START) });
  await test.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  anna = await test.signIn('coordinator', 'Anna');
  marta = await test.signIn('coordinator', 'Marta');
});
beforeEach(() => test.clock.set(START));
afterAll(() => test.stop());

const clearLinkOf = (page: string, caseFileId: string): string =>
  [...page.matchAll(/href="(\/console\/clear\?[^"]+)"/g)]
    .map(([, link]) => (link ?? '').replaceAll('&amp;', '&'))
    .find((link) => fieldsOf(link)['caseFileId'] === caseFileId) ?? '';
const fieldsOf = (link: string): Record<string, string> =>
  Object.fromEntries(new URL(link, 'http://desk').searchParams.entries());
const NOTE = 'Marker note: she waits at the kiosk';

describe('Today', () => {
  it('refreshes itself each minute, says as of when, and has no field in which anything could be lost', async () => {
    const page = (await anna.get('/console').expect(200)).text;
    expect(page).toContain('<meta http-equiv="refresh" content="60">');
    expect(page).toContain('As of 11:30 Warsaw · 12:30 Kyiv · 13:30 Minsk · 12:30 Kaliningrad');
    expect(page).not.toMatch(/<(input(?! type="hidden"| name="\w+" type="hidden")|textarea|select)/);
    expect(page).toContain('href="/console/cases">Find a case file');
    expect((await anna.get('/console/cases')).text).toContain('type="search"');
  });

  it('has no page to clear a row of a family that is not there', async () => {
    await anna.get('/console/clear?kind=no-word&caseFileId=nobody&since=2026-11-23T09:00:00Z').expect(404);
  });

  it('shows an alarm until a coordinator clears it by name, and again when she asks anew', async () => {
    const caseFile = await aBookedCase(test);
    const hers = await openLinkOf(test, caseFile._id);
    await hers.form('/way/report', { kind: 'need-help' }).expect(303);
    const page = (await anna.get('/console')).text;
    expect(page.indexOf('Needs somebody now')).toBeLessThan(page.indexOf('Who is expected where'));
    expect(page).toContain('asks for help, 11:30');
    const link = clearLinkOf(page, caseFile._id);
    const form = (await anna.get(link).expect(200)).text;
    expect(form).not.toContain('http-equiv="refresh"');
    expect((await anna.form('/console/clear', { ...fieldsOf(link), note: '' }).expect(422)).text).toContain(
      'Clear this row',
    );
    await anna.form('/console/clear', { ...fieldsOf(link), note: NOTE }).expect(303);
    expect((await marta.get('/console')).text).not.toContain('asks for help');
    const again = await marta.form('/console/clear', { ...fieldsOf(link), note: 'Typed by Marta' }).expect(409);
    expect(again.text).toContain('Anna has cleared this row already. You need do nothing.');
    expect(again.text).toContain('value="Typed by Marta"');
    test.clock.advance({ minutes: 30 });
    await hers.form('/way/report', { kind: 'need-help' }).expect(303);
    expect((await marta.get('/console')).text).toContain('asks for help, 12:00');
  });

  it('keeps the note sealed, shows it on the case file alone, and the audit says who cleared what', async () => {
    const { caseFileId } = await test.services.intake.open(anAct(), { language: 'uk', channel: 'phone', party: 1 });
    const row = { kind: 'turned-back', caseFileId, since: '2026-11-23T10:00:00Z' };
    await marta.form('/console/clear', { ...row, note: NOTE }).expect(303);
    await anna.form('/console/clear', { ...row, kind: 'asks-for-help', note: NOTE }).expect(303);
    const stored = JSON.stringify(await test.database.connection.collection('clearings').find().toArray());
    expect(stored).not.toContain('Marker note');
    expect((await marta.get(`/console/cases/${caseFileId}`)).text).toMatch(
      /turned back<\/b>[^<]*Marta<br><span class="soft">Marker note/,
    );
    for (const page of ['/console', '/console/cases'])
      expect((await marta.get(page)).text).not.toContain('Marker note');
    const entries = await test.services.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
    const hers = entries.filter(({ what, which }) => what === 'row.clear' && which['caseFileId'] === caseFileId);
    expect(hers).toMatchObject([
      { actor: { name: 'Marta' }, fields: ['turned-back', 'note'] },
      { actor: { name: 'Anna' }, fields: ['asks-for-help', 'note'] },
    ]);
  });

  it('refuses a row that is none, or that lies ahead', async () => {
    const { _id: caseFileId } = await aBookedCase(test);
    const ahead = { kind: 'no-word', caseFileId, since: '2026-11-30T08:00:00Z', note: 'early' };
    expect((await anna.form('/console/clear', ahead).expect(422)).text).toContain('value="early"');
    await anna.form('/console/clear', { kind: 'no-word', since: '2026-11-20T08:00:00Z', note: 'of whom?' }).expect(404);
    await anna.form('/console/clear', { ...ahead, kind: 'other' }).expect(422);
    await anna.form('/console/clear', { ...ahead, caseFileId: 'none', since: '2026-11-20T08:00:00Z' }).expect(404);
  });

  it('shows the escort’s word beside the slot, and first and red that he cannot come', async () => {
    const caseFile = await aBookedCase(test);
    const [booking] = await test.services.stores.bookings.listOfCase(caseFile._id);
    const slot = await test.services.stores.slots.find(booking?.slotId ?? '');
    const word = { slotId: slot?._id ?? '', escortId: slot?.escortId ?? '' };
    test.clock.set('2026-11-26T06:50:00Z');
    const desk = await test.signIn('coordinator', 'Anna B.');
    await test.services.stores.escortWords.insert({ _id: 'w1', ...word, kind: 'there', at: test.clock.now() });
    expect((await desk.get('/console')).text).toContain('escort: “I am there”, <span class="num">07:50</span>');
    await test.services.stores.escortWords.insert({ _id: 'w2', ...word, kind: 'cannot-come', at: test.clock.now() });
    const page = (await desk.get('/console')).text;
    const first = page.slice(page.indexOf('id="red"'));
    expect(/<span class="tag stop">([^<]+)</.exec(first)?.[1]).toBe('escort: “I cannot come”, 07:50');
    await test.services.stores.slots.update(word.slotId, { escortId: 'another' });
    expect((await desk.get('/console')).text).not.toContain('I cannot come');
  });
});

describe('where she is', () => {
  it('is recorded by the desk only while she travels, and her page counts from there', async () => {
    test.clock.set('2026-11-25T10:00:00Z');
    const desk = await test.signIn('coordinator', 'Anna C.');
    const caseFile = await aBookedCase(test);
    const address = `/console/cases/${caseFile._id}`;
    const typed = { stageKey: 'border:by-pl-terespol:bus', saidBy: 'Marker driver', date: '2026-11-25', time: '10:00' };
    expect((await desk.form(`${address}/place`, typed).expect(409)).text).toContain('value="Marker driver"');
    await test.services.progress.recordProgress(anAct(), caseFile._id, { state: 'travelling', saidBy: 'she' });
    const page = (await desk.get(`${address}/place`).expect(200)).text;
    expect(page).toContain('at the border Terespol');
    await desk.form(`${address}/place`, { ...typed, stageKey: 'meet:pl-ua-medyka' }).expect(422);
    await desk.form(`${address}/place`, { ...typed, date: '2026-11-27' }).expect(422);
    await desk.form(`${address}/place`, typed).expect(303);
    const stored = await test.services.stores.caseFiles.get(caseFile._id);
    expect(stored.progress.at(-1)).toMatchObject({ state: 'travelling', stageKey: typed.stageKey, by: 'Anna C.' });
    expect(JSON.stringify(stored)).not.toContain('Marker driver');
    expect((await desk.get(address)).text).toMatch(/on her way<\/b>, at the border Terespol/);
    const way = (await (await openLinkOf(test, caseFile._id)).get('/way')).text;
    expect(way).toMatch(/about <b>Wed.25.Nov, 15:00 Warsaw time/);
    expect(way).not.toContain('at the latest');
  });

  it('makes the row “will not reach” before her page says anything of it', async () => {
    test.clock.set('2026-11-26T09:00:00Z');
    const desk = await test.signIn('coordinator', 'Anna D.');
    const caseFile = await aBookedCase(test);
    await test.services.progress.recordProgress(anAct(), caseFile._id, { state: 'travelling', saidBy: 'she' });
    const place = { stageKey: 'border:by-pl-terespol:bus', saidBy: 'she', at: '2026-11-26T08:00:00Z' };
    await desk.post(`/api/v1/case-files/${caseFile._id}/place`, place).expect(200);
    expect((await desk.get('/console')).text).toContain(
      'will not reach 14:30 Kyiv time: at the border since 09:00, usual wait 5\u00a0h',
    );
    const way = (await (await openLinkOf(test, caseFile._id)).get('/way')).text;
    expect(way).toContain('You will be met');
    expect(way).toContain('14:30');
    expect(way).toMatch(/Call us: <a class="phone"/);
    expect(way.slice(way.indexOf('id="now"'))).not.toMatch(/about <b>/);
  });
});
