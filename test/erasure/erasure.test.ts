import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatReference } from '../../src/case-file/codes.ts';
import { CASE_FILE_DATA, FAMILY_DATA } from '../../src/erasure/family-data.ts';
import { keyDatabaseOf } from '../../src/platform/key-ring.ts';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { aBooking, anAct, aSlot } from '../support/builders.ts';
import { giveCard, giveLink } from '../support/caller-check.ts';
import { aFullCase, anEndedFamily } from './full-case.ts';

let test: TestApp;
let eva: Browser;
let anna: Browser;

beforeAll(async () => {
  test = await startTestApp();
  eva = await test.signIn('administrator', 'Eva');
  anna = await test.signIn('coordinator', 'Anna');
  await test.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
});
afterAll(() => test.stop());

const models = () => [
  ...Object.values(test.database.connection.models),
  ...Object.values(keyDatabaseOf(test.database.connection).models),
];

/** Every path that a document has, `a.b` for what lies inside, lists read as their entries. */
const pathsOf = (value: unknown, at = ''): string[] => {
  if (Array.isArray(value)) return [at, ...value.flatMap((each) => pathsOf(each, at))];
  if (value === null || typeof value !== 'object' || value.constructor !== Object) return [at];
  return Object.entries(value).flatMap(([key, each]) => pathsOf(each, at === '' ? key : `${at}.${key}`));
};

describe('where a family stands', () => {
  /** Models that know of no family. */
  const OF_NO_FAMILY = [
    ...['Slot', 'SlotChange', 'Series', 'Escort', 'MeetingPoint', 'Contact', 'Feed', 'Staff', 'SignInLink'],
    ...[
      'CrossingEvent',
      'CrossingSweep',
      'CrossingWait',
      'CrossingCheck',
      'Rederivation',
      'AuditEntry',
      'AuditChain',
      'JobClaim',
      'Process',
      'Secret',
    ],
  ];

  it('is decided field by field: what goes with the family and what stays', () => {
    const undecided = models().flatMap((model) => {
      if (OF_NO_FAMILY.includes(model.modelName) || model.modelName === 'CaseKey') return [];
      const data = model.modelName === 'CaseFile' ? CASE_FILE_DATA : FAMILY_DATA[model.modelName];
      if (!data) return [model.modelName];
      if (data.goes === 'all') return [];
      const named = [...data.goes, ...data.stays];
      const isNamed = (path: string): boolean => named.some((each) => path === each || path.startsWith(`${each}.`));
      return Object.keys(model.schema.paths)
        .flatMap((path) => {
          const inner = (model.schema.path(path) as { schema?: { paths: object } }).schema;
          return inner ? Object.keys(inner.paths).map((each) => `${path}.${each}`) : [path];
        })
        .filter((path) => !isNamed(path))
        .map((path) => `${model.modelName}.${path}`);
    });
    expect(undecided).toEqual([]);
  });
});

const found = async (q: string): Promise<string[]> =>
  (await test.services.reading.find({ q })).map((line) => line.caseFileId);

