import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { openCaseSchema, type PERSONAL_FIELDS } from '../../src/case-file/case-file.ts';
import { formatReference } from '../../src/case-file/codes.ts';
import { languages } from '../../src/platform/language.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aBooking, anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { addEscort, startFeedScene, type FeedScene } from '../support/feed-scene.ts';
import { UNSAFE, visibleText } from '../support/unsafe-words.ts';
import { listenedClient } from '../support/watchable.ts';

const OLENA = { name: 'Olena', phone: '+380 00 000 0000', zone: 'Europe/Kyiv', crossingIds: [] };

describe('the page that the link in an escort’s event opens', () => {
  let scene: FeedScene;
  const clock = testClock('2026-11-24T10:00:00Z');
  beforeAll(async () => {
    scene = await startFeedScene(clock);
  });
  afterAll(() => scene.home.stop());

  let days = 0;
  /** A slot of hers with one family booked, on a day of its own. */
  const aMeeting = async (changes: Partial<Slot> = {}) => {
    days += 1;
    const from = new Date(new Date('2026-11-26T12:30:00Z').getTime() + days * 86_400_000);
    const slot = await scene.addSlot({ from, ...changes });
    const caseFile = await scene.addCase();
    await scene.addBooking(slot, caseFile);
    return { slot, caseFile, code: formatReference(caseFile.reference), path: pathOf(slot._id) };
  };
  const pathOf = (slotId: string, feedId = scene.feedId): string =>
    new URL(scene.home.services.escortLinks.build({ feedId, slotId })).pathname;
  const get = (path: string) => request(scene.home.app).get(path);
  const say = (path: string, kind: string, more: Record<string, string> = {}) =>
    scene.home.browser().form(path, { kind, seen: '1', ...more });
  const wordsOf = (slotId: string) => scene.home.services.stores.escortWords.listOfSlots([slotId]);
  const openLines = (slotId: string) =>
    scene.home.services.stores.notifications.listOpenOfEscort(scene.escortId, slotId);

  it('stands in his event, as text and as URL, and opens with codes and places only', async () => {
    const { slot, code } = await aMeeting();
    const event = (await scene.read()).find(({ uid }) => uid.startsWith(slot._id));
    const link = /Confirm here: (\S+)/.exec(event?.description ?? '')?.[1] ?? '';
    expect(event?.url).toBe(link);
    const page = await get(new URL(link).pathname).expect(200);
    for (const text of [code, 'Medyka, Ukrainian side', 'By the yellow kiosk.', '+48 000 000 000', 'I cannot come'])
      expect(page.text).toContain(text);
    expect(page.text).not.toContain('КАЛИНА');
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    });
    expect(page.text).toContain('<title>Meeting</title>');
    expect(page.text).not.toContain('<script');
  });

  it('changes nothing when it is opened, by a person or a messenger’s preview', async () => {
    const { slot, path } = await aMeeting();
    const before = await scene.home.services.stores.slots.find(slot._id);
    await get(path).expect(200);
    await request(scene.home.app).head(path).expect(200);
    expect(await wordsOf(slot._id)).toEqual([]);
    expect(await scene.home.services.stores.slots.find(slot._id)).toEqual(before);
  });

  it('keeps a word with its time, once, however often it is touched, and shows what was said', async () => {
    const { slot, path, caseFile, code } = await aMeeting();
    await say(path, 'knows').expect(303).expect('location', path);
    clock.advance({ minutes: 3 });
    await say(path, 'knows').expect(303);
    await say(path, 'with-me', { reference: code }).expect(303);
    await say(path, 'with-me', { reference: code }).expect(303);
    await say(path, 'handed-over', { reference: code }).expect(303);
    const said = await wordsOf(slot._id);
    expect(said.map(({ kind, caseFileId }) => [kind, caseFileId])).toEqual([
      ['knows', undefined],
      ['with-me', caseFile._id],
      ['handed-over', caseFile._id],
    ]);
    expect(clock.now().getTime() - (said[0]?.at.getTime() ?? 0)).toBe(180_000);
    const page = (await get(path)).text;
    expect(page).toContain(`“She is with me: ${code}”`);
    expect((await scene.home.services.stores.caseFiles.get(caseFile._id)).state).toBe('confirmed');
  });

  it('takes back “she is with me” of the wrong code, and takes it again', async () => {
    const { slot, path, code } = await aMeeting({ from: new Date(clock.now().getTime() + 3_600_000) });
    await say(path, 'with-me', { reference: code }).expect(303);
    expect((await get(path)).text).toContain(`She is not with me: ${code}</button>`);
    await say(path, 'not-with-me', { reference: code }).expect(303);
    expect((await get(path)).text).not.toContain(`“She is with me: ${code}”`);
    await say(path, 'with-me', { reference: code }).expect(303);
    expect((await wordsOf(slot._id)).map(({ kind }) => kind)).toEqual(['with-me', 'not-with-me', 'with-me']);
  });

  it('“I know” ticks off the lines of this escort and this slot, in his name, and no others', async () => {
    const { slot, path, caseFile } = await aMeeting();
    const other = await aMeeting();
    const { notifications } = scene.home.services.stores;
    const line = { audience: 'escort' as const, escortId: scene.escortId, slotId: slot._id };
    await notifications.tell(clock.now(), [
      { ...line, about: 'booking-made', caseFileId: caseFile._id },
      { ...line, about: 'slot-changed' },
      { ...line, about: 'crossing-closed' },
      { ...line, about: 'escort-changed', escortId: 'another' },
      { ...line, about: 'slot-changed', slotId: other.slot._id },
      { about: 'slot-changed', audience: 'traveller', caseFileId: caseFile._id, slotId: slot._id },
    ]);
    const mine = await openLines(slot._id);
    await say(path, 'knows').expect(303);
    expect(await openLines(slot._id)).toEqual([]);
    for (const { _id } of mine) expect(await notifications.find(_id)).toMatchObject({ toldBy: 'Olena' });
    expect(await openLines(other.slot._id)).toHaveLength(1);
    expect(await notifications.listOpenOfCase(caseFile._id)).toHaveLength(1);
    expect(await notifications.listOpenOfEscort('another', slot._id)).toHaveLength(1);
    const entries = await scene.home.database.connection.model('AuditEntry').find({ 'which.slotId': slot._id }).lean();
    expect(entries).toMatchObject([
      { what: 'escort.say', actor: { kind: 'escort', escortId: scene.escortId }, fields: ['word', 'told'] },
    ]);
  });

  it('takes no “I know” of what has changed since the page was opened, and asks anew after a change', async () => {
    const { slot, path } = await aMeeting();
    await say(path, 'knows').expect(303);
    await scene.home.services.booking.book(anAct(), slot._id, {
      ...{ caseFileId: (await scene.addCase())._id, hold: false, acknowledgedReason: 'a test' },
    });
    const stale = await say(path, 'knows').expect(409);
    expect(stale.text).toContain('The meeting has changed. Read it again before you confirm.');
    expect(await openLines(slot._id)).toHaveLength(1);
    expect((await get(path)).text).toContain('value="knows"');
    await say(path, 'knows', { seen: '2' }).expect(303);
    expect(await openLines(slot._id)).toEqual([]);
    expect(await wordsOf(slot._id)).toHaveLength(2);
  });

  it('“I cannot come” frees nothing, is taken even from an old page, and says that the desk will call', async () => {
    const { slot, path, caseFile } = await aMeeting();
    await say(path, 'cannot-come', { seen: '0' }).expect(303);
    const after = await scene.home.services.stores.slots.find(slot._id);
    expect(after).toMatchObject({ escortId: scene.escortId, status: 'open' });
    expect(await scene.home.services.stores.bookings.listLiveInSlot(slot._id)).toHaveLength(1);
    expect((await scene.home.services.stores.caseFiles.get(caseFile._id)).state).toBe('confirmed');
    const page = (await get(path)).text;
    expect(page).toContain('The desk has been told and will call you. Please call the desk too.');
    const desk = visibleText((await (await scene.home.signIn()).get(`/console/slots/${slot._id}`)).text);
    expect(desk).toMatch(/What the escort said .* 24 Nov, 12:\d\d Kyiv time Olena cannot come/);
    await say(path, 'knows').expect(303);
    expect((await wordsOf(slot._id)).map(({ kind }) => kind)).toEqual(['cannot-come', 'knows']);
    expect((await get(path)).text).toContain('The desk has been told');
    await say(path, 'cannot-come').expect(303);
    expect(await wordsOf(slot._id)).toHaveLength(3);
  });

  it('says of a meeting that is off or not his any more what to do, and takes no word of it', async () => {
    const cancelled = await aMeeting();
    const left = await aMeeting();
    await scene.home.services.slot.cancel(anAct(), cancelled.slot._id, 'Road closed');
    await scene.home.services.assign.assign(anAct(), left.slot._id, await addEscort(scene.home, 'Taras'));
    for (const [{ path, slot, code }, words] of [
      [cancelled, 'This meeting is cancelled. Do not go.'],
      [left, 'This meeting is no longer yours. Do not go.'],
    ] as const) {
      for (const answer of [await get(path).expect(410), await say(path, 'there').expect(410)]) {
        expect(answer.text).toContain(words);
        expect(answer.text).toContain('+48 000 000 000');
        expect(answer.text).not.toContain(code);
        expect(answer.text).not.toContain('<button');
      }
      expect(await wordsOf(slot._id)).toEqual([]);
    }
  });

  it('ends with its feed, and with no other', async () => {
    const { slot, path } = await aMeeting();
    const { feedId } = await scene.home.services.feedDesk.issue(anAct(), scene.escortId);
    const second = pathOf(slot._id, feedId);
    await get(second).expect(200);
    await scene.home.services.feedDesk.revoke(anAct(), feedId);
    for (const answer of [await get(second).expect(410), await say(second, 'knows').expect(410)])
      expect(answer.text).toContain('This link has ended');
    const late = anAct({ actor: { kind: 'escort', escortId: scene.escortId } });
    const said = scene.home.services.escortWord.say(late, { feedId, slotId: slot._id }, { kind: 'there', seen: 1 });
    await expect(said).rejects.toMatchObject({ type: 'escort-link-over' });
    expect(await wordsOf(slot._id)).toEqual([]);
    await get(path).expect(200);
  });

  it('opens for nobody who made it up: one page for unknown and malformed, and one look for the desk’s number', async () => {
    const { path } = await aMeeting();
    const [feed = '', slot = '', mac = ''] = path.slice('/e/'.length).split('.');
    const flipped = mac.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    const other = pathOf('0'.repeat(32)).split('.')[2] ?? '';
    const odd = [
      'x',
      '%00',
      'a.b.c',
      `${feed}.${slot}.${flipped}`,
      `${feed}.${slot}.${other}`,
      `${slot}.${feed}.${mac}`,
    ];
    odd.push(`${feed}.${slot}.${mac}A`, `${feed}.${slot}.`, '[$ne]');
    const found: string[] = [];
    const client = listenedClient(scene.home.database.connection);
    const note = ({ command }: { command: Record<string, unknown> }): void => {
      if (typeof command['find'] === 'string' && command['find'] !== 'processes') found.push(command['find']);
    };
    client.on('commandStarted', note);
    const answers = [];
    for (const each of odd)
      answers.push(await get(`/e/${each}`).expect(404), await say(`/e/${each}`, 'knows').expect(404));
    client.off('commandStarted', note);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.text).toContain('+48 000 000 000');
    expect(found.length).toBeLessThanOrEqual(answers.length);
    expect(new Set(found)).toEqual(new Set(['contacts']));
  });

  it('does one act once under one idempotency key', async () => {
    const { slot, path } = await aMeeting();
    for (let times = 0; times < 2; times += 1) await say(path, 'there').set('Idempotency-Key', 'the-same').expect(303);
    await say(path, 'cannot-come').set('Idempotency-Key', 'the-same').expect(422);
    expect(await wordsOf(slot._id)).toHaveLength(1);
    const entries = await scene.home.database.connection.model('AuditEntry').find({ 'which.slotId': slot._id }).lean();
    expect(entries).toHaveLength(1);
  });

  it('takes a word only from its own page: another site’s form is refused, an old browser shows the token', async () => {
    const { slot, path } = await aMeeting();
    const post = () => request(scene.home.app).post(path).type('form');
    await post().set('Sec-Fetch-Site', 'cross-site').send({ kind: 'knows', seen: '1' }).expect(403);
    await post().send({ kind: 'knows', seen: '1' }).expect(403);
    expect(await wordsOf(slot._id)).toEqual([]);
    const page = await get(path);
    const cookie = String(page.headers['set-cookie']).split(';')[0] ?? '';
    const formToken = /name="formToken" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await post().set('Cookie', cookie).send({ kind: 'knows', seen: '1', formToken }).expect(303);
    expect(await wordsOf(slot._id)).toHaveLength(1);
  });

  it('takes no word of a family that is not in this meeting, and none that is not known', async () => {
    const { slot, path } = await aMeeting();
    const elsewhere = await aMeeting();
    const answer = await say(path, 'with-me', { reference: elsewhere.code }).expect(409);
    expect(answer.text).toContain('This case is no longer in this meeting.');
    await say(path, 'with-me').expect(409);
    expect((await say(path, 'on-the-moon').expect(422)).text).toContain('This did not arrive.');
    expect(await wordsOf(slot._id)).toEqual([]);
  });

  it.each(languages)('speaks his language and names nothing of why anybody travels (%s)', async (language) => {
    const { path, code } = await aMeeting({ from: new Date(clock.now().getTime() + 3_600_000 * (days + 1)) });
    await scene.home.services.escort.edit(anAct(), scene.escortId, { ...OLENA, language });
    await say(path, 'cannot-come').expect(303);
    await say(path, 'with-me', { reference: code }).expect(303);
    const pages = [await get(path), await get('/e/x').set('Accept-Language', language)];
    for (const { text } of pages) {
      expect(text).toContain(`<html lang="${language}">`);
      // The names under which buttons are sent are read by no eye.
      expect(visibleText(text.replaceAll(/ value="[\w-]*"/g, ''))).not.toMatch(UNSAFE[language]);
    }
    await scene.home.services.escort.edit(anAct(), scene.escortId, { ...OLENA, language: 'en' });
  });

  it('carries nothing personal of a family, whatever is in its file', async () => {
    const { services } = scene.home;
    const { slot, path } = await aMeeting();
    const personal: Record<(typeof PERSONAL_FIELDS)[number], unknown> = {
      ...{ travellerName: 'MARK-NAME', phone: '+7 900 555 01 01', email: 'mark-mail@example.org', nationality: 'LT' },
      ...{ needs: 'MARK-NEEDS', detaineeName: 'MARK-HIM', detaineeBirthYear: 1999 },
    };
    const input = { language: 'ru', channel: 'phone', ...personal };
    const { caseFileId } = await services.intake.open(anAct(), openCaseSchema.parse(input));
    await services.reading.addNote(anAct(), caseFileId, { text: 'MARK-NOTE' });
    const changed = { at: clock.now(), by: 'Anna' };
    await services.stores.caseFiles.update(caseFileId, { state: 'confirmed', proofAt: clock.now() }, changed);
    await services.stores.bookings.insert(aBooking({ slotId: slot._id, caseFileId }));
    const page = (await get(path).expect(200)).text;
    const { reference } = await services.stores.caseFiles.get(caseFileId);
    expect(page).toContain(formatReference(reference));
    expect(visibleText(page)).not.toMatch(/MARK-|555 01|mark-mail|1999|\bLT\b/i);
    expect(page).not.toMatch(/MARK-|555 01|mark-mail/i);
    expect(page).not.toContain(caseFileId);
  });
});
