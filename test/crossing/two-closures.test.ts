import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, aStoredPoint, bookedFamilies, type Family } from '../support/closures.ts';

let world: TestApp;
let family: Family;

beforeEach(async () => {
  world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
  await aStoredPoint(world.services.stores);
  const { families } = await bookedFamilies(world.services.stores, 1);
  if (!families[0]) throw new Error('no family');
  [family] = families;
});
afterEach(() => world.stop());

const minutesLater = () => world.clock.advance({ minutes: 1 });
const report = async (changes: object = {}) => {
  minutesLater();
  return (await world.services.crossingEvent.report(anAct(), aClosure(changes))).eventId;
};
const end = (eventId: string) => {
  minutesLater();
  const input = { seq: 0, endedDate: '2026-11-24', endedTime: '16:45', source: 'Guard' };
  return world.services.crossingEvent.end(anAct(), eventId, input);
};
const MEDYKA = { crossings: ['pl-ua-medyka'] };
const OTHER_SOURCE = { fromTime: '16:42', wording: 'No buses at all', source: 'The carrier' };

const openLines = async () =>
  (await world.services.stores.notifications.listOpenOfCase(family.caseFile._id)).map(({ about, eventId }) => [
    about,
    eventId,
  ]);
const tellAll = async () => {
  minutesLater();
  const { notifications } = world.services.stores;
  for (const { _id } of await notifications.listOpenOfCase(family.caseFile._id))
    await notifications.markTold(_id, 'Anna', world.clock.now());
};
const openOfEscort = async () =>
  (await world.services.stores.notifications.listOpenOfSlot(family.slot._id)).flatMap(({ audience, about, eventId }) =>
    audience === 'escort' ? [[about, eventId]] : [],
  );

describe.each([
  ['at two crossings', MEDYKA],
  ['of one crossing', OTHER_SOURCE],
])('two closures %s', (_, second) => {
  it('leave her with the one that still holds when the other ends before she was told', async () => {
    const [first, other] = [await report(), await report(second)];
    await end(first);
    expect(await openLines()).toEqual([['crossing-closed', other]]);
    await end(other);
    expect(await openLines()).toEqual([['crossing-open-again', other]]);
  });

  it('are not open again for her when she was told of both and one ends, whichever', async () => {
    const [first, other] = [await report(), await report(second)];
    await tellAll();
    await end(other);
    expect(await openLines()).toEqual([]);
    await end(first);
    expect(await openLines()).toEqual([['crossing-open-again', first]]);
  });

  it('do not speak again of the milder one when she never heard of the other', async () => {
    await report({ ...second, effect: 'restricted' });
    await tellAll();
    await end(await report());
    expect(await openLines()).toEqual([]);
  });

  it('tell her what is left when that is milder', async () => {
    const restricted = await report({ ...second, effect: 'restricted' });
    const closed = await report();
    await tellAll();
    await end(closed);
    expect(await openLines()).toEqual([['crossing-restricted', restricted]]);
    await tellAll();
    await end(restricted);
    expect(await openLines()).toEqual([['crossing-open-again', restricted]]);
  });
});

describe('two closures of one crossing', () => {
  it('are told anew where a reopening had lifted both, was a mistake, and one of them ends', async () => {
    const [first, other] = [await report(), await report(OTHER_SOURCE)];
    await tellAll();
    const reopening = await report({ effect: 'reopened', fromTime: '16:50' });
    expect((await openLines()).map(([about]) => about)).toEqual(['crossing-open-again']);
    await tellAll();
    await end(reopening);
    const [line] = await openLines();
    expect(line?.[0]).toBe('crossing-closed');
    const [told, left] = line?.[1] === first ? [first, other] : [other, first];
    await end(told);
    expect(await openLines()).toEqual([['crossing-closed', left]]);
  });

  it('do not let an end that is long past speak again at the end of another', async () => {
    const [first, other] = [await report(), await report(OTHER_SOURCE)];
    await end(first);
    await end(other);
    await tellAll();
    const third = await report({ ...MEDYKA, effect: 'restricted' });
    await tellAll();
    const reopening = await report({ crossings: ['by-pl-bobrowniki'], effect: 'reopened', fromTime: '16:52' });
    await end(reopening);
    expect(await openLines()).toEqual([]);
    await end(third);
    expect(await openLines()).toEqual([['crossing-open-again', third]]);
  });
});

describe('an escort of two closures', () => {
  const withEscort = async () => {
    const person = { name: 'Olena', phone: '+380 00 000 0000', language: 'en' as const, zone: 'Europe/Kyiv' };
    const { escortId } = await world.services.escort.create(anAct(), { ...person, crossingIds: [] });
    await world.services.stores.slots.update(family.slot._id, { escortId });
  };

  it('hears nothing of one that ends while the other holds there', async () => {
    await withEscort();
    const [first, other] = [await report(), await report(OTHER_SOURCE)];
    await end(first);
    expect(await openOfEscort()).toEqual([['crossing-closed', other]]);
  });

  it('hears that a crossing is open again though another is not: his travellers go different ways', async () => {
    await withEscort();
    const [first, other] = [await report(), await report(MEDYKA)];
    await end(first);
    expect(new Set((await openOfEscort()).map(String))).toEqual(
      new Set([`crossing-closed,${other}`, `crossing-open-again,${first}`]),
    );
  });
});
