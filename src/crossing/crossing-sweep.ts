import { z } from 'zod';
import { daysAfter } from '../platform/days.ts';
import { FARTHEST_DAYS } from '../slot/slot.ts';
import type { CrossingEvent } from './crossing-event.ts';
import { momentStart } from './period.ts';

/** Going through all that one row of an event may touch, batch by batch; what is done of it is committed with it. */
export interface CrossingSweep {
  /** The row's. */
  _id: string;
  eventId: string;
  /** Slots whose windows start in `[from, to)`. */
  from: Date;
  to: Date;
  /** The last slot that is done; the empty text before the first. */
  cursor: string;
  counts: SweepCounts;
  /** Present and true until it is done: what the list of open ones is indexed by. */
  open?: true;
  at: Date;
  doneAt?: Date;
}

export const sweepCountsSchema = z.strictObject({ slots: z.int(), travellers: z.int(), escorts: z.int() });
export type SweepCounts = z.infer<typeof sweepCountsSchema>;

// Nobody is longer on her way to a meeting or on from it; the longest documented way takes four days.
const LONGEST_WAY_DAYS = 14;

/** Where to look for whom the event touches, as it was before and as it is now. Wide: what it does not touch is left alone. */
export function newSweep(
  row: { _id: string; eventId: string },
  contents: readonly CrossingEvent[],
  now: Date,
): CrossingSweep {
  const starts = contents.map(({ from }) => Math.max(momentStart(from).getTime(), now.getTime()));
  const farthest = daysAfter(now, FARTHEST_DAYS);
  const ends = contents.map(({ to }) => Math.max((to === null ? farthest : momentStart(to)).getTime(), now.getTime()));
  return {
    _id: row._id,
    eventId: row.eventId,
    from: daysAfter(new Date(Math.min(...starts)), -LONGEST_WAY_DAYS),
    to: daysAfter(new Date(Math.max(...ends)), LONGEST_WAY_DAYS),
    cursor: '',
    counts: { slots: 0, travellers: 0, escorts: 0 },
    open: true,
    at: now,
  };
}
