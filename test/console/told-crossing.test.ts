import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, aStoredPoint, bookedFamilies } from '../support/closures.ts';
import { visibleText } from '../support/unsafe-words.ts';
import { PATH } from '../support/her-path.ts';

const TO_TELL = '/console/to-tell';
const CLOSED = 'Terespol–Brest is closed since 16:40 (Warsaw time).';

let world: TestApp;
let anna: Browser;

beforeEach(async () => {
  world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
  anna = await world.signIn('coordinator', 'Anna');
  await aStoredPoint(world.services.stores);
});
afterEach(() => world.stop());

const report = (changes: object = {}) => world.services.crossingEvent.report(anAct(), aClosure(changes));
const end = (eventId: string) =>
  world.services.crossingEvent.end(anAct(), eventId, {
    ...{ seq: 0, endedDate: '2026-11-24', endedTime: '16:48', source: 'Guard' },
  });
const textOf = async (page: string) => visibleText((await anna.get(page).expect(200)).text);
const callHer = async () => {
  const lines = await world.services.notification.listToTell();
  const hers = lines.find(({ notification }) => notification.audience === 'traveller');
  const answer = await anna.form(`${TO_TELL}/${hers?.notification._id ?? ''}/call`).expect(200);
  return visibleText(answer.text);
};
const slotFor = async (count = 1) => {
  const person = { name: 'Olena', phone: '+380 00 000 0000', language: 'en' as const, zone: 'Europe/Kyiv' };
  const { escortId } = await world.services.escort.create(anAct(), { ...person, crossingIds: [] });
  return bookedFamilies(world.services.stores, count, { slot: { escortId } });
};

describe('a line about a crossing', () => {
  it('names the crossing and since when, on the list, in the call and at the change of the shift', async () => {
    await slotFor();
    await report();
    const list = await textOf(TO_TELL);
    expect(list.split(CLOSED)).toHaveLength(3);
    const shift = await textOf('/console/shift');
    expect(shift).toContain(`her: ${CLOSED} To tell since 16:50`);
    expect(shift.split(CLOSED)).toHaveLength(3);
    const call = await callHer();
    expect(call).toContain(CLOSED);
    expect(call).toContain('What was said: “The border guard has closed the crossing”');
    expect(call).toContain('She must not go on.');
  });

  it('does not forbid her to go on where the crossing is only restricted, nor before it is', async () => {
    await slotFor();
    await report({ effect: 'restricted', fromDate: '2026-11-25', fromTime: '06:00' });
    const call = await callHer();
    expect(call).toContain('Terespol–Brest will be restricted from Wed 25 Nov, 06:00 (Warsaw time).');
    expect(call).not.toContain('She must not go on.');
  });

  it('tells an escort to wait, not that she must stop', async () => {
    await slotFor();
    await report();
    const lines = await world.services.notification.listToTell();
    const his = lines.find(({ notification }) => notification.audience === 'escort');
    const call = visibleText((await anna.form(`${TO_TELL}/${his?.notification._id ?? ''}/call`).expect(200)).text);
    expect(call).toContain(CLOSED);
    expect(call).not.toContain('She must not go on.');
  });

  it('says when it was open again, by its end or by a reopening with its words', async () => {
    await slotFor();
    const { eventId } = await report();
    await end(eventId);
    expect(await textOf(TO_TELL)).toContain('Terespol–Brest is open again since 16:48 (Warsaw time).');
    world.clock.advance({ minutes: 10 });
    await report({ fromTime: '16:55' });
    await report({ effect: 'reopened', fromTime: '16:58', wording: 'Cars and buses pass again' });
    expect(await textOf(TO_TELL)).toContain('Terespol–Brest is open again since 16:58 (Warsaw time).');
    expect(await callHer()).toContain('What was said: “Cars and buses pass again”');
  });

  it('names the crossing she had heard of when that was a mistake', async () => {
    await slotFor();
    const { eventId } = await report();
    const input = { ...aClosure({ crossings: ['by-pl-bobrowniki'] }), seq: 0 };
    world.clock.advance({ minutes: 5 });
    await world.services.crossingEvent.correct(anAct(), eventId, input);
    const list = await textOf(TO_TELL);
    expect(list).toContain('Terespol–Brest: what we said was corrected at 16:55 (Warsaw time).');
    expect(list).not.toContain('Bobrowniki');
  });

  it('of a whole border names hers alone', async () => {
    await bookedFamilies(world.services.stores, 1, { caseFile: { path: PATH } });
    const all = [...world.services.reference.crossings.values()].filter(
      ({ border, kind }) => border === 'BY-PL' && kind === 'road',
    );
    await report({ crossings: all.map(({ id }) => id) });
    const rows = (await anna.get(TO_TELL)).text.split('<tr').map(visibleText);
    const [hers, his] = ['traveller', 'escort-olena'].map((whom) => rows.find((row) => row.includes(whom)) ?? '');
    expect(all.length).toBeGreaterThan(3);
    expect([hers?.split('is closed since').length, his?.split('is closed since').length]).toEqual([2, 4]);
    expect(hers).toContain(CLOSED);
    expect(his).toContain(`And ${all.length - 3} more.`);
  });
});
