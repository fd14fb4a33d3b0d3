import { afterEach, describe, expect, it } from '@jest/globals';
import { ENDINGS, JOURNEY_STATES } from '../../src/case-file/case-state.ts';
import { demoClock, type DemoClock } from '../../src/demo/demo-clock.ts';
import { openDemo } from '../../src/demo/demo.ts';
import { daysAfter } from '../../src/platform/days.ts';
import { PUBLIC_URL, startTestApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/clock.ts';

describe('the demonstration', () => {
  let test: TestApp | undefined;
  afterEach(async () => {
    await test?.stop();
    test = undefined;
  });

  const startDemo = async (instant: string): Promise<{ app: TestApp; clock: DemoClock }> => {
    const machine = testClock(instant);
    const clock = demoClock(machine.now);
    test = await startTestApp({ clock: { ...machine, now: clock.now } });
    return { app: test, clock };
  };
  const open = ({ app, clock }: { app: TestApp; clock: DemoClock }) =>
    openDemo(app.services, { clock, say: () => undefined, publicUrl: PUBLIC_URL });
  const fetchFeed = (app: TestApp, link: string) => app.browser().get(new URL(link).pathname);

  // An hour before midnight, just after it, in the morning; and over both nights when clocks change.
  it.each(['2026-11-24T22:30:00Z', '2026-11-25T00:10:00Z', '2027-03-28T08:00:00Z', '2026-10-26T13:00:00Z'])(
    'begun at %s, shows every state, four weeks of slots and somebody booked',
    async (instant) => {
      const demo = await startDemo(instant);
      await open(demo);
      const { services, clock } = { services: demo.app.services, clock: demo.clock };
      expect(clock.now().toISOString()).toBe(new Date(instant).toISOString());

      const families = await services.reading.listRecent(400);
      expect(families).toHaveLength(16);
      expect(new Set(families.map(({ state }) => state))).toEqual(new Set([...JOURNEY_STATES, ...ENDINGS]));
      expect((await services.escort.list()).length).toBe(8);
      expect((await services.series.list()).length).toBe(3);

      const ahead = await services.slotList.list({ from: clock.now(), to: daysAfter(clock.now(), 28) });
      expect(new Set(ahead.map(({ crossingId }) => crossingId)).size).toBe(3);
      expect(daysAfter(clock.now(), 20) < new Date(ahead.at(-1)?.from ?? 0)).toBe(true);
      const sum = (field: 'seatsBooked' | 'seatsHeld') => ahead.reduce((seats, slot) => seats + slot[field], 0);
      expect(sum('seatsBooked')).toBeGreaterThanOrEqual(3);
      expect(sum('seatsHeld')).toBe(2);
      // A crossing event is in force: whoever books has seen it and said why she books all the same.
      const bookings = demo.app.database.connection.collection('bookings');
      expect(await bookings.countDocuments({ 'acknowledged.codes': 'crossing-event' })).toBeGreaterThan(0);
    },
  );

  it('opens three doors at each start, and shuts those of the start before', async () => {
    const demo = await startDemo('2026-11-24T10:00:00Z');
    const first = await open(demo);
    const families = (await demo.app.services.reading.listRecent(400)).length;
    expect((await fetchFeed(demo.app, first.feedLink)).text).toContain('BEGIN:VEVENT');
    const second = await open(demo);
    expect((await demo.app.services.reading.listRecent(400)).length).toBe(families);
    expect((await fetchFeed(demo.app, second.feedLink)).text).not.toContain('-ended@homeward');
    expect((await fetchFeed(demo.app, first.feedLink)).text).toContain('-ended@homeward');
    const signIn = (link: string) => demo.app.services.signIn.signIn(link.split('/').at(-1) ?? '', 'test');
    await expect(signIn(first.consoleLink)).rejects.toThrow();
    expect(await signIn(second.consoleLink)).toEqual(expect.any(String));
    const openPage = (link: string) => demo.app.services.credential.openByToken(link.split('#')[1] ?? '');
    await expect(openPage(first.travellerLink)).rejects.toThrow();
    expect(await openPage(second.travellerLink)).toEqual(expect.any(String));
  });
});
