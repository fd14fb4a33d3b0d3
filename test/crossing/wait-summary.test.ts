import { describe, expect, it } from '@jest/globals';
import { summarizeWaits, type Wait } from '../../src/crossing/wait-summary.ts';

const now = new Date('2026-11-26T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const wait = (minutes: number, hours: number, more: Partial<Wait> = {}): Wait => ({
  ...{ crossing: 'pl-ua-medyka', direction: 'to-UA', mode: 'bus', minutes, at: hoursAgo(hours) },
  ...more,
});
const of = (waits: Wait[]) =>
  summarizeWaits(waits, { crossing: 'pl-ua-medyka', direction: 'to-UA', mode: 'bus' }, { now, days: 3 });

describe('waits that were reported', () => {
  it('come to their median, the newest, and how old that is', () => {
    const waits = [wait(600, 30), wait(40, 2), wait(90, 50)];
    expect(of(waits)).toEqual({
      median: 90,
      longest: 600,
      count: 3,
      newest: { minutes: 40, at: hoursAgo(2) },
      age: 120,
    });
    expect(of([...waits, wait(120, 5)])?.median).toBe(120);
  });

  it('give no figure while there are fewer than three of the last days', () => {
    expect(of([wait(40, 2), wait(90, 50)])).toBeUndefined();
    expect(of([wait(40, 2), wait(90, 50), wait(600, 72)])).toBeUndefined();
    expect(of([wait(40, 2), wait(90, 50), wait(600, 71)])?.count).toBe(3);
    expect(of([wait(40, 2), wait(90, 50), wait(600, -1)])).toBeUndefined();
  });

  it('count where and how they were, or where nobody said how', () => {
    const others = [
      wait(5, 1, { crossing: 'pl-ua-zosin' }),
      wait(5, 1, { direction: 'to-PL' }),
      wait(5, 1, { mode: 'foot' }),
    ];
    expect(of([wait(40, 2), wait(90, 50), ...others])).toBeUndefined();
    const { mode: _, ...unsaid } = wait(60, 3);
    expect(of([wait(40, 2), wait(90, 50), unsaid])?.median).toBe(60);
  });
});
