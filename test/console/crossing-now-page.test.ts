import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';
import { aClosure } from '../support/closures.ts';
import { anAct } from '../support/builders.ts';
import { visibleText } from '../support/unsafe-words.ts';

const PAGE = '/console/crossings/now';

describe('the page of all crossings now', () => {
  let world: TestApp;
  let anna: Browser;
  beforeAll(async () => {
    world = await startTestApp({ clock: testClock('2026-11-24T15:50:00Z') });
    anna = await world.signIn('coordinator', 'Anna');
  });
  afterAll(() => world.stop());

  const text = async () => visibleText((await anna.get(PAGE).expect(200)).text);
  const wait = { crossing: 'pl-ua-medyka', direction: 'to-UA', mode: 'foot', seenDate: '2026-11-24' };

  it('says of every crossing what holds, who says so and how old that is', async () => {
    const before = await text();
    expect(before).toMatch(/Zosin–Ustyluh bus, car open look again By its ordinary rules; as of 2025-01/);
    expect(before).toMatch(/Kuźnica–Bruzgi .*bus closed look again Opened on trial, for cars only/);
    await world.services.crossingEvent.report(anAct(), aClosure());
    expect(await text()).toMatch(/Terespol–Brest (bus, car|car, bus|on foot, bus, car) closed/);
  });

  it('takes that somebody looked, in her name', async () => {
    const form = (await anna.get('/console/crossings/check?crossing=pl-ua-medyka').expect(200)).text;
    expect(form).toContain('Medyka–Shehyni: all that stands here holds');
    await anna.form('/console/crossings/check', { crossing: 'pl-ua-medyka', source: '' }).expect(422);
    const sent = await anna
      .form('/console/crossings/check', { crossing: 'pl-ua-medyka', source: 'Border guard, by phone' })
      .expect(303);
    expect(sent.headers['location']).toBe(`${PAGE}?notice=crossing-checked`);
    expect(await text()).toMatch(
      /Medyka–Shehyni Anna looked, 16:50: Border guard, by phone on foot open By its ordinary rules; as of 2026-11-24/,
    );
    await anna.get('/console/crossings/check?crossing=nowhere').expect(404);
  });

  it('shows a wait from three reports on: the middle one, how many, and the newest, to programs too', async () => {
    const note = (minutes: string, seenTime: string) =>
      anna.form('/console/crossings/wait', { ...wait, minutes, seenTime, source: 'Olena, on the phone' });
    const late = await note('30', '17:50').expect(422);
    expect(late.text).toContain('That time is still to come.');
    await note('30', '10:00').expect(303);
    await note('90', '11:00').expect(303);
    expect(await text()).not.toContain('newest');
    await note('200', '12:00').expect(303);
    expect(await text()).toContain('into Ukraine, on foot: 1 h 30 min of 3 newest 3 h 20 min, 12:00');
    const { crossings } = (await anna.get('/api/v1/crossings').expect(200)).body as {
      crossings: { crossingId: string; passages: { mode: string; direction: string; wait?: object }[] }[];
    };
    const medyka = crossings.find(({ crossingId }) => crossingId === 'pl-ua-medyka');
    expect(
      medyka?.passages.find(({ mode, direction }) => mode === 'foot' && direction === 'to-UA')?.wait,
    ).toMatchObject({
      ...{ median: 90, count: 3, newestMinutes: 200 },
    });
    const { waits } = (await anna.get('/api/v1/crossing-waits').expect(200)).body as { waits: { minutes: number }[] };
    expect(waits.map(({ minutes }) => minutes)).toEqual([200, 90, 30]);
    await anna.post('/api/v1/crossing-checks', { crossing: 'pl-ua-hrebenne', source: 'a call' }).expect(201);
  });
});
