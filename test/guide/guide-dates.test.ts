import { describe, it, expect } from '@jest/globals';
import { sayDate, whenWarsawNoon } from '../../src/guide/guide-dates.ts';

describe('a date in the guide', () => {
  it('is as exact as it is known, in the words of each language', () => {
    expect(sayDate('2022-03-02', 'en')).toBe('2 March 2022');
    expect(sayDate('2022-03-02', 'uk')).toBe('2 березня 2022 р.');
    expect(sayDate('2025-11', 'en')).toBe('November 2025');
    expect(sayDate('2025-01/2026-01', 'en')).toBe('January 2025 – January 2026');
    expect(sayDate('2024', 'ru')).toBe('2024');
  });

  it('says so when it is not known', () => {
    expect(sayDate(null, 'en')).toBe('no date known');
    expect(sayDate('2022-03 (a Sunday)', 'uk')).toBe('дата невідома');
  });
});

describe('the clocks', () => {
  it('show what each city reads when Warsaw reads noon', () => {
    const read = (season: 'winter' | 'summer') =>
      ['Europe/Kaliningrad', 'Europe/Minsk', 'Europe/Warsaw', 'Europe/Kyiv'].map((zone) =>
        whenWarsawNoon(zone, season),
      );
    expect(read('winter')).toEqual(['13:00', '14:00', '12:00', '13:00']);
    expect(read('summer')).toEqual(['12:00', '13:00', '12:00', '13:00']);
  });
});
