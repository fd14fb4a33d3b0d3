import { describe, it, expect } from '@jest/globals';
import { afterCurfew } from '../../src/itinerary/curfew.ts';
import { loadReference } from '../../src/route/load-route.ts';

const { curfews } = loadReference(process.cwd());
const kyiv = (instant: string) => {
  const { at, moved } = afterCurfew(new Date(instant), 'kyiv', curfews.values());
  return [at.toISOString(), moved];
};

describe('an arrival during the curfew', () => {
  it('waits for the morning when she would come after midnight', () => {
    expect(kyiv('2026-11-27T01:30:00Z')).toEqual(['2026-11-27T03:00:00.000Z', true]);
  });

  it('stays as it is by day, and at the very minute the curfew ends', () => {
    expect(kyiv('2026-11-27T12:00:00Z')).toEqual(['2026-11-27T12:00:00.000Z', false]);
    expect(kyiv('2026-11-27T03:00:00Z')).toEqual(['2026-11-27T03:00:00.000Z', false]);
  });

  it('follows the newest rule, not an older one that nobody ended', () => {
    expect(kyiv('2026-11-26T21:30:00Z')[1]).toBe(false);
    expect(kyiv('2022-03-01T19:00:00Z')).toEqual(['2022-03-02T05:00:00.000Z', true]);
  });

  it('crosses midnight in the evenings when it began before it', () => {
    expect(kyiv('2022-06-10T20:30:00Z')).toEqual(['2022-06-11T02:00:00.000Z', true]);
  });

  it('lasts through days where it was one stretch', () => {
    expect(kyiv('2022-03-27T10:00:00Z')).toEqual(['2022-03-28T04:00:00.000Z', true]);
  });

  it('ends by the clock in the night that loses an hour', () => {
    expect(kyiv('2027-03-28T00:30:00Z')).toEqual(['2027-03-28T02:00:00.000Z', true]);
  });

  it('is no matter where none is known', () => {
    expect(afterCurfew(new Date('2026-11-27T01:30:00Z'), 'lublin', curfews.values()).moved).toBe(false);
  });
});
