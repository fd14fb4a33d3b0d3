import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, aStoredPoint, bookedFamilies, type Family } from '../support/closures.ts';
import { openLinkOf } from '../support/traveller.ts';
import { visibleText } from '../support/unsafe-words.ts';

let world: TestApp;
let family: Family;
let escortId: string;

beforeEach(async () => {
  world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
  const { services } = world;
  await services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  await aStoredPoint(services.stores);
  const person = { name: 'Olena', phone: '+380 00 000 0000', language: 'en' as const, zone: 'Europe/Kyiv' };
  ({ escortId } = await services.escort.create(anAct(), { ...person, crossingIds: [] }));
  const { families } = await bookedFamilies(services.stores, 1, { slot: { escortId }, caseFile: { language: 'en' } });
  const [first] = families;
  if (!first) throw new Error('no family');
  family = first;
});
afterEach(() => world.stop());

const report = (changes: object = {}) => world.services.crossingEvent.report(anAct(), aClosure(changes));
const setOut = () =>
  world.services.progress.recordProgress(anAct(), family.caseFile._id, { state: 'travelling', saidBy: 'she' });
const move = async () => {
  const from = new Date('2026-11-29T12:30:00Z');
  const later = aSlot({ escortId, meetingPointId: 'kiosk-ukrainian', from });
  await world.services.stores.slots.insertMany([later]);
  const input = { slotId: later._id, acknowledgedReason: 'it may open before' };
  await world.services.booking.move(anAct(), family.booking._id, input);
};
const pageOf = async () =>
  visibleText((await (await openLinkOf(world, family.caseFile._id)).get('/way').expect(200)).text);
const openLines = async () =>
  (await world.services.stores.notifications.listOpenOfCase(family.caseFile._id))
    .filter(({ audience }) => audience === 'traveller')
    .map(({ about }) => about);

describe('a closure that was seen when she was moved', () => {
  it('stays on her page while she is on the road, and its line stands', async () => {
    await report();
    await setOut();
    await move();
    expect(await pageOf()).toContain('is closed since');
    expect(await openLines()).toEqual(['crossing-closed', 'booking-moved']);
  });

  it('stays there too where only she has said that she left, for the meeting before', async () => {
    await report();
    const row = { caseFileId: family.caseFile._id, kind: 'left', at: world.clock.now() };
    await world.database.connection.collection('reports').insertOne({ _id: 'r' as never, ...row });
    await move();
    expect(await pageOf()).toContain('is closed since');
  });

  it('is not on the page of one who has not set out, nor is its line to be told', async () => {
    await report();
    await move();
    expect(await pageOf()).not.toContain('is closed since');
    expect(await openLines()).toEqual(['booking-moved']);
  });

  it('is not there while it is still to come', async () => {
    await report({ fromDate: '2026-11-25' });
    await setOut();
    await move();
    expect(await pageOf()).not.toContain('will be closed');
    world.clock.advance({ days: 1 });
    expect(await pageOf()).toContain('is closed since');
  });
});

describe('the line of a closure is told no more', () => {
  it('once her place is cancelled', async () => {
    await report();
    await world.services.booking.cancel(anAct(), family.booking._id, { reason: 'another way' });
    expect(await openLines()).toEqual(['booking-cancelled']);
  });
});
