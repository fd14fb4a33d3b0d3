import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, aStoredPoint, bookedFamilies, type Family } from '../support/closures.ts';
import { openLinkOf } from '../support/traveller.ts';
import { visibleText } from '../support/unsafe-words.ts';

let world: TestApp;
let family: Family;

beforeEach(async () => {
  world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
  const { services } = world;
  await services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  await aStoredPoint(services.stores);
  const person = { name: 'Olena', phone: '+380 00 000 0000', language: 'en' as const, zone: 'Europe/Kyiv' };
  const { escortId } = await services.escort.create(anAct(), { ...person, crossingIds: [] });
  const { families } = await bookedFamilies(services.stores, 1, { slot: { escortId }, caseFile: { language: 'en' } });
  const [first] = families;
  if (!first) throw new Error('no family');
  family = first;
});
afterEach(() => world.stop());

const report = async (changes: object = {}): Promise<string> =>
  (await world.services.crossingEvent.report(anAct(), aClosure(changes))).eventId;
const reportStrike = (changes: object = {}) =>
  report({ fromTime: '16:45', wording: 'A strike of the customs', ...changes });
const end = (eventId: string) =>
  world.services.crossingEvent.end(anAct(), eventId, {
    ...{ seq: 0, endedDate: '2026-11-24', endedTime: '16:50', source: 'Guard' },
  });
const openLines = async (audience: 'traveller' | 'escort') =>
  (await world.services.notification.listToTell())
    .filter(({ notification }) => notification.audience === audience)
    .map(({ notification }) => notification.about);
const both = async () => [await openLines('traveller'), await openLines('escort')];
const tellAll = async () => {
  for (const { notification } of await world.services.notification.listToTell())
    await world.services.notification.markTold(anAct(), notification._id);
};
const pageOf = async () =>
  visibleText((await (await openLinkOf(world, family.caseFile._id)).get('/way').expect(200)).text);
/** She has a later place, which was given although the closure was seen. */
const moveToLater = async () => {
  const { escortId } = family.slot;
  const from = new Date('2026-11-29T12:30:00Z');
  const later = aSlot({ ...(escortId ? { escortId } : {}), meetingPointId: 'kiosk-ukrainian', from });
  await world.services.stores.slots.insertMany([later]);
  const input = { slotId: later._id, acknowledgedReason: 'it may open before' };
  await world.services.booking.move(anAct(), family.booking._id, input);
};

describe('a crossing is called open again only when nothing keeps it shut', () => {
  it('not when one of two closures ends that both were told; then once, when the other ends too', async () => {
    const [one, other] = [await report(), await reportStrike()];
    await tellAll();
    await end(one);
    expect(await pageOf()).toContain('is closed since');
    expect(await both()).toEqual([[], []]);
    await end(other);
    expect(await both()).toEqual([['crossing-open-again'], ['crossing-open-again']]);
    await tellAll();
    await report({ effect: 'reopened', fromTime: '16:50' });
    expect(await both()).toEqual([[], []]);
  });

  it('nor when neither was told: the line of the one that remains stands', async () => {
    const one = await report();
    await reportStrike();
    await end(one);
    expect(await both()).toEqual([['crossing-closed'], ['crossing-closed']]);
  });

  it('nor when a restriction remains after the closure: she hears that, for she was told not to go on', async () => {
    const one = await report();
    await reportStrike({ effect: 'restricted' });
    await tellAll();
    await end(one);
    expect(await pageOf()).toContain('restricted');
    expect(await both()).toEqual([['crossing-restricted'], ['crossing-restricted']]);
  });

  it('nor when a reopening lifts only the older of two', async () => {
    await report();
    await reportStrike();
    await tellAll();
    await report({ effect: 'reopened', fromTime: '16:42' });
    expect(await pageOf()).toContain('is closed since');
    expect(await both()).toEqual([[], []]);
  });

  it('and one that remains and was never told has its line then', async () => {
    const one = await report();
    await reportStrike();
    const mistake = await report({ effect: 'reopened', fromTime: '16:48' });
    await end(mistake);
    expect(await both()).toEqual([['crossing-closed'], ['crossing-closed']]);
    await end(one);
    expect(await both()).toEqual([['crossing-closed'], ['crossing-closed']]);
  });

  it('nor when another border reopens and hers was acknowledged at her new place; when hers ends, it is', async () => {
    const one = await report();
    await tellAll();
    await moveToLater();
    await tellAll();
    await report({ crossings: ['by-pl-bobrowniki'], effect: 'reopened', fromTime: '16:45' });
    expect(await both()).toEqual([[], []]);
    await end(one);
    expect(await openLines('traveller')).toEqual(['crossing-open-again']);
  });
});

describe('a slot that is handed on under a closure', () => {
  it('gives its new escort the line, takes it from the old one, and tells the new one of the end', async () => {
    const closure = await report();
    const person = { name: 'Ivan', phone: '+380 00 000 0002', language: 'en' as const, zone: 'Europe/Kyiv' };
    const ivan = await world.services.escort.create(anAct(), { ...person, crossingIds: [] });
    const { assign } = world.services;
    const heard = async () =>
      (await world.services.notification.listToTell())
        .filter(({ notification: { audience, eventId } }) => audience === 'escort' && eventId !== undefined)
        .map(({ notification: { about, escortId } }) => [about, escortId === ivan.escortId]);
    await assign.assign(anAct(), family.slot._id, ivan.escortId);
    expect(await heard()).toEqual([['crossing-closed', true]]);
    await assign.assign(anAct(), family.slot._id, '');
    expect(await heard()).toEqual([]);
    await assign.assign(anAct(), family.slot._id, ivan.escortId);
    expect(await heard()).toEqual([['crossing-closed', true]]);
    await tellAll();
    await end(closure);
    expect(await heard()).toEqual([['crossing-open-again', true]]);
  });
});