describe('an erased case file', () => {
  it('has left nothing of the family in any collection of either database', async () => {
    const { caseFileId, reference, slotId, bookingId, proofCode } = await aFullCase(test);
    const before = await test.services.reading.read(anAct(), caseFileId);
    expect(JSON.stringify(before)).toContain('Marker needs');
    const typed = { reference: formatReference(reference) };
    const erase = () => eva.post(`/api/v1/case-files/${caseFileId}/erase`, typed);
    expect((await erase().expect(409)).text).toContain('has not ended');
    await test.services.progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'Marker ending' });
    // She is on the road, so the ending left her place: an erasure takes no escort from her in passing.
    expect((await erase().expect(409)).text).toContain('a place ahead');
    await test.services.booking.cancel(anAct(), bookingId, { reason: 'Marker cancelled' });
    await erase().expect(200);

    const left = new Map<string, Record<string, unknown>[]>();
    for (const model of models()) {
      const all = await model.collection.find({}).toArray();
      left.set(
        model.modelName,
        all.filter((row) => JSON.stringify(row).includes(caseFileId)),
      );
      expect(JSON.stringify(all)).not.toMatch(/Marker|111 ?222/);
    }
    for (const [name, data] of Object.entries({ ...FAMILY_DATA, CaseFile: CASE_FILE_DATA })) {
      const hers = left
        .get(name)
        ?.filter((row) => Object.entries(data.only ?? {}).every(([key, value]) => row[key] === value));
      const forbidden = data.goes === 'all' ? [''] : data.goes.filter((path) => path !== 'sealed');
      const found = hers?.flatMap((row) =>
        pathsOf(row).filter((path) =>
          forbidden.some((each) => each === '' || path === each || path.startsWith(`${each}.`)),
        ),
      );
      expect([name, found]).toEqual([name, []]);
    }
    const [caseFile] = left.get('CaseFile') ?? [];
    expect(caseFile).toMatchObject({ state: 'withdrawn', party: 2, reference, sealed: {}, erased: { by: 'Eva' } });
    expect(left.get('CaseKey')).toEqual([{ _id: caseFileId, destroyedAt: test.clock.now() }]);
    expect(left.get('Booking')).toMatchObject([{ status: 'cancelled', seats: 2, slotId }]);
    expect(left.get('AuditEntry')?.filter(({ what }) => what === 'case-file.erase')).toMatchObject([
      { actor: { name: 'Eva' }, which: { caseFileId }, fields: ['erased'] },
    ]);
    expect(await found(proofCode)).toEqual([]);
  });

  it('answers her link, her card and her open page like links that never were', async () => {
    const { caseFileId, reference } = await anEndedFamily(test);
    const [link, card] = [await giveLink(test, caseFileId), await giveCard(test, caseFileId)];
    const opened = await test.browser().form('/i/open', { token: link.token }).expect(303);
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    await test.browser().get('/way').set('Cookie', cookie).expect(200);
    await test.services.erasure.erase(anAct(), caseFileId, { reference });
    await test.browser().get('/way').set('Cookie', cookie).expect(401);
    const unknown = await test.browser().form('/i/open', { token: 'x'.repeat(43) });
    const hers = await test.browser().form('/i/open', { token: link.token });
    const typed = await test.browser().form('/i/code', { code: card.code });
    const never = await test.browser().form('/i/code', { code: '00000000000000000000' });
    expect([hers.status, typed.status]).toEqual([unknown.status, never.status]);
    const plain = (text: string): string => text.replaceAll(/value="[^"]*"/g, '');
    expect(plain(hers.text)).toBe(plain(unknown.text));
  });

  it('is not found by phone or name any more, and by its reference shows only that it was erased', async () => {
    const known = { phone: '+48 111 222 332', detaineeName: 'Markerov' };
    const { caseFileId, reference } = await anEndedFamily(test, known);
    const queries = [known.phone, `${known.detaineeName} 1990`];
    for (const q of queries) expect(await found(q)).toEqual([caseFileId]);
    await test.services.erasure.erase(anAct(), caseFileId, { reference });
    for (const q of queries) expect(await found(q)).toEqual([]);
    expect(await found(reference)).toEqual([caseFileId]);
    const address = `/console/cases/${caseFileId}`;
    for (const page of [
      '',
      '/correct',
      '/book',
      '/progress',
      '/end',
      '/reopen',
      '/take-back',
      '/check',
      '/erase',
      '/path',
      '/place',
      '/proof',
    ]) {
      const { text } = await eva.get(`${address}${page}`).expect(200);
      expect(text).toContain('has been erased and cannot be brought back');
      expect(text).not.toContain(`action="${address}`);
    }
    expect((await eva.get('/console/cases')).text).toMatch(new RegExp(`${formatReference(reference)}[^]*?erased`));
    for (const page of ['/console', '/console/to-tell', '/console/shift']) await anna.get(page).expect(200);
  });

  it('refuses every act from then on, and gives no kept reply of hers', async () => {
    const { caseFileId, reference } = await anEndedFamily(test);
    const [slot] = [aSlot()];
    await test.services.stores.slots.insertMany([slot]);
    const note = anAct();
    await test.services.reading.addNote(note, caseFileId, { text: 'Marker kept' });
    await test.services.erasure.erase(anAct(), caseFileId, { reference });
    const post = async (path: string, body: object): Promise<unknown> =>
      ((await eva.post(`/api/v1/case-files/${caseFileId}/${path}`, body).expect(409)).body as { type: string }).type;
    const erased = 'urn:homeward:problem:case-file-erased';
    expect(await post('notes', { text: 'more' })).toBe(erased);
    expect(await post('reopen', { reason: 'wrong' })).toBe(erased);
    expect(await post('take-back', { reason: 'wrong' })).toBe(erased);
    expect(await post('correct', { phone: '+48 111 222 333' })).toBe(erased);
    expect(await post('erase', { reference })).toBe(erased);
    const book = await eva.post(`/api/v1/slots/${slot._id}/bookings`, { caseFileId }).expect(409);
    expect((book.body as { type: string }).type).toBe(erased);
    await eva.form(`/console/cases/${caseFileId}/link`).expect(409);
    await expect(test.services.reading.addNote(note, caseFileId, { text: 'Marker kept' })).rejects.toThrow(
      'is gone with it',
    );
  });
});

