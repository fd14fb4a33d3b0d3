import { describe, it, expect } from '@jest/globals';
import { MISLEADING } from '../support/misleading-clocks.ts';
import {
  canonicalZone,
  clockName,
  formatDay,
  formatShortDay,
  formatTime,
  localDateTime,
  offsetMinutes,
  resolveLocal,
  zoneExists,
} from '../../src/platform/zone-time.ts';

const ZONES = ['Europe/Kaliningrad', 'Europe/Minsk', 'Europe/Warsaw', 'Europe/Kyiv'] as const;
const instantOf = (zone: string, local: string): Date => {
  const [date = '', time = ''] = local.split('T');
  return resolveLocal({ date, time, zone }).instant;
};

describe('journeys whose clocks mislead', () => {
  it.each(MISLEADING)('%s', (_name, fromZone, from, toZone, to, minutes) => {
    const elapsed = instantOf(toZone, to).getTime() - instantOf(fromZone, from).getTime();
    expect(elapsed / 60_000).toBe(minutes);
  });
});

const NIGHTS = [
  ['2022-03-27', '2022-10-30'],
  ['2026-03-29', '2026-10-25'],
  ['2027-03-28', '2027-10-31'],
] as const;
// The local hour at 01:00 UTC, where both countries change their clocks.
const HOUR = { 'Europe/Warsaw': { winter: 1, gap: '02:30' }, 'Europe/Kyiv': { winter: 2, gap: '03:30' } } as const;

describe.each(NIGHTS)('the nights of %s and %s', (spring, autumn) => {
  it.each(['Europe/Warsaw', 'Europe/Kyiv'] as const)('%s skips an hour in spring: a time in it is moved on', (zone) => {
    const resolved = resolveLocal({ date: spring, time: HOUR[zone].gap, zone });
    expect(resolved).toEqual({ instant: new Date(`${spring}T01:30:00Z`), adjusted: 'gap' });
    expect(localDateTime(resolved.instant, zone).time).toBe(zone === 'Europe/Warsaw' ? '03:30' : '04:30');
  });

  it.each(['Europe/Warsaw', 'Europe/Kyiv'] as const)('%s has an hour twice in autumn: the first is taken', (zone) => {
    const resolved = resolveLocal({ date: autumn, time: HOUR[zone].gap, zone });
    expect(resolved).toEqual({ instant: new Date(`${autumn}T00:30:00Z`), adjusted: 'overlap' });
    expect(offsetMinutes(resolved.instant, zone)).toBe((HOUR[zone].winter + 1) * 60);
  });

  it.each(['Europe/Kaliningrad', 'Europe/Minsk'])('%s lets both nights pass', (zone) => {
    for (const date of [spring, autumn])
      for (const time of ['02:30', '03:30']) expect(resolveLocal({ date, time, zone }).adjusted).toBe('none');
  });

  it.each(ZONES)('%s gives every quarter of an hour back as it was, or marks it', (zone) => {
    for (const date of [spring, autumn])
      for (let minute = 0; minute < 24 * 60; minute += 15) {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const { instant, adjusted } = resolveLocal({ date, time, zone });
        expect(localDateTime(instant, zone).time === time).toBe(adjusted !== 'gap');
      }
  });

  it.each(['Europe/Warsaw', 'Europe/Kyiv'] as const)('%s marks the edges of both hours exactly', (zone) => {
    const edge = (date: string, minutes: number): string => {
      const [hour = 0] = HOUR[zone].gap.split(':').map(Number);
      const total = hour * 60 + minutes;
      const time = `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
      return resolveLocal({ date, time, zone }).adjusted;
    };
    expect([-1, 0, 59, 60].map((minutes) => edge(spring, minutes))).toEqual(['none', 'gap', 'gap', 'none']);
    expect([-1, 0, 59, 60].map((minutes) => edge(autumn, minutes))).toEqual(['none', 'overlap', 'overlap', 'none']);
  });
});

describe('zones and their words', () => {
  it('knows both names of the zone of Kyiv and keeps one', () => {
    expect(['Europe/Kyiv', 'Europe/Kiev'].map(zoneExists)).toEqual([true, true]);
    expect(canonicalZone('Europe/Kiev')).toBe('Europe/Kyiv');
    expect(clockName('Europe/Kiev', 'uk')).toBe('за київським часом');
  });

  it('refuses a zone, a day or a time that is none', () => {
    expect(zoneExists('Europe/Lemberg')).toBe(false);
    for (const wrong of [{ zone: 'Europe/Lemberg' }, { date: '2026-02-30' }, { time: '25:00' }])
      expect(() => resolveLocal({ date: '2026-02-03', time: '10:00', zone: 'Europe/Kyiv', ...wrong })).toThrow(
        RangeError,
      );
  });

  it('names every clock of the route in every language', () => {
    for (const zone of ZONES)
      for (const language of ['en', 'uk', 'ru'] as const) expect(clockName(zone, language)).not.toContain('/');
  });

  it('says the day as each language does', () => {
    const instant = new Date('2026-11-25T23:30:00Z');
    expect(formatTime(instant, 'Europe/Kyiv')).toBe('01:30');
    expect(formatDay(instant, 'Europe/Kyiv', 'en')).toBe('Thursday 26 November');
    expect(formatDay(instant, 'Europe/Kyiv', 'uk')).toBe('четвер 26 листопада');
    expect(formatDay(instant, 'Europe/Kyiv', 'ru')).toBe('четверг 26 ноября');
    expect(formatShortDay(instant, 'Europe/Warsaw', 'en')).toBe('Thu 26 Nov');
  });
});
