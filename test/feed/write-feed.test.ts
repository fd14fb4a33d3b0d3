import { describe, expect, it } from '@jest/globals';
import type { FeedMaterial } from '../../src/feed/build-feed-events.ts';
import { feedWindow, isForgotten, type Feed } from '../../src/feed/feed.ts';
import { writeFeed, writeTombstone, type Ics } from '../../src/feed/write-feed.ts';
import { aSlot } from '../support/builders.ts';

const feed: Feed = {
  ...{ _id: 'feed', tokenHash: 'hash', escortId: 'olena', language: 'en' },
  createdAt: new Date('2026-11-01T08:00:00Z'),
};
const place = { name: 'Kiosk', side: 'ukrainian', description: 'By the door', crossingName: 'Medyka' } as const;
const slot = aSlot({ _id: 'slot', published: { seq: 3, at: new Date('2026-11-20T08:00:00Z') } });
const material: FeedMaterial = {
  ...{ language: 'en', slots: [slot], left: [], bookings: [], caseFiles: [] },
  ...{ placeOf: () => place, linkOf: (slotId: string) => `https://desk/e/${slotId}` },
};
const now = new Date('2026-11-19T15:00:00Z');

/** A serializer that says what it is given, and how often it is asked. */
function plainIcs() {
  const written: string[] = [];
  const ics: Ics = {
    renderFeed: ({ name, events }) => `${name}: ${events.join(' | ')}`,
    renderFeedEvent: ({ slotId, status }, language) => {
      written.push(slotId);
      return `${slotId} ${status} ${language}`;
    },
    renderTombstone: ({ feedId, name, language, revokedAt }) =>
      [feedId, name, language, revokedAt.toISOString()].join(' '),
  };
  return { ics, written };
}

describe('the file of a feed', () => {
  const { ics, written } = plainIcs();
  const write = (changes: Partial<FeedMaterial> = {}, old?: Parameters<typeof writeFeed>[4]) =>
    writeFeed(ics, feed, { ...material, ...changes }, now, old);
  const rewritten = (changes: Partial<FeedMaterial>): boolean => {
    const old = write();
    written.length = 0;
    write(changes, old);
    return written.length > 0;
  };

  it('holds each event once, under a neutral name, with a tag that follows its bytes', () => {
    const { body, etag } = write();
    expect(body).toBe('Homeward: slot confirmed en');
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(write().etag).toBe(etag);
    expect(write({ language: 'uk' })).toMatchObject({ body: 'Homeward: slot confirmed uk' });
    expect(write({ language: 'uk' }).etag).not.toBe(etag);
  });

  it('writes an event anew when its number, date, status, place’s check or language has changed, and else never', () => {
    const published = (seq: number, at: Date) => ({ slots: [{ ...slot, published: { seq, at } }] });
    const checked = (at: string) => ({ at: new Date(at), saidSince: new Date('2026-11-01T00:00:00Z') });
    expect(rewritten({})).toBe(false);
    expect(rewritten(published(4, slot.published.at))).toBe(true);
    expect(rewritten(published(3, new Date('2026-11-20T09:00:00Z')))).toBe(true);
    expect(rewritten({ slots: [{ ...slot, status: 'cancelled' }] })).toBe(true);
    expect(rewritten({ placeOf: () => ({ ...place, lastChecked: checked('2026-08-01T10:00:00Z') }) })).toBe(true);
    expect(rewritten({ language: 'ru' })).toBe(true);
    expect(rewritten({ slots: [slot, aSlot({ _id: 'other', published: slot.published })] })).toBe(true);
  });

  it('keeps two events apart whose numbers would read as one', () => {
    const at = slot.published.at;
    const two = [aSlot({ _id: 'a', published: { seq: 11, at } }), aSlot({ _id: 'a1', published: { seq: 1, at } })];
    expect(write({ slots: two }).body).toBe('Homeward: a confirmed en | a1 confirmed en');
  });

  it('was last changed by its latest event, the making of its address, or the day’s turn', () => {
    const changed = (changes: Partial<FeedMaterial>, at = now, createdAt = feed.createdAt) =>
      writeFeed(ics, { ...feed, createdAt }, { ...material, ...changes }, at).lastModified.toISOString();
    const older = aSlot({ _id: 'b', published: { seq: 1, at: new Date('2026-11-19T08:00:00Z') } });
    expect(changed({ slots: [slot, older] })).toBe('2026-11-20T08:00:00.000Z');
    expect(changed({}, new Date('2026-11-21T10:00:00Z'))).toBe('2026-11-21T00:00:00.000Z');
    expect(changed({}, now, new Date('2026-11-22T09:00:00Z'))).toBe('2026-11-22T09:00:00.000Z');
    expect(changed({ slots: [{ ...slot, status: 'draft' }] })).toBe('2026-11-20T08:00:00.000Z');
  });

  it('is one notice once it was revoked, as old as its end', () => {
    const revokedAt = new Date('2026-11-24T10:00:00Z');
    const { body, etag, lastModified } = writeTombstone(ics, { ...feed, language: 'ru' }, revokedAt);
    expect([body, lastModified]).toEqual(['feed Homeward ru 2026-11-24T10:00:00.000Z', revokedAt]);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
  });
});

describe('how far a feed reaches', () => {
  it('is from seven days before today to sixty after it, by the day in UTC', () => {
    const late = feedWindow(new Date('2026-11-24T23:59:59Z'));
    expect(late).toEqual({ from: new Date('2026-11-17T00:00:00Z'), to: new Date('2027-01-24T00:00:00Z') });
    expect(feedWindow(new Date('2026-11-24T00:00:00Z'))).toEqual(late);
  });

  it('is forgotten once all that it has shown lies behind', () => {
    const revokedAt = new Date('2026-11-24T10:00:00Z');
    expect(isForgotten(revokedAt, new Date('2027-01-24T10:00:00Z'))).toBe(false);
    expect(isForgotten(revokedAt, new Date('2027-01-24T10:00:00.001Z'))).toBe(true);
  });
});