describe('whoever erases', () => {
  it('types the reference, of this case file and no other', async () => {
    const { caseFileId } = await anEndedFamily(test);
    const other = await anEndedFamily(test);
    const page = await eva.form(`/console/cases/${caseFileId}/erase`, { reference: other.reference }).expect(422);
    expect(page.text).toContain('This is not the reference of this case file');
    expect(page.text).toContain(`value="${other.reference}"`);
    expect((await test.services.reading.read(anAct(), caseFileId)).erased).toBe(false);
  });

  it('is an administrator', async () => {
    const { caseFileId, reference } = await anEndedFamily(test);
    const address = `/console/cases/${caseFileId}`;
    await anna.post(`/api/v1/case-files/${caseFileId}/erase`, { reference }).expect(403);
    await anna.get(`${address}/erase`).expect(403);
    await anna.form(`${address}/erase`, { reference }).expect(403);
    expect((await anna.get(address)).text).not.toContain('Erase it now');
    expect((await eva.get(address)).text).toContain('Erase it now');
    await eva.form(`${address}/erase`, { reference }).expect(303);
  });
});

describe('what a backup brought back of an erased family', () => {
  it('is erased again, with the place that it held', async () => {
    const { services } = test;
    const { caseFileId } = await anEndedFamily(test);
    const slot = aSlot({ from: new Date(test.clock.now().getTime() + 86_400_000) });
    await services.stores.slots.insertMany([slot]);
    await services.stores.bookings.insert(aBooking({ slotId: slot._id, caseFileId }));
    const { token } = await giveLink(test, caseFileId);
    // As a restore of the main database leaves it: the key is gone, the rest is there.
    const caseKeys = keyDatabaseOf(test.database.connection).model('CaseKey');
    await caseKeys.updateOne({ _id: caseFileId }, { $set: { destroyedAt: new Date() }, $unset: { sealed: 1 } });
    expect([await services.erasure.eraseAgain(), await services.erasure.eraseAgain()]).toEqual([1, 0]);
    expect(await services.stores.bookings.listLiveInSlot(slot._id)).toEqual([]);
    expect((await services.stores.caseFiles.get(caseFileId)).erased?.by).toBe('retention');
    await test.browser().form('/i/open', { token }).expect(410);
  });
});
