import { describe, expect, it } from '@jest/globals';
import { clocksToShow, fullDay, fullSpan, fullTime, shortClocks } from '../../src/feed/feed-clock.ts';

const noon = new Date('2026-11-24T12:00:00Z');
const midnight = new Date('2026-11-24T22:30:00Z');

describe('the clocks in a calendar', () => {
  it('are named by their city: in his language where we have it, else by the name of the zone', () => {
    const far = ['Europe/Kyiv', 'America/New_York', 'America/Argentina/Buenos_Aires'];
    expect(shortClocks(noon, far, 'en')).toBe('14:00 Kyiv · 07:00 New York · 09:00 Buenos Aires');
    expect(shortClocks(noon, ['Europe/Minsk', 'Europe/Kaliningrad'], 'ru')).toBe('15:00 Минск · 14:00 Калининград');
  });

  it('say their day only where it is another than that of the first', () => {
    expect(shortClocks(midnight, ['Europe/Warsaw', 'Europe/Kyiv'], 'en')).toBe('23:30 Warsaw · 00:30 Kyiv (Wed)');
    expect(shortClocks(midnight, ['Europe/Kyiv', 'Europe/Warsaw'], 'en')).toBe('00:30 Kyiv · 23:30 Warsaw (Tue)');
  });

  it('stand each once, the own one first', () => {
    expect(clocksToShow('Europe/Kiev', ['Europe/Warsaw', 'Europe/Kyiv'])).toEqual(['Europe/Kyiv', 'Europe/Warsaw']);
  });

  it('say how far they are from UTC, to the minute', () => {
    expect(fullTime(noon, 'Asia/Kolkata', 'en')).toBe('Tue, 24 Nov 2026, 17:30 (Kolkata, UTC+5:30)');
    expect(fullTime(noon, 'UTC', 'en')).toBe('Tue, 24 Nov 2026, 12:00 (UTC, UTC+0)');
    expect(fullTime(noon, 'America/New_York', 'en')).toBe('Tue, 24 Nov 2026, 07:00 (New York, UTC-5)');
  });
});

describe('a window in a calendar', () => {
  it('names its second day where it ends on another one', () => {
    const over = { from: midnight, to: new Date('2026-11-25T00:00:00Z') };
    expect(fullSpan(over, 'Europe/Warsaw', 'en')).toBe(
      'Tue, 24 Nov 2026, 23:30 – Wed, 25 Nov 2026, 01:00 (Warsaw, UTC+1)',
    );
    expect(fullSpan(over, 'Europe/Kyiv', 'en')).toBe('Wed, 25 Nov 2026, 00:30–02:00 (Kyiv, UTC+2)');
  });

  it('is dated in the language of who reads it', () => {
    expect(fullDay(noon, 'Europe/Kyiv', 'en')).toBe('Tue, 24 Nov 2026');
    expect(fullDay(noon, 'Europe/Kyiv', 'uk')).toMatch(/вт.*24.*2026/);
    expect(fullDay(noon, 'Europe/Kyiv', 'ru')).toMatch(/вт.*24.*2026/);
  });
});
