import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createCrossingEventStore, type CrossingEventStore } from '../../src/crossing/crossing-event-store.ts';
import { createCrossingSweepStore, type CrossingSweepStore } from '../../src/crossing/crossing-sweep-store.ts';
import type { Notification } from '../../src/notification/notification.ts';
import { localDateTime } from '../../src/platform/zone-time.ts';
import { removeEach } from '../../src/platform/remove-each.ts';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { aClosure, bookedFamilies } from '../support/closures.ts';
import { postTo, spawnApp } from '../support/spawn-app.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';
import { signInFor } from '../support/sign-in.ts';
import { PATH } from '../support/her-path.ts';

const DAYS = 86_400_000;
const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

describe('crossing events from two processes', () => {
  let two: TwoProcesses;
  let database: TwoProcesses['database'];
  let core: TwoProcesses['core'];
  let processes: TwoProcesses['processes'];
  let cookie: string;
  let point: string;
  let events: CrossingEventStore;
  let sweeps: CrossingSweepStore;

  beforeAll(async () => {
    two = await startTwoProcesses();
    ({ database, core, processes } = two);
    events = createCrossingEventStore(database.connection);
    sweeps = createCrossingSweepStore(database.connection);
    cookie = await signInFor(database.connection);
    const { meetingPointId } = await core.meetingPoint.create(anAct(), {
      ...{ crossingId: 'pl-ua-medyka', side: 'ukrainian', name: 'Kiosk' },
      ...{ descriptionEn: 'By the kiosk.', descriptionUk: 'Біля кіоску.', descriptionRu: 'У киоска.' },
    });
    point = meetingPointId;
  }, 60_000);
  // A closure that a test leaves would be told to the families of the next, and slow its races down.
  beforeEach(async () => {
    for (const name of ['crossingevents', 'crossingsweeps', 'notifications', 'bookings', 'slots', 'casefiles'])
      await removeEach(database.connection.collection(name), {});
  });
  afterAll(() => two.stop());

  const at = (index: number, path: string): string => `${processes[index % 2]?.url ?? ''}/api/v1${path}`;
  const local = () => localDateTime(new Date(Date.now() - 60_000), 'Europe/Warsaw');
  const closure = (changes: object = {}) => aClosure({ fromDate: local().date, fromTime: local().time, ...changes });
  const aLaterSlot = () => ({ from: new Date(Date.now() + 5 * DAYS) });
  const linesOf = (eventId: string): Promise<Notification[]> =>
    database.connection.collection('notifications').find({ eventId }).toArray() as unknown as Promise<Notification[]>;

  it('adds the corrections and ends of one event in order, and loses none', async () => {
    for (let round = 0; round < 4; round += 1) {
      const reported = await postTo(at(round, '/crossing-events'), cookie, closure({ modes: ['car'] }));
      const eventId = String(reported.body['eventId']);
      const { date, time } = local();
      const answers = await Promise.all([
        postTo(at(0, `/crossing-events/${eventId}/correct`), cookie, { ...closure({ modes: ['foot'] }), seq: 0 }),
        postTo(at(1, `/crossing-events/${eventId}/end`), cookie, {
          ...{ seq: 0, endedDate: date, endedTime: time, source: 'Guard' },
        }),
        postTo(at(1, `/crossing-events/${eventId}/correct`), cookie, { ...closure({ modes: ['bus'] }), seq: 0 }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect((await events.listOfEvent(eventId)).map(({ seq }) => seq)).toEqual([0, 1]);
    }
  }, 60_000);

  it('leaves nobody booked who was neither told nor had seen it, whoever comes first', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const slot = aSlot({ ...aLaterSlot(), meetingPointId: point, escortId: `escort-${round}` });
      const caseFile = aCaseFile({ path: PATH });
      await core.stores.slots.insertMany([slot]);
      await core.stores.caseFiles.insert(caseFile);
      const acknowledgedReason = 'her papers were checked';
      // A report takes longer than a booking: now the one, now the other comes first.
      const [booked, reported] = await Promise.all([
        wait((round % 6) * 60).then(() =>
          postTo(at(0, `/slots/${slot._id}/bookings`), cookie, { caseFileId: caseFile._id, acknowledgedReason }),
        ),
        postTo(at(1, '/crossing-events'), cookie, closure()),
      ]);
      expect([booked.status, reported.status]).toEqual([201, 201]);
      const eventId = String(reported.body['eventId']);
      const [booking] = await core.stores.bookings.listLiveInSlot(slot._id);
      const seen = booking?.acknowledged?.codes.includes(`crossing-event/${eventId}`) === true;
      const told = (await linesOf(eventId)).some((line) => line.caseFileId === caseFile._id);
      outcomes.add(seen ? 'seen' : 'told');
      expect([seen, told]).toContain(true);
      expect(seen && told).toBe(false);
      const { date, time } = local();
      const end = { seq: 0, endedDate: date, endedTime: time, source: 'Guard' };
      await postTo(at(0, `/crossing-events/${eventId}/end`), cookie, end);
    }
    expect([...outcomes].sort()).toEqual(['seen', 'told']);
  }, 120_000);

  const manyFamilies = async (count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const { families } = await bookedFamilies(core.stores, 1, {
        slot: { ...aLaterSlot(), escortId: `e-${index}`, meetingPointId: point },
      });
      ids.push(families[0]?.caseFile._id ?? '');
    }
    return ids;
  };
  const notToldOnce = async (eventId: string, ids: readonly string[]): Promise<string[]> => {
    const lines = (await linesOf(eventId)).filter(({ audience }) => audience === 'traveller');
    return ids.filter((id) => lines.filter(({ caseFileId }) => caseFileId === id).length !== 1);
  };

  it('tells each once when two processes go on at once with what was left half way', async () => {
    const ids = await manyFamilies(120);
    const body = closure();
    const reported = await postTo(at(0, '/crossing-events'), cookie, body, 'one-key');
    const eventId = String(reported.body['eventId']);
    // As a crash right after the event leaves it: nobody has been told.
    await removeEach(database.connection.collection('notifications'), { eventId });
    const begun = { open: true, cursor: '', counts: { slots: 0, travellers: 0, escorts: 0 } };
    await database.connection.collection('crossingsweeps').updateOne({ _id: eventId as never }, { $set: begun });
    const again = await Promise.all(
      [0, 1].map((index) => postTo(at(index, '/crossing-events'), cookie, body, 'one-key')),
    );
    expect(again.map(({ body: said }) => said['eventId'])).toEqual([eventId, eventId]);
    expect((await sweeps.get(eventId)).open).toBeUndefined();
    expect(await notToldOnce(eventId, ids)).toEqual([]);
  }, 120_000);

  it('tells each once when the process that told them is killed half way', async () => {
    const ids = await manyFamilies(120);
    const body = closure();
    const doomed = await spawnApp(database.uri, two.master);
    const lost = postTo(`${doomed.url}/api/v1/crossing-events`, cookie, body, 'lost-key').catch(() => undefined);
    const begun = async () => (await sweeps.listOpen()).find(({ cursor }) => cursor !== '');
    let half = await begun();
    for (let tries = 0; tries < 2000 && !half; tries += 1) half = await begun();
    doomed.kill();
    await lost;
    const eventId = half?.eventId ?? '';
    expect((await sweeps.get(eventId)).open).toBe(true);
    expect((await notToldOnce(eventId, ids)).length).toBeGreaterThan(0);
    // His locks are freed when the others see him silent; the same form, sent again elsewhere, ends what he began.
    let answer = await postTo(at(1, '/crossing-events'), cookie, body, 'lost-key');
    for (let tries = 0; tries < 10 && answer.body['swept'] === undefined; tries += 1)
      answer = await postTo(at(1, '/crossing-events'), cookie, body, 'lost-key');
    expect(answer.body).toMatchObject({ eventId, swept: { done: true } });
    expect(await notToldOnce(eventId, ids)).toEqual([]);
  }, 120_000);
});
