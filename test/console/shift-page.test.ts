import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildShift, redLines } from '../../src/console/shift.ts';
import { toSlotLine } from '../../src/console/slot-line.ts';
import { removeEach } from '../../src/platform/remove-each.ts';
import { aBooking, aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { checkCaller } from '../support/caller-check.ts';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { aCase, aDesk } from './desk-setup.ts';

const PAGE = '/console/shift';
const acknowledged = { acknowledgedReason: 'for the test' };
const NAME = 'Halyna Shevchenko';

let test: TestApp;
let anna: Browser;
let marta: Browser;

beforeAll(async () => {
  test = await startTestApp();
});
beforeEach(async () => {
  // The page shows all that is open: each test has a desk of its own.
  for (const name of ['casefiles', 'slots', 'bookings', 'notifications', 'reports', 'escortwords'])
    await removeEach(test.database.connection.collection(name), {});
  test.clock.set('2026-11-24T10:00:00Z');
  anna = await test.signIn('coordinator', 'Anna');
  marta = await test.signIn('coordinator', 'Marta');
});
afterAll(() => test.stop());

const staffId = async (name: string): Promise<string> =>
  (await test.services.staff.list()).find((person) => person.name === name)?._id ?? '';
const keeperOf = async (id: string) => (await test.services.stores.caseFiles.get(id)).keeper;
const rowOf = (page: string, reference: string): string =>
  page.split('<tr').find((row) => row.includes(`${reference.slice(0, 3)}-${reference.slice(3)}`)) ?? '';

/** A family whose name is known, with a place (or a hold) on a slot of its own. */
async function aFamily({ hold = false } = {}) {
  const place = await aDesk(test);
  const family = await aCase(test);
  await checkCaller(test, family.caseFileId);
  await test.services.intake.correct(anAct(), family.caseFileId, { travellerName: NAME, phone: '+48 600 700 800' });
  await test.services.booking.book(anAct(), place.slotId, { caseFileId: family.caseFileId, hold, ...acknowledged });
  return { ...family, ...place };
}

describe('the page that hands over a shift', () => {
  it('says so when nothing is open', async () => {
    expect((await anna.get(PAGE).expect(200)).text).toContain('Nothing is open');
    expect((await anna.get('/console/to-tell')).text).toContain('href="/console/shift"');
  });

  it('shows who waits for a call and what is held until when, by reference and without a name', async () => {
    const [booked, held] = [await aFamily(), await aFamily({ hold: true })];
    const page = (await anna.get(PAGE)).text;
    expect(rowOf(page, booked.reference)).toContain('her: New meeting, since 11:00');
    expect(rowOf(page, booked.reference)).toContain('escort: New meeting');
    expect(rowOf(page, held.reference)).toContain('data-label="Held until">11:10<');
    expect(rowOf(page, held.reference)).toContain('nobody');
    expect(page).toContain('As of 11:00 Warsaw');
    for (const name of [NAME, 'Halyna', 'Olena', '600 700']) expect(page).not.toContain(name);
    test.clock.advance({ minutes: 10 });
    expect(rowOf((await anna.get(PAGE)).text, held.reference)).not.toContain('11:10');
  });

  it('shows her meeting from a day before, and her case while she is under way', async () => {
    const { caseFileId, reference } = await aFamily();
    for (const { notification } of await test.services.notification.listToTell())
      await test.services.notification.markTold(anAct(), notification._id);
    const her = anAct({ actor: { kind: 'traveller', caseFileId } });
    await test.services.report.report(her, caseFileId, 'left');
    // A session does not last so long.
    const row = async (): Promise<string> => rowOf((await (await test.signIn()).get(PAGE).expect(200)).text, reference);
    expect(await row()).toBe('');
    test.clock.set('2026-11-25T12:30:00Z');
    expect(await row()).toBe('');
    test.clock.set('2026-11-25T12:31:00Z');
    expect(await row()).toContain('14:30–15:10');
    await test.services.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'she' });
    test.clock.set('2026-11-28T12:30:00Z');
    expect(await row()).toContain('on her way');
  });

  it('shows first and red who asks for help and whom nobody meets, and an escort’s name on no paper', async () => {
    const one = await aFamily();
    await test.services.assign.assign(anAct(), one.slotId, '');
    const page = (await anna.get(PAGE)).text;
    const red = page.indexOf('nobody assigned: nobody meets her');
    expect(red).toBeGreaterThan(0);
    expect(page.indexOf('class="wrong"')).toBe(page.indexOf('<tr class="wrong"') + 4);
    expect(rowOf(page, one.reference)).toContain('nobody meets her');
    expect(page).toContain('<span class="noprint">(Olena)</span>');
    expect(page.replaceAll(/<span class="noprint">.*?<\/span>/g, '')).not.toContain('Olena');
  });
});

it('shows the slot without a family whose escort cannot come, without his name, however far ahead his calendar shows it', async () => {
  const { slotId: near, escortId, meetingPointId } = await aDesk(test);
  const times = { date: '2027-01-23', time: '14:30', windowMinutes: 40, capacity: 3 };
  const { slotId } = await test.services.slot.create(anAct(), { meetingPointId, ...times, escortId });
  await test.services.slot.open(anAct(), slotId);
  const { url } = await test.services.feedDesk.issue(anAct(), escortId);
  const calendar = (await test.browser().get(new URL(url).pathname)).text.replaceAll('\r\n ', '');
  for (const id of [near, slotId]) {
    const link = new RegExp(`https?://\\S+/e/[\\w-]+\\.${id}\\.[\\w-]{43}`).exec(calendar)?.[0] ?? '';
    await test.browser().form(new URL(link).pathname, { kind: 'cannot-come', seen: '1' }).expect(303);
  }
  const page = (await anna.get(PAGE)).text;
  const card = page.slice(page.indexOf('Slots that need somebody'));
  expect(card.match(/“I cannot come”/g)).toHaveLength(2);
  expect(card).toContain('Sat 23 Jan');
  expect(page.replaceAll(/<span class="noprint">.*?<\/span>/g, '')).not.toContain('Olena');
});

