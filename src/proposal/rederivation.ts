import { z } from 'zod';

/** Why every journey is looked at anew. */
export const BECAUSE = ['crossing-event', 'wait', 'data', 'asked'] as const;

export const rederivationCountsSchema = z.strictObject({
  /** Journeys that cannot go as they are booked, as far as it has come. */
  wrong: z.int(),
  proposed: z.int(),
});
export type RederivationCounts = z.infer<typeof rederivationCountsSchema>;

/** Looking at every journey anew and proposing what puts it right, one by one. */
export interface Rederivation {
  _id: string;
  because: (typeof BECAUSE)[number];
  /** Of `data`: a hash of the route, its facts and the version of the time zones. */
  data?: string;
  /** The last booking that is done, by their ids; the empty text before the first. */
  cursor: string;
  counts: RederivationCounts;
  /** Present and true until it is done: what the list of open ones is indexed by. */
  open?: true;
  at: Date;
  doneAt?: Date;
}

export const newRederivation = (id: string, because: Rederivation['because'], now: Date): Rederivation => ({
  ...{ _id: id, because, cursor: '', counts: { wrong: 0, proposed: 0 }, open: true, at: now },
});
