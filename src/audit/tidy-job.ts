import type { Job } from '../platform/scheduler.ts';

/** How long the answer to a repeated act is kept. */
const KEEP_ACTS_MS = 48 * 3_600_000;

interface Dependencies {
  acts: { removeBetween(from: Date, to: Date): Promise<number> };
  sessions: { tidy(now: Date): Promise<number> };
  links: { removeExpiredBetween(from: Date, to: Date): Promise<number> };
  claims: { tidy(from: Date, to: Date): Promise<void> };
}

/** Removes what nobody can use any more. Nothing rests on it: all of it is over by reading its time. */
export const tidyJob = ({ acts, sessions, links, claims }: Dependencies): Job => ({
  name: 'tidy',
  cron: '23 * * * *',
  run: async (now) => {
    const old = new Date(now.getTime() - KEEP_ACTS_MS);
    await acts.removeBetween(new Date(0), old);
    await claims.tidy(new Date(0), old);
    await links.removeExpiredBetween(new Date(0), old);
    await sessions.tidy(now);
  },
});
