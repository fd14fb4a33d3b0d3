import { dayOf } from '../platform/days.ts';
import { shareNext } from '../platform/share-next.ts';
import type { Feed } from './feed.ts';
import { listChangesSince, loadFeedMaterial, type FeedSources } from './load-feed-material.ts';
import { writeFeed, type CalendarFile, type Ics, type WrittenFeed } from './write-feed.ts';

interface KeptCalendar extends WrittenFeed {
  at: Date;
  /** Changes that this text already shows. */
  known: ReadonlySet<string>;
}

/** The calendars of this process as last written: each is written anew only when it may show something else. */
export function keptCalendars(sources: FeedSources, ics: Ics) {
  const kept = new Map<string, KeptCalendar>();
  const share = shareNext<KeptCalendar>();

  const findCurrent = async (feed: Feed, now: Date): Promise<KeptCalendar | undefined> => {
    const text = kept.get(feed._id);
    if (!text || dayOf(text.at).getTime() !== dayOf(now).getTime()) return undefined;
    const changes = await listChangesSince(sources, feed, text.at, now);
    return changes.every(({ _id }) => text.known.has(_id)) ? text : undefined;
  };

  const rewrite = async (feed: Feed, now: Date): Promise<KeptCalendar> => {
    // The changes are read first: one that commits from here on is unknown to the next poll, never lost.
    const known = new Set((await listChangesSince(sources, feed, now, now)).map(({ _id }) => _id));
    const written = writeFeed(ics, feed, await loadFeedMaterial(sources, feed, now), now, kept.get(feed._id));
    const text = { ...written, at: now, known };
    kept.set(feed._id, text);
    return text;
  };

  return {
    /** The calendar of a feed at this moment; all that committed before the call stands in it. */
    get: async (feed: Feed, now: Date): Promise<CalendarFile> => {
      // A crowd that finds a calendar old has it written once: the next run looks first whether the last one will do.
      const write = async (): Promise<KeptCalendar> => (await findCurrent(feed, now)) ?? rewrite(feed, now);
      const { body, etag, lastModified } = (await findCurrent(feed, now)) ?? (await share(feed._id, write));
      return { body, etag, lastModified };
    },

    /** Frees what a feed that has ended no longer needs. */
    forget: (feedId: string): void => void kept.delete(feedId),
  };
}
