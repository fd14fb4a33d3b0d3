import { createHash } from 'node:crypto';
import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Language } from '../platform/language.ts';
import { EVERY_ESCORT, type SlotChange } from '../slot/slot-change.ts';
import type { SlotChangeStore } from '../slot/slot-change-store.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { buildFeedEvents, type FeedMaterial, type PlaceOf } from './build-feed-events.ts';
import type { renderFeed, renderFeedEvent, renderTombstone } from './feed-ics.ts';
import type { FeedStore } from './feed-store.ts';
import { dayOf, FEED_NAME, feedWindow, isForgotten, type Feed } from './feed.ts';

/** What one address answers at this moment. `etag` is strong and stands in its quotes. */
export type FeedAnswer =
  | { kind: 'unknown' }
  | { kind: 'gone' }
  | { kind: 'calendar' | 'tombstone'; body: string; etag: string; lastModified: Date };

interface Kept {
  body: string;
  etag: string;
  lastModified: Date;
  language: Language;
  day: number;
  keptAt: Date;
  /** Changes that this text already shows. */
  known: ReadonlySet<string>;
  texts: ReadonlyMap<string, string>;
}

interface Dependencies {
  feeds: FeedStore;
  slots: SlotStore;
  changes: SlotChangeStore;
  bookings: BookingStore;
  caseFiles: CaseFileStore;
  /** Every place a slot may name, in one language. */
  loadPlaces: (language: Language) => Promise<PlaceOf>;
  findDeskPhone: () => Promise<string | undefined>;
  ics: {
    renderFeed: typeof renderFeed;
    renderFeedEvent: typeof renderFeedEvent;
    renderTombstone: typeof renderTombstone;
  };
  clock: Clock;
  onTrouble: (error: unknown) => void;
}

/** Clocks of two processes may differ by this much and no change is missed. */
const CLOCK_DOUBT_MS = 15 * 60_000;
const FETCH_NOTE_MS = 60_000;

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url')}"`;
const before = (instant: Date, ms: number): Date => new Date(instant.getTime() - ms);

export type FeedService = ReturnType<typeof feedService>;

/** Answers the polls of calendars: most find nothing new and cost two small reads. */
export function feedService(deps: Dependencies) {
  const { feeds, changes, ics, clock, onTrouble } = deps;
  const kept = new Map<string, Kept>();
  const notedAt = new Map<string, number>();

  const changesSince = (feed: Feed, since: Date, now: Date): Promise<SlotChange[]> =>
    changes.listBetween([feed.escortId, EVERY_ESCORT], before(since, CLOCK_DOUBT_MS), before(now, -CLOCK_DOUBT_MS));

  const isCurrent = async (text: Kept, feed: Feed, now: Date): Promise<boolean> => {
    if (text.day !== dayOf(now).getTime() || text.language !== feed.language) return false;
    return (await changesSince(feed, text.keptAt, now)).every(({ _id }) => text.known.has(_id));
  };

  const write = async (feed: Feed, old: Kept | undefined, now: Date): Promise<Kept> => {
    // The changes are read first: one that commits from here on is unknown to the next poll, never lost.
    const known = new Set((await changesSince(feed, now, now)).map(({ _id }) => _id));
    const material = await loadMaterial(deps, feed, now);
    const texts = new Map<string, string>();
    for (const event of buildFeedEvents(material)) {
      const key = [event.slotId, event.seq, event.at.getTime(), event.status, feed.language].join(' ');
      texts.set(key, old?.texts.get(key) ?? ics.renderFeedEvent(event, feed.language));
    }
    const body = ics.renderFeed({ name: FEED_NAME, events: [...texts.values()] });
    const lastModified = lastChange(feed, material, now);
    return {
      body,
      etag: etagOf(body),
      lastModified,
      language: feed.language,
      day: dayOf(now).getTime(),
      keptAt: now,
      known,
      texts,
    };
  };

  const noteFetch = (feed: Feed, now: Date): void => {
    const last = Math.max(notedAt.get(feed._id) ?? 0, feed.lastFetchedAt?.getTime() ?? 0);
    if (now.getTime() - last < FETCH_NOTE_MS) return;
    notedAt.set(feed._id, now.getTime());
    // Not awaited: the console's "last fetched" must never keep a calendar waiting.
    feeds.recordFetch(feed._id, now).catch(onTrouble);
  };

  const calendarOf = async (feed: Feed, now: Date): Promise<FeedAnswer> => {
    const old = kept.get(feed._id);
    const text = old && (await isCurrent(old, feed, now)) ? old : await write(feed, old, now);
    kept.set(feed._id, text);
    return { kind: 'calendar', body: text.body, etag: text.etag, lastModified: text.lastModified };
  };

  const ended = ({ _id, language }: Feed, revokedAt: Date, now: Date): FeedAnswer => {
    kept.delete(_id);
    if (isForgotten(revokedAt, now)) return { kind: 'gone' };
    const body = ics.renderTombstone({ feedId: _id, name: FEED_NAME, language, revokedAt });
    return { kind: 'tombstone', body, etag: etagOf(body), lastModified: revokedAt };
  };

  return {
    /** Any text may be asked for: an unknown token and a malformed one take the same way, and as long. */
    answer: async (token: string): Promise<FeedAnswer> => {
      const feed = await feeds.findByTokenHash(tokenHash(token));
      if (!feed) return { kind: 'unknown' };
      const now = clock();
      noteFetch(feed, now);
      return feed.revokedAt ? ended(feed, feed.revokedAt, now) : calendarOf(feed, now);
    },
  };
}

async function loadMaterial(deps: Dependencies, { escortId, language }: Feed, now: Date): Promise<FeedMaterial> {
  const { from, to } = feedWindow(now);
  // Slots before bookings: then no text under a slot's new number is made of its old bookings.
  const slots = await deps.slots.list({ from, to, escortId });
  const [left, toAll, bookings, placeOf, deskPhone] = await Promise.all([
    deps.changes.listLeft(escortId, from, to),
    deps.changes.listBetween([EVERY_ESCORT], new Date(0), before(now, -CLOCK_DOUBT_MS)),
    deps.bookings.listLiveInSlots(slots.map(({ _id }) => _id)),
    deps.loadPlaces(language),
    deps.findDeskPhone(),
  ]);
  const booked = bookings.filter(({ status }) => status === 'booked');
  const caseFiles = await deps.caseFiles.findMany([...new Set(booked.map(({ caseFileId }) => caseFileId))]);
  const allChangedAt = toAll.at(-1)?.at;
  return {
    ...{ slots, left, bookings: booked, caseFiles, placeOf },
    ...(deskPhone === undefined ? {} : { deskPhone }),
    ...(allChangedAt === undefined ? {} : { allChangedAt }),
  };
}

/** The day counts too: with it slots leave the window. */
function lastChange({ createdAt }: Feed, { slots, left, allChangedAt }: FeedMaterial, now: Date): Date {
  const times = [...slots.map(({ published }) => published.at), ...left.map(({ at }) => at), createdAt, dayOf(now)];
  return new Date(Math.max(...[...times, ...(allChangedAt ? [allChangedAt] : [])].map((time) => time.getTime())));
}
