import { createHash } from 'node:crypto';
import { dayOf } from '../platform/days.ts';
import { buildFeedEvents, type FeedMaterial } from './build-feed-events.ts';
import type { renderFeed, renderFeedEvent, renderTombstone } from './feed-ics.ts';
import { FEED_NAME, type Feed } from './feed.ts';

/** The serializer, handed in: who decides what a feed shows knows none. */
export interface Ics {
  renderFeed: typeof renderFeed;
  renderFeedEvent: typeof renderFeedEvent;
  renderTombstone: typeof renderTombstone;
}

/** A body with what HTTP says of it. `etag` is strong and stands in its quotes. */
export interface CalendarFile {
  body: string;
  etag: string;
  lastModified: Date;
}

export interface WrittenFeed extends CalendarFile {
  /** Each event's text by slot, version and language, so that a changed slot rewrites its own text only. */
  texts: ReadonlyMap<string, string>;
}

const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url')}"`;

/** The file of a feed; texts that `old` already has are taken from it. */
export function writeFeed(
  ics: Ics,
  feed: Feed,
  material: FeedMaterial,
  now: Date,
  old?: Pick<WrittenFeed, 'texts'>,
): WrittenFeed {
  const { language } = material;
  const events = buildFeedEvents(material);
  const texts = new Map<string, string>();
  for (const event of events) {
    const key = [
      event.slotId,
      event.seq,
      event.at.getTime(),
      event.status,
      event.place.lastChecked?.at.getTime(),
      language,
    ].join(' ');
    texts.set(key, old?.texts.get(key) ?? ics.renderFeedEvent(event, language));
  }
  const body = ics.renderFeed({ name: FEED_NAME, events: [...texts.values()] });
  // The day counts too: with it slots leave the window.
  const times = [...events, ...material.slots.map(({ published }) => published)].map(({ at }) => at.getTime());
  const lastModified = new Date(Math.max(feed.createdAt.getTime(), dayOf(now).getTime(), ...times));
  return { body, etag: etagOf(body), lastModified, texts };
}

/** The file of a revoked feed. */
export function writeTombstone(ics: Ics, { _id, language }: Feed, revokedAt: Date): CalendarFile {
  const body = ics.renderTombstone({ feedId: _id, name: FEED_NAME, language, revokedAt });
  return { body, etag: etagOf(body), lastModified: revokedAt };
}
