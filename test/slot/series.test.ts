import { describe, expect, it } from '@jest/globals';
import { slotTimes } from '../../src/slot/build-slot.ts';
import { HORIZON_DAYS, keysWithin, planSeries, seriesSchema } from '../../src/slot/series.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const aPattern = (changes = {}) => ({
  _id: 'series',
  weekdays: everyDay,
  localTimes: ['14:30'],
  validFrom: '2020-01-01',
  validTo: '2030-12-31',
  ...changes,
});
const none = new Set<string>();
const windowOf = (date: string, time: string, zone: string) =>
  slotTimes({ date, time, windowMinutes: 40 }, zone, 18 * 60, { restHours: 24, arrival: (planned) => planned });

describe('planning a series', () => {
  it('plans four weeks from a day on, the first day included and the twenty-ninth left out', () => {
    const planned = planSeries(aPattern(), '2026-11-24', HORIZON_DAYS, none);
    expect(planned).toHaveLength(28);
    expect(planned[0]).toEqual({ plannedKey: 'series/2026-11-24/14:30', date: '2026-11-24', time: '14:30' });
    expect(planned.at(-1)?.date).toBe('2026-12-21');
  });

  it('keeps to its weekdays, and to its first and last day inclusive', () => {
    const pattern = aPattern({ weekdays: [2, 6], validFrom: '2026-11-28', validTo: '2026-12-05' });
    const dates = planSeries(pattern, '2026-11-24', HORIZON_DAYS, none).map(({ date }) => date);
    expect(dates).toEqual(['2026-11-28', '2026-12-01', '2026-12-05']);
  });

  it('plans only what its keys lack, so that planning again plans nothing', () => {
    const pattern = aPattern({ localTimes: ['18:00', '09:00'] });
    const keys = keysWithin(pattern, '2026-11-24', 3);
    expect(keys).toHaveLength(6);
    expect(planSeries(pattern, '2026-11-24', 3, new Set(keys))).toEqual([]);
    expect(planSeries(pattern, '2026-11-24', 3, new Set(keys.slice(1)))).toHaveLength(1);
  });

  it('rolls on by one day when the day has passed', () => {
    const known = new Set(keysWithin(aPattern(), '2026-11-24', HORIZON_DAYS));
    const next = planSeries(aPattern(), '2026-11-25', HORIZON_DAYS, known);
    expect(next.map(({ date }) => date)).toEqual(['2026-12-22']);
  });

  it('plans nothing once it is retired', () => {
    expect(planSeries(aPattern({ retired: true }), '2026-11-24', HORIZON_DAYS, none)).toEqual([]);
  });

  it('is not accepted with a last day before the first, or with a time that is none', () => {
    const input = { meetingPointId: 'p', weekdays: [1], localTimes: ['14:30'], capacity: 2 };
    const days = { validFrom: '2026-12-01', validTo: '2026-12-31' };
    expect(seriesSchema.safeParse({ ...input, ...days }).success).toBe(true);
    expect(seriesSchema.safeParse({ ...input, ...days, validTo: '2026-11-30' }).success).toBe(false);
    expect(seriesSchema.safeParse({ ...input, ...days, localTimes: ['24:30'] }).success).toBe(false);
  });
});

// The last Sunday of March and of October, at 01:00 UTC, in both zones at once.
const springNights = ['2022-03-27', '2026-03-29', '2027-03-28'];
const autumnNights = ['2022-10-30', '2026-10-25', '2027-10-31'];

describe('a window on the nights when clocks change', () => {
  it.each(springNights)('keeps the wall clock over %s: an hour earlier in UTC from that day on', (night) => {
    const before = new Date(`${night}T14:30:00Z`).getTime() - 86_400_000;
    const dayBefore = new Date(before).toISOString().slice(0, 10);
    expect(windowOf(dayBefore, '14:30', 'Europe/Kyiv').from).toEqual(new Date(`${dayBefore}T12:30:00Z`));
    expect(windowOf(night, '14:30', 'Europe/Kyiv').from).toEqual(new Date(`${night}T11:30:00Z`));
    expect(windowOf(dayBefore, '14:30', 'Europe/Warsaw').from).toEqual(new Date(`${dayBefore}T13:30:00Z`));
    expect(windowOf(night, '14:30', 'Europe/Warsaw').from).toEqual(new Date(`${night}T12:30:00Z`));
  });

  it.each([
    ...springNights.map((night) => [night, '03:30', 'Europe/Kyiv'] as const),
    ...springNights.map((night) => [night, '02:30', 'Europe/Warsaw'] as const),
  ])('moves %s %s in %s, which does not exist, on by the hour and marks it', (date, time, zone) => {
    expect(windowOf(date, time, zone)).toMatchObject({
      adjusted: 'gap',
      from: new Date(`${date}T01:30:00Z`),
      localDate: date,
      // What the clock on the wall shows then.
      localTime: zone === 'Europe/Kyiv' ? '04:30' : '03:30',
    });
  });

  it.each([
    ...autumnNights.map((night) => [night, '03:30', 'Europe/Kyiv'] as const),
    ...autumnNights.map((night) => [night, '02:30', 'Europe/Warsaw'] as const),
  ])('takes the first of the two %s %s in %s', (date, time, zone) => {
    expect(windowOf(date, time, zone)).toMatchObject({ adjusted: 'overlap', from: new Date(`${date}T00:30:00Z`) });
  });

  it.each([...springNights, ...autumnNights])(
    'is 40 minutes long and commits 42 hours more, whatever %s does',
    (night) => {
      for (const zone of ['Europe/Kyiv', 'Europe/Warsaw']) {
        for (const time of ['00:10', '01:45', '02:30', '03:30', '23:50']) {
          const { from, to, accompaniedUntil, freeAt } = windowOf(night, time, zone);
          expect([+to - +from, +accompaniedUntil - +to, +freeAt - +accompaniedUntil].map((ms) => ms / 60_000)).toEqual([
            40, 1080, 1440,
          ]);
        }
      }
    },
  );
});

describe('what a slot takes of its escort', () => {
  it('reaches to the end of the curfew, when Kyiv is reached inside one', () => {
    const arrival = (planned: Date): Date => (planned.getUTCHours() < 3 ? new Date('2026-12-02T03:00:00Z') : planned);
    const rule = { restHours: 24, arrival };
    const times = slotTimes({ date: '2026-12-01', time: '14:30', windowMinutes: 30 }, 'Europe/Kyiv', 12 * 60, rule);
    expect(times.accompaniedUntil).toEqual(new Date('2026-12-02T03:00:00Z'));
    expect(times.freeAt).toEqual(new Date('2026-12-03T03:00:00Z'));
  });
});
