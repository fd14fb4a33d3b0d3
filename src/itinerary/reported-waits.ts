import { WAIT_DAYS } from '../crossing/crossing-now.ts';
import { summarizeWaits, type Wait } from '../crossing/wait-summary.ts';
import { daysAfter } from '../platform/days.ts';
import type { WaitOf } from './departure.ts';

/**
 * Waits of the last days as a plan takes them: the middle one is usual, the longest may come again. They say nothing of
 * a border that she comes to later than they are old.
 */
export const reportedWaits =
  (waits: readonly Wait[], now: Date): WaitOf =>
  ({ crossing, direction, mode, wait }, at) => {
    if (waits.length === 0 || at > daysAfter(now, WAIT_DAYS)) return undefined;
    const reported = summarizeWaits(waits, { crossing, direction, mode }, { now, days: WAIT_DAYS });
    if (!reported) return undefined;
    const { median: usual, longest } = reported;
    return {
      ...wait,
      ...{ shortest: Math.min(wait.shortest, usual), usual, longest: Math.max(wait.longest, longest) },
    };
  };
