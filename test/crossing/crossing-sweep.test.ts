import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Notification } from '../../src/notification/notification.ts';
import { removeEach } from '../../src/platform/remove-each.ts';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, aStoredPoint, bookedFamilies } from '../support/closures.ts';

const linesOf = (world: TestApp): Promise<Notification[]> =>
  world.database.connection
    .collection('notifications')
    .find({ eventId: { $exists: true } })
    .toArray() as unknown as Promise<Notification[]>;
const openOf = async (world: TestApp) => (await linesOf(world)).filter((line) => 'open' in line);

describe('a closure that touches five hundred bookings', () => {
  let world: TestApp;
  let desk: Browser;
  const slots: { _id: string }[] = [];

  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
    desk = await world.signIn();
    await aStoredPoint(world.services.stores);
    for (let index = 0; index < 250; index += 1) slots.push((await bookedFamilies(world.services.stores, 2)).slot);
  }, 60_000);
  afterAll(() => world.stop());

  it('tells each traveller and escort once and marks each calendar, and when it ends takes all back and tells each once', async () => {
    let began = performance.now();
    const answer = await desk.post('/api/v1/crossing-events', aClosure()).expect(201);
    console.log(`500 bookings on 250 slots: ${Math.round(performance.now() - began)} ms`);
    expect(answer.body).toMatchObject({ swept: { done: true, counts: { slots: 250, travellers: 500, escorts: 250 } } });
    const lines = await openOf(world);
    expect(lines).toHaveLength(750);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(750);
    expect(new Set(lines.map(({ about }) => about))).toEqual(new Set(['crossing-closed']));
    const found = await world.services.stores.slots.findMany(slots.map(({ _id }) => _id));
    expect(found.filter(({ published }) => published.seq === 1)).toHaveLength(250);

    const [row] = await world.services.crossingEvent.listCurrent();
    world.clock.advance({ minutes: 30 });
    const end = { seq: 0, endedDate: '2026-11-24', endedTime: '17:15', source: 'Border guard' };
    began = performance.now();
    await desk.post(`/api/v1/crossing-events/${row?.eventId ?? ''}/end`, end).expect(200);
    console.log(`its end: ${Math.round(performance.now() - began)} ms`);
    const after = await openOf(world);
    expect(after).toHaveLength(750);
    expect(new Set(after.map(({ about }) => about))).toEqual(new Set(['crossing-open-again']));
    expect((await linesOf(world)).filter(({ withdrawnAt }) => withdrawnAt)).toHaveLength(750);
  });
});

describe('a sweep that stops half way', () => {
  let world: TestApp;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
    await aStoredPoint(world.services.stores);
    for (let index = 0; index < 110; index += 1) await bookedFamilies(world.services.stores, 1);
  }, 60_000);
  beforeEach(async () => {
    for (const name of ['crossingevents', 'crossingsweeps', 'notifications'])
      await removeEach(world.database.connection.collection(name), {});
  });
  afterAll(() => world.stop());

  it('is ended by the job, and each is told once', async () => {
    const { crossingEvent, crossingSweep, crossingJob } = world.services;
    // The crash: no batch after the first ever runs in this process.
    const rowId = (await crossingEvent.report(anAct(), aClosure())).eventId;
    await removeEach(world.database.connection.collection('notifications'), {});
    const begun = { open: true, cursor: '', counts: { slots: 0, travellers: 0, escorts: 0 } };
    await world.database.connection.collection('crossingsweeps').updateOne({ _id: rowId as never }, { $set: begun });
    const actor = { kind: 'job', name: 'test' } as const;
    expect(await crossingSweep.runBatch(actor, rowId)).toMatchObject({ done: false, counts: { travellers: 100 } });
    expect(await openOf(world)).toHaveLength(200);
    await crossingJob.run(world.clock.now());
    await crossingJob.run(world.clock.now());
    const lines = await openOf(world);
    expect(lines).toHaveLength(220);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(220);
  });

  it('leaves to the sweep of a correction what it has not come to', async () => {
    const { crossingEvent, crossingSweep } = world.services;
    const { eventId: rowId } = await crossingEvent.report(anAct(), aClosure());
    await crossingEvent.correct(anAct(), rowId, { ...aClosure({ effect: 'restricted' }), seq: 0 });
    // As if the first sweep had not begun yet when the correction came.
    const { connection } = world.database;
    await removeEach(connection.collection('notifications'), { key: { $regex: `^${rowId}/` } });
    const begun = { open: true, cursor: '', counts: { slots: 0, travellers: 0, escorts: 0 } };
    await connection.collection('crossingsweeps').updateOne({ _id: rowId as never }, { $set: begun });
    const actor = { kind: 'job', name: 'test' } as const;
    expect(await crossingSweep.run(actor, rowId)).toMatchObject({ done: true, counts: { travellers: 0 } });
    expect(new Set((await openOf(world)).map(({ about }) => about))).toEqual(new Set(['crossing-restricted']));
    expect(await openOf(world)).toHaveLength(220);
  });
});
