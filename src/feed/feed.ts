import { dayOf } from '../platform/days.ts';
import type { Language } from '../platform/language.ts';

/** One secret address of one escort's calendar. Only the SHA-256 of its token is kept. */
export interface Feed {
  _id: string;
  tokenHash: string;
  escortId: string;
  /** The escort's when it was issued: the notice of its end is in it. The events follow the escort's own. */
  language: Language;
  createdAt: Date;
  revokedAt?: Date;
  lastFetchedAt?: Date;
}

const DAY_MS = 86_400_000;
const DAYS_BACK = 7;
const DAYS_AHEAD = 60;

/** Shown on the phone as the calendar's name: it says nothing about anybody. */
export const FEED_NAME = 'Homeward';

/**
 * Slots whose window starts in here stand in the feed: from 7 days before today to 60 after it, half open. A feed moves on
 * only with the day in UTC, so that two polls on one day find the same.
 */
export function feedWindow(now: Date): { from: Date; to: Date } {
  const today = dayOf(now).getTime();
  return { from: new Date(today - DAYS_BACK * DAY_MS), to: new Date(today + (DAYS_AHEAD + 1) * DAY_MS) };
}

/** True once every slot that a revoked feed has shown lies behind: from then on no phone needs its notice any more. */
export const isForgotten = (revokedAt: Date, now: Date): boolean =>
  now.getTime() - revokedAt.getTime() > (DAYS_AHEAD + 1) * DAY_MS;
