import type { Clock } from '../platform/clock.ts';

/** The machine's clock, which the demo's filling may set back, so that its journeys have begun before today. */
export interface DemoClock {
  now: Clock;
  /** Days from now, fractions too; 0 is the present. */
  travelTo(days: number): void;
}

export function demoClock(machine: Clock): DemoClock {
  let offset = 0;
  return {
    now: () => new Date(machine().getTime() + offset),
    travelTo: (days) => {
      offset = days * 86_400_000;
    },
  };
}
