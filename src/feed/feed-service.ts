import { createHash } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Language } from '../platform/language.ts';
import { buildFeedEvents } from './build-feed-events.ts';
import type { FeedEvent } from './feed-event.ts';
import type { FeedStore } from './feed-store.ts';
import { isForgotten, type Feed } from './feed.ts';
import { keptCalendars } from './kept-calendars.ts';
import { loadFeedMaterial, type FeedSources } from './load-feed-material.ts';
import { writeTombstone, type CalendarFile, type Ics } from './write-feed.ts';

/** What one address answers at this moment. */
export type FeedAnswer = { kind: 'unknown' } | { kind: 'gone' } | ({ kind: 'calendar' | 'tombstone' } & CalendarFile);

interface Dependencies extends FeedSources {
  feeds: FeedStore;
  ics: Ics;
  clock: Clock;
  /** Hears that a fetch could not be noted. */
  onTrouble: (error: unknown) => void;
}

const NOTE_EVERY_MS = 60_000;

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

export type FeedService = ReturnType<typeof feedService>;

/** Answers the polls of calendars: most find nothing new and cost three small reads. */
export function feedService({ feeds, ics, clock, onTrouble, ...sources }: Dependencies) {
  const calendars = keptCalendars(sources, ics);
  const notedAt = new Map<string, number>();

  const endOf = (feed: Feed, revokedAt: Date, now: Date): FeedAnswer => {
    calendars.forget(feed._id);
    if (isForgotten(revokedAt, now)) return { kind: 'gone' };
    return { kind: 'tombstone', ...writeTombstone(ics, feed, revokedAt) };
  };

  const noteFetch = ({ _id, lastFetchedAt }: Feed, now: Date): void => {
    const last = Math.max(notedAt.get(_id) ?? 0, lastFetchedAt?.getTime() ?? 0);
    if (now.getTime() - last < NOTE_EVERY_MS) return;
    notedAt.set(_id, now.getTime());
    // Not awaited: what the console shows of it must never keep a calendar waiting.
    feeds.recordFetch(_id, now).catch(onTrouble);
  };

  return {
    /** One slot as the calendar shows it now: for the page that its link opens, so that the two never differ. */
    findEvent: async (feed: Feed, slotId: string): Promise<{ language: Language; event?: FeedEvent }> => {
      const material = await loadFeedMaterial(sources, feed, clock());
      const event = buildFeedEvents(material).find((each) => each.slotId === slotId);
      return { language: material.language, ...(event ? { event } : {}) };
    },

    /** Any text may be asked for: an unknown token and a malformed one take the same way, and as long. */
    answer: async (token: string): Promise<FeedAnswer> => {
      const feed = await feeds.findByTokenHash(tokenHash(token));
      if (!feed) return { kind: 'unknown' };
      const now = clock();
      noteFetch(feed, now);
      if (feed.revokedAt) return endOf(feed, feed.revokedAt, now);
      return { kind: 'calendar', ...(await calendars.get(feed, now)) };
    },
  };
}