describe('a case file is handed over', () => {
  it('to oneself or to a colleague, several in one act, and the list says who keeps it', async () => {
    const [one, two] = [await aFamily(), await aFamily()];
    const kept = [`${two.caseFileId}:`, `${one.caseFileId}:`];
    await anna.form(PAGE, { kept, staffId: await staffId('Marta') }).expect(303);
    expect(await keeperOf(one.caseFileId)).toMatchObject({ name: 'Marta', at: test.clock.now() });
    expect(await keeperOf(two.caseFileId)).toMatchObject({ staffId: await staffId('Marta') });
    expect(rowOf((await anna.get(PAGE)).text, one.reference)).toContain('<b>Marta</b>');
    expect((await anna.get('/console/to-tell')).text).toContain('kept by Marta');
    const entries = await test.services.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
    const last = entries.filter(
      ({ what, which }) => what === 'case-file.keep' && JSON.stringify(which).includes(one.caseFileId),
    );
    expect(last).toHaveLength(1);
    expect(last[0]).toMatchObject({ fields: ['keeper'], actor: { name: 'Anna' } });
  });

  it('on what its page showed: one that changed hands meanwhile is refused, and with it all that was ticked', async () => {
    const [one, two] = [await aFamily(), await aFamily()];
    await marta.form(PAGE, { kept: `${one.caseFileId}:`, staffId: await staffId('Marta') }).expect(303);
    const stale = [`${two.caseFileId}:`, `${one.caseFileId}:`];
    const refused = await anna.form(PAGE, { kept: stale, staffId: await staffId('Anna') }).expect(409);
    expect(refused.text).toContain('has changed hands meanwhile: Marta has it now. Nothing was handed over.');
    expect(refused.text).toMatch(new RegExp(`value="${two.caseFileId}:"[^>]* checked`));
    expect(refused.text).not.toMatch(new RegExp(`value="${one.caseFileId}:[^"]*"[^>]* checked`));
    expect(await keeperOf(two.caseFileId)).toBeUndefined();
    const shown = `${one.caseFileId}:${await staffId('Marta')}`;
    await anna.form(PAGE, { kept: shown, staffId: await staffId('Anna') }).expect(303);
    expect(await keeperOf(one.caseFileId)).toMatchObject({ name: 'Anna' });
  });

  it('to nobody whose access has ended, who is also no longer offered', async () => {
    const { caseFileId, reference } = await aFamily();
    await test.signIn('coordinator', 'Olha');
    const gone = await staffId('Olha');
    await anna.form(PAGE, { kept: `${caseFileId}:`, staffId: gone }).expect(303);
    await test.services.staff.end(anAct(), gone);
    const page = (await anna.get(PAGE)).text;
    expect(rowOf(page, reference)).toContain('no longer at the desk');
    expect(page).not.toContain(`<option value="${gone}"`);
    const again = await anna.form(PAGE, { kept: `${caseFileId}:${gone}`, staffId: gone }).expect(409);
    expect(again.text).toContain('this person has no access any more');
  });

  it('only where something is ticked', async () => {
    await aFamily();
    const refused = await anna.form(PAGE, { staffId: await staffId('Anna') }).expect(422);
    expect(refused.text).toContain('Not done yet');
    await anna.form(PAGE, { kept: 'x y', staffId: await staffId('Anna') }).expect(422);
  });
});

describe('the rows of a shift', () => {
  const NOW = new Date('2026-11-26T08:00:00Z');
  const nobody = { red: [], slotRed: [], lines: [], toTell: [], held: [] };
  const map = (...files: ReturnType<typeof aCaseFile>[]) => new Map(files.map((file) => [file._id, file]));

  it('leave out a case file of which nothing is open', () => {
    const files = [aCaseFile({ state: 'closed' }), aCaseFile({ state: 'met' }), aCaseFile({ state: 'confirmed' })];
    expect(buildShift({ ...nobody, caseFiles: map(...files) }).rows.map(({ caseFile }) => caseFile.state)).toEqual([
      'met',
    ]);
  });

  it('begin with what is red, then the nearest meeting', () => {
    const [late, soon, red] = [aCaseFile(), aCaseFile(), aCaseFile()];
    const line = (caseFileId: string, from: string) => {
      const slot = aSlot({ from: new Date(from) });
      return toSlotLine(slot, [aBooking({ slotId: slot._id, caseFileId })], NOW);
    };
    const lines = [line(late._id, '2026-11-26T20:00:00Z'), line(soon._id, '2026-11-26T09:00:00Z')];
    const row = { kind: 'asks-for-help' as const, tone: 'stop' as const, text: 'asks for help, 09:00', since: NOW };
    const facts = { ...nobody, lines, red: redLines({ red: [{ ...row, caseFile: red }] }) };
    const { rows } = buildShift({ ...facts, caseFiles: map(late, soon, red) });
    expect(rows.map(({ caseFile }) => caseFile._id)).toEqual([red._id, soon._id, late._id]);
    expect(rows[0]?.red).toEqual(['asks for help, 09:00']);
  });
});
