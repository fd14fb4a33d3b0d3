import { daysAfter } from '../platform/days.ts';
import type { CrossingMode, Direction } from './crossing.ts';

/** A wait that somebody reported, however it came to us. */
export interface Wait {
  crossing: string;
  direction: Direction;
  /** Absent where the report does not say how they crossed. */
  mode?: CrossingMode;
  minutes: number;
  at: Date;
}

/** What the last days' reports come to. */
export interface WaitSummary {
  /** Minutes: of an even number of reports the longer of the two in the middle. */
  median: number;
  count: number;
  newest: { minutes: number; at: Date };
  /** Minutes. */
  longest: number;
  /** Minutes since the newest. */
  age: number;
}

/** Fewer are hearsay: no figure is better than one that a single bad night made. */
const LEAST_WAITS = 3;

/** The waits reported there in the last `days`; undefined while there are fewer than LEAST_WAITS. */
export function summarizeWaits(
  waits: readonly Wait[],
  where: Pick<Wait, 'crossing' | 'direction' | 'mode'>,
  { now, days }: { now: Date; days: number },
): WaitSummary | undefined {
  const since = daysAfter(now, -days);
  const there = waits
    .filter(({ crossing, direction }) => crossing === where.crossing && direction === where.direction)
    .filter(({ mode }) => mode === undefined || where.mode === undefined || mode === where.mode)
    .filter(({ at }) => since < at && at <= now);
  const newest = there.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0];
  const ascending = there.map(({ minutes }) => minutes).toSorted((one, other) => one - other);
  const [median, longest] = [ascending[Math.floor(there.length / 2)], ascending.at(-1)];
  if (there.length < LEAST_WAITS || !newest || median === undefined || longest === undefined) return undefined;
  const age = Math.floor((now.getTime() - newest.at.getTime()) / 60_000);
  return { median, longest, count: there.length, newest: { minutes: newest.minutes, at: newest.at }, age };
}
