import { describe, expect, it } from '@jest/globals';
import { afterCurfew } from '../../src/itinerary/curfew.ts';
import type { Curfew } from '../../src/route/facts.ts';
import { aCurfew } from '../support/small-way.ts';

/** Local time in Kyiv, in winter two hours ahead of UTC; gives the time there, with a mark where it was moved. */
const arrive = (local: string, ...curfews: Curfew[]): string => {
  const { at, moved } = afterCurfew(new Date(`2026-11-${local}:00+02:00`), 'kyiv', curfews);
  return new Date(at.getTime() + 2 * 3_600_000).toISOString().slice(8, 16) + (moved ? ' moved' : '');
};

describe('a curfew from 22:00 to 05:00', () => {
  it('holds from its first minute to its last', () => {
    const arrivals = ['26T21:59', '26T22:00', '27T04:59', '27T05:00'].map((local) => arrive(local, aCurfew()));
    expect(arrivals).toEqual(['26T21:59', '27T05:00 moved', '27T05:00 moved', '27T05:00']);
  });

  it('holds on its first and on its last evening, and on none before or after', () => {
    const rule = aCurfew({ from: '2026-11-26', to: '2026-11-27' });
    const nights = ['25T23:00', '26T23:00', '27T23:00', '28T23:00'].map((local) => arrive(local, rule));
    expect(nights).toEqual(['25T23:00', '27T05:00 moved', '28T05:00 moved', '28T23:00']);
    expect([arrive('26T04:00', rule), arrive('28T04:00', rule)]).toEqual(['26T04:00', '28T05:00 moved']);
  });

  it('of one place says nothing of another, and of none nothing at all', () => {
    expect(arrive('26T23:00', aCurfew({ places: ['lublin'] }))).toBe('26T23:00');
    expect(arrive('26T23:00')).toBe('26T23:00');
    const two = [aCurfew({ places: ['lublin'], start: '20:00' }), aCurfew()];
    expect([arrive('26T21:00', ...two), arrive('26T23:00', ...two)]).toEqual(['26T21:00', '27T05:00 moved']);
  });

  it('gives way to a newer rule for that evening, in whatever order they are known', () => {
    const old = aCurfew();
    const newer = aCurfew({ from: '2026-11-20', end: '06:00' });
    const newest = aCurfew({ from: '2026-11-25', end: '04:00' });
    for (const rules of [
      [old, newer, newest],
      [newest, newer, old],
      [newer, newest, old],
      [newest, old, newer],
    ])
      expect(arrive('26T23:00', ...rules)).toBe('27T04:00 moved');
    expect(arrive('24T23:00', newest, old, newer)).toBe('25T06:00 moved');
  });

  it('that ends on the same day it begins lies after midnight, and one of a whole day ends on the next', () => {
    const early = aCurfew({ start: '00:00', end: '05:00' });
    expect(['26T23:59', '27T00:00', '27T04:59'].map((local) => arrive(local, early))).toEqual([
      ...['26T23:59', '27T05:00 moved', '27T05:00 moved'],
    ]);
    const whole = aCurfew({ start: '05:00', end: '05:00', from: '2026-11-26', to: '2026-11-26' });
    expect(arrive('26T12:00', whole)).toBe('27T05:00 moved');
  });
});

describe('a curfew of one stretch', () => {
  const stretch = (changes: Partial<Curfew>) => aCurfew({ continuous: true, ...changes });

  it('lasts from the first evening to the last morning', () => {
    const known = stretch({ from: '2026-11-25', to: '2026-11-28' });
    expect(
      ['25T21:00', '25T22:00', '26T12:00', '27T12:00', '28T04:00', '28T05:00'].map((each) => arrive(each, known)),
    ).toEqual([...['25T21:00', '28T05:00 moved', '28T05:00 moved', '28T05:00 moved', '28T05:00 moved', '28T05:00']]);
  });

  it('of which nobody knows the beginning or the end holds on each evening that it reaches', () => {
    expect(arrive('26T12:00', stretch({ to: '2026-11-28' }))).toBe('28T05:00 moved');
    expect(arrive('27T03:00', stretch({ from: '2026-11-25' }))).toBe('27T05:00 moved');
  });
});
