import type { Clock } from '../../src/platform/clock.ts';

/** A clock that a test moves by hand. */
export interface TestClock {
  now: Clock;
  /** Sets it to an instant, ISO 8601. */
  set(instant: string): void;
  advance(amount: { minutes?: number; hours?: number; days?: number }): void;
}

export function testClock(start = '2026-11-24T10:00:00Z'): TestClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    set: (instant) => {
      time = new Date(instant).getTime();
    },
    advance: ({ minutes = 0, hours = 0, days = 0 }) => {
      time += ((days * 24 + hours) * 60 + minutes) * 60_000;
    },
  };
}
