import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BookedAlready } from '../../src/case-file/case-file.ts';
import { IllegalTransition } from '../../src/case-file/case-state.ts';
import { NoProof } from '../../src/booking/booking-refusals.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const MARK = 'Marker';
const FAMILY = {
  travellerName: `${MARK}-Name`,
  phone: '+48 000 111 222',
  email: `${MARK}@example.org`.toLowerCase(),
  nationality: 'RU',
  needs: `${MARK}-Needs`,
  detaineeName: 'Коваленко Примір',
  detaineeBirthYear: 1999,
};

describe('a case file, from the first call', () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock();
  const master = newKey();

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now, { master });
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const open = (input = {}) => core.intake.open(anAct(), { language: 'uk', channel: 'phone', party: 1, ...input });
  const proof = { confirmedBy: 'the bureau', reference: 'A-1', confirmedAt: '2026-11-20' };

  it('begins with a language and a channel, and is found by reference, phone, proof code, and surname with year', async () => {
    const known = { phone: '+48 000 333 444', detaineeName: 'Шевченко Примір', detaineeBirthYear: 1987 };
    const { caseFileId, reference } = await open({ ...FAMILY, ...known });
    const { proofCode } = await core.progress.recordProof(anAct(), caseFileId, proof);
    for (const q of [reference, '0048 000-333-444', proofCode.toLowerCase(), 'Shevchenko 1987', 'Шевченко 1987']) {
      const found = await core.reading.find({ q });
      expect([q, found.map((each) => each.caseFileId)]).toEqual([q, [caseFileId]]);
      expect(JSON.stringify(found)).not.toContain(MARK);
    }
  });

  it('warns when the phone or the detainee stands in another case file', async () => {
    const { reference } = await open({ phone: '+48 000 999 000' });
    expect((await open({ phone: '0048000999000' })).similar).toEqual([reference]);
  });

  it('keeps personal fields sealed: none of them stands in a dump of any collection', async () => {
    const { caseFileId } = await open(FAMILY);
    await core.reading.addNote(anAct(), caseFileId, { text: `${MARK}-Note` });
    const dump: string[] = [];
    for (const name of [database.connection.name, `${database.connection.name}_keys`]) {
      const db = database.connection.getClient().db(name);
      for (const { name: collection } of await db.listCollections().toArray())
        dump.push(JSON.stringify(await db.collection(collection).find({}).toArray()));
    }
    const text = dump.join('\n');
    expect(text.length).toBeGreaterThan(1000);
    for (const secret of [MARK, MARK.toLowerCase(), '111 222', '000111222', 'Коваленко', 'kovalenko'])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    const view = await core.reading.read(anAct(), caseFileId);
    expect(view.personal).toMatchObject({ travellerName: `${MARK}-Name`, detaineeName: 'Коваленко Примір' });
    expect(view.notes[0]?.text).toBe(`${MARK}-Note`);
  });

  it('corrects and removes single fields, and the audit names them without their values', async () => {
    const { caseFileId } = await open({ ...FAMILY, phone: '+48 000 123 123' });
    await core.intake.correct(anAct({ name: 'case-file.correct' }), caseFileId, { needs: '', travellerName: 'Other' });
    const { personal } = await core.reading.read(anAct(), caseFileId);
    expect([personal.needs, personal.travellerName, personal.phone]).toEqual([undefined, 'Other', '+48 000 123 123']);
    const entries = await core.stores.audit.listBetween(new Date(0), new Date('2100-01-01'));
    const correction = entries.find(
      (entry) => entry.what === 'case-file.correct' && entry.which['caseFileId'] === caseFileId,
    );
    expect(correction?.fields.sort()).toEqual(['needs', 'travellerName']);
    expect(JSON.stringify(entries)).not.toContain('Other');
    expect(entries.some((entry) => entry.what === 'case-file.read' && entry.which['caseFileId'] === caseFileId)).toBe(
      true,
    );
  });

  it('lets nothing be booked before the proof', async () => {
    const { caseFileId } = await open();
    const slot = aSlot();
    await core.stores.slots.insertMany([slot]);
    await expect(core.booking.book(anAct(), slot._id, { caseFileId, hold: false })).rejects.toBeInstanceOf(NoProof);
    await core.progress.recordProof(anAct(), caseFileId, proof);
    await core.booking.book(anAct(), slot._id, { caseFileId, hold: false });
    await expect(core.progress.recordProof(anAct(), caseFileId, proof)).rejects.toBeInstanceOf(IllegalTransition);
  });

  it('refuses another party or path under a live booking, saying what to do first', async () => {
    const { caseFileId } = await open();
    const slot = aSlot();
    await core.stores.slots.insertMany([slot]);
    await core.progress.recordProof(anAct(), caseFileId, proof);
    await core.booking.book(anAct(), slot._id, { caseFileId, hold: true });
    const path = {
      hub: 'minsk',
      mode: 'bus',
      entryCrossing: 'by-pl-terespol',
      exitCrossing: 'pl-ua-medyka',
      exitMode: 'foot',
    } as const;
    await expect(core.intake.correct(anAct(), caseFileId, { party: 2 })).rejects.toBeInstanceOf(BookedAlready);
    await expect(core.intake.choosePath(anAct(), caseFileId, path)).rejects.toThrow('Cancel it or move it first');
  });

  it('keeps the escort when an ending comes while she travels, until a coordinator cancels by name', async () => {
    const { caseFileId } = await open();
    const slot = aSlot();
    await core.stores.slots.insertMany([slot]);
    await core.progress.recordProof(anAct(), caseFileId, proof);
    const { bookingId } = await core.booking.book(anAct(), slot._id, { caseFileId, hold: false });
    await core.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'herself' });
    await core.progress.end(anAct(), caseFileId, { ending: 'unreachable', reason: 'no word for two days' });
    expect(await core.stores.bookings.listLiveInSlot(slot._id)).toHaveLength(1);
    await core.booking.cancel(anAct(), bookingId, { reason: 'released by Anna' });
    expect(await core.stores.bookings.listLiveInSlot(slot._id)).toHaveLength(0);
    expect(await core.stores.caseFiles.get(caseFileId)).toMatchObject({ state: 'unreachable' });
  });

  it('renews the meeting word and keeps the old one until she has been told', async () => {
    const { caseFileId } = await open();
    const before = await core.stores.caseFiles.get(caseFileId);
    await core.callerCheck.check(anAct(), caseFileId, { asked: ['reference', 'her-name'], matched: true });
    await core.intake.renewWord(anAct(), caseFileId);
    const after = await core.stores.caseFiles.get(caseFileId);
    expect(after.word).not.toBe(before.word);
    expect(after.previousWord).toBe(before.word);
    await core.intake.renewWord(anAct(), caseFileId);
    const again = await core.stores.caseFiles.get(caseFileId);
    expect(again.previousWord).toBe(before.word);
    expect([before.word, after.word]).not.toContain(again.word);
  });

  it('tells the escort’s calendar that she speaks another language', async () => {
    const { caseFileId } = await open();
    const slot = aSlot();
    await core.stores.slots.insertMany([slot]);
    await core.progress.recordProof(anAct(), caseFileId, proof);
    await core.booking.book(anAct(), slot._id, { caseFileId, hold: false });
    const before = (await core.stores.slots.find(slot._id))?.published.seq ?? 0;
    await core.intake.correct(anAct(), caseFileId, { language: 'ru' });
    expect((await core.stores.slots.find(slot._id))?.published.seq).toBe(before + 1);
  });

  it('finds a phone number of ten digits, also one that reads like a proof code', async () => {
    const { caseFileId } = await open({ phone: '0123456781' });
    for (const q of ['0123456781', '012 345 67 81'])
      expect((await core.reading.find({ q })).map((each) => each.caseFileId)).toEqual([caseFileId]);
  });

  it('two corrections at once both stand', async () => {
    const { caseFileId } = await open();
    await Promise.all([
      core.intake.correct(anAct(), caseFileId, { travellerName: 'One' }),
      core.intake.correct(anAct(), caseFileId, { needs: 'Two' }),
    ]);
    const { personal } = await core.reading.read(anAct(), caseFileId);
    expect(personal).toMatchObject({ travellerName: 'One', needs: 'Two' });
  });
});
