import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKey } from '../../src/platform/sealing.ts';
import { seatsTaken } from '../../src/booking/booking.ts';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { postTo, spawnApp, type Answer, type AppProcess } from '../support/spawn-app.ts';
import { signInFor } from '../support/sign-in.ts';
import { PATH } from '../support/her-path.ts';

const DAYS = 86_400_000;
const REASON = 'she holds a residence card';

describe('bookings raced over HTTP from two processes, one clock five minutes ahead', () => {
  let database: TestDatabase;
  let core: TestCore;
  let processes: AppProcess[];
  let cookie: string;
  let meetingPointId: string;
  const master = newKey();

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, () => new Date(), { master });
    ({ meetingPointId } = await core.meetingPoint.create(anAct(), {
      crossingId: 'pl-ua-medyka',
      side: 'ukrainian',
      name: 'Kiosk',
      ...{ descriptionEn: 'By the kiosk.', descriptionUk: 'Біля кіоску.', descriptionRu: 'У киоска.' },
    }));
    processes = await Promise.all([spawnApp(database.uri, master, 0), spawnApp(database.uri, master, 5)]);
    cookie = await signInFor(database.connection);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.stop()));
    await core.stop();
    await database.close();
  });

  const aStoredSlot = async (changes = {}) => {
    const slot = aSlot({ from: new Date(Date.now() + 9 * DAYS), meetingPointId, ...changes });
    await core.stores.slots.insertMany([slot]);
    return slot;
  };
  const storedCases = async (count: number, party = (_: number): number => 1) => {
    const cases = Array.from({ length: count }, (_, index) => aCaseFile({ path: PATH, party: party(index) }));
    for (const each of cases) await core.stores.caseFiles.insert(each);
    return cases;
  };
  const book = (index: number, slotId: string, caseFileId: string, key?: string): Promise<Answer> =>
    postTo(
      `${processes[index % 2]?.url ?? ''}/api/v1/slots/${slotId}/bookings`,
      cookie,
      { caseFileId, acknowledgedReason: REASON },
      key,
    );
  const count = (answers: readonly Answer[]) =>
    Object.fromEntries(
      [...Map.groupBy(answers, ({ status, type }) => `${status} ${type}`.trim())].map(([kind, all]) => [
        kind,
        all.length,
      ]),
    );

  it('sells the last seat once to 200 different families, and tells the others that none is left', async () => {
    const slot = await aStoredSlot({ capacity: 1 });
    const cases = await storedCases(200);
    const answers = await Promise.all(cases.map(({ _id }, index) => book(index, slot._id, _id)));
    expect(count(answers)).toEqual({ '201': 1, '409 not-enough-seats': 199 });
    expect(await core.stores.bookings.listLiveInSlot(slot._id)).toHaveLength(1);
  }, 60_000);

  it('fills a slot to its capacity with parties of different sizes, and never over it', async () => {
    const slot = await aStoredSlot({ capacity: 7 });
    const cases = await storedCases(40, (index) => 1 + (index % 3));
    const answers = await Promise.all(cases.map(({ _id }, index) => book(index, slot._id, _id)));
    const taken = seatsTaken(await core.stores.bookings.listLiveInSlot(slot._id), new Date());
    const made = answers.filter(({ status }) => status === 201);
    expect(made.reduce((seats, { body }) => seats + Number(body['seats']), 0)).toBe(taken);
    expect(taken).toBe(7);
    expect(Object.keys(count(answers)).sort()).toEqual(['201', '409 not-enough-seats']);
  }, 60_000);

  it('gives one family one of fifty slots asked for at once', async () => {
    const slots = await Promise.all(Array.from({ length: 50 }, () => aStoredSlot()));
    const [family] = await storedCases(1);
    const answers = await Promise.all(slots.map(({ _id }, index) => book(index, _id, family?._id ?? '')));
    expect(count(answers)).toEqual({ '201': 1, '409 already-booked': 49 });
  }, 60_000);

  it('does one act once, however often and wherever it is sent, and answers it alike', async () => {
    const slot = await aStoredSlot();
    const [family] = await storedCases(1);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => book(index, slot._id, family?._id ?? '', 'the-same-key')),
    );
    expect(count(answers)).toEqual({ '201': 10 });
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await core.stores.bookings.listOfCase(family?._id ?? '')).toHaveLength(1);
  });

  it('never sells a hold twice that one clock counts as over and the other does not', async () => {
    const slot = await aStoredSlot({ capacity: 1 });
    const [first, second] = await storedCases(2);
    const url = (index: number): string => processes[index]?.url ?? '';
    const hold = await postTo(`${url(0)}/api/v1/slots/${slot._id}/bookings`, cookie, {
      caseFileId: first?._id,
      hold: true,
      acknowledgedReason: REASON,
    });
    // By the slow clock ten minutes are left, by the fast one five: make it a hold that only the fast one counts as over.
    await core.stores.bookings.update(String(hold.body['bookingId']), { heldUntil: new Date(Date.now() + 2 * 60_000) });
    const ends = await Promise.all([
      book(1, slot._id, second?._id ?? ''),
      postTo(`${url(0)}/api/v1/bookings/${String(hold.body['bookingId'])}/confirm`, cookie, {}),
    ]);
    const kinds = ends.map(({ status, type }) => `${status} ${type}`.trim());
    expect([
      ['201', '409 hold-expired'],
      ['409 not-enough-seats', '200'],
    ]).toContainEqual(kinds);
    expect(await core.stores.bookings.listLiveInSlot(slot._id)).toHaveLength(1);
  });
});
