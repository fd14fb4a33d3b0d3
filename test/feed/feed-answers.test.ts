import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createEscortStore } from '../../src/escort/escort-store.ts';
import { renderFeed, renderFeedEvent, renderTombstone } from '../../src/feed/feed-ics.ts';
import { feedService, tokenHash, type FeedAnswer, type FeedService } from '../../src/feed/feed-service.ts';
import { createFeedStore } from '../../src/feed/feed-store.ts';
import type { Feed } from '../../src/feed/feed.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aBooking, aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const clock = testClock();
let database: TestDatabase;
let core: TestCore;
let feeds: ReturnType<typeof createFeedStore>;
let service: FeedService;
let feed: Feed;
let phone: string | undefined;
/** What was asked for places, and the fetches that could not be noted. */
const places: unknown[] = [];
const troubles: unknown[] = [];
/** How often a fetch was noted, and whether noting fails. */
const noted: Date[] = [];
let isAway = false;
/** What a calendar that is being written waits for, when a test holds it there. */
let held: Promise<unknown> | undefined;

/** The polls of calendars on the real database, without HTTP. */
beforeAll(async () => {
  database = await openTestDatabase();
  feeds = createFeedStore(database.connection);
  core = await startCore(database.connection, clock.now);
  const recordFetch: typeof feeds.recordFetch = (id, at) => {
    noted.push(at);
    return isAway ? Promise.reject(new Error('away')) : feeds.recordFetch(id, at);
  };
  service = feedService({
    ...{ ...core.stores, feeds: { ...feeds, recordFetch }, escorts: createEscortStore(database.connection) },
    ...{ clock: clock.now, ics: { renderFeed, renderFeedEvent, renderTombstone } },
    loadPlaces: async (...asked) => {
      places.push(asked);
      await held;
      return () => ({ name: 'Kiosk', side: 'ukrainian', description: 'By the door', crossingName: 'Medyka' });
    },
    findDeskPhone: () => Promise.resolve(phone),
    linkOf: ({ feedId, slotId }) => `https://desk/e/${feedId}/${slotId}`,
    loadClosures: () => Promise.resolve({ rows: [], bordersOf: () => ({ passes: [], ahead: [] }), crossingName }),
    onTrouble: (error) => troubles.push(error),
  });
});
const crossingName = (en: string) => ({ en, uk: en, ru: en });
beforeEach(async () => {
  clock.set('2026-11-24T10:00:00Z');
  const escortId = await core.addEscort();
  feed = { _id: `feed-${escortId}`, tokenHash: tokenHash(escortId), escortId, language: 'en', createdAt: clock.now() };
  await feeds.insert(feed);
  phone = undefined;
  isAway = false;
  held = undefined;
  for (const list of [places, troubles, noted]) list.length = 0;
});
afterAll(async () => {
  await core.stop();
  await database.close();
});

async function addSlot(changes: Partial<Slot> = {}): Promise<Slot> {
  const slot = aSlot({ escortId: feed.escortId, ...changes });
  await core.stores.slots.insertMany([slot]);
  return slot;
}
const answer = (): Promise<FeedAnswer> => service.answer(feed.escortId);
const bodyOf = async (): Promise<string> => {
  const found = await answer();
  return 'body' in found ? found.body.replaceAll('\r\n ', '') : found.kind;
};

describe('what one address answers', () => {
  it('is that it is unknown, or its calendar, or its end, and at last nothing', async () => {
    expect(await service.answer('other')).toEqual({ kind: 'unknown' });
    const calendar = await answer();
    expect(calendar).toMatchObject({ kind: 'calendar', lastModified: feed.createdAt });
    const revokedAt = new Date('2026-11-24T11:00:00Z');
    await feeds.revoke(feed._id, revokedAt);
    expect(await answer()).toMatchObject({ kind: 'tombstone', lastModified: revokedAt });
    clock.set('2027-01-25T11:00:00Z');
    expect(await answer()).toEqual({ kind: 'gone' });
  });

  it('shows the desk’s number and his link where there are any, in the language that he reads now', async () => {
    const { _id } = await addSlot();
    expect(await bodyOf()).toContain(`https://desk/e/${feed._id}/${_id}`);
    phone = '+48 000 000 000';
    await core.slotChanges.publishToAll(clock.now());
    expect(await bodyOf()).toContain('+48 000 000 000');
    expect(await bodyOf()).toContain('український бік');
  });

  it('asks for each place once, also of what left him, as of today', async () => {
    await addSlot({ meetingPointId: 'one' });
    await addSlot({ meetingPointId: 'one', from: new Date('2026-11-30T12:30:00Z') });
    const left = aSlot({ meetingPointId: 'two' });
    const row = { _id: left._id, escortId: feed.escortId, slotId: left._id, seq: 2, at: clock.now(), left };
    await core.stores.changes.insert(row);
    expect(await bodyOf()).toContain('STATUS:CANCELLED');
    expect(places).toEqual([[['one', 'two'], 'uk', new Date('2026-11-24T00:00:00Z')]]);
  });

  it('dates what every event shows by all changes of it, his own and everybody’s', async () => {
    await addSlot({ published: { seq: 1, at: new Date('2026-11-20T08:00:00Z') } });
    const before = (await core.stores.changes.listGeneral(['*'], new Date(0), new Date('2026-11-24T10:04:00Z'))).length;
    await core.slotChanges.publishToAll(new Date('2026-11-24T10:05:00Z'));
    await core.slotChanges.publishToEscort(feed.escortId, new Date('2026-11-24T10:10:00Z'));
    // A second for its own number, and one for each change that every event shows.
    const at = new Date(Date.UTC(2026, 10, 24, 10, 10, 1 + before + 2));
    expect(await bodyOf()).toContain(`LAST-MODIFIED:${at.toISOString().replaceAll(/[-:]|\.000/g, '')}`);
  });
});

describe('one slot as its calendar shows it', () => {
  it('is found for its page, with the language, and is absent where it is another’s', async () => {
    const slot = await addSlot();
    await addSlot({ from: new Date('2026-11-30T12:30:00Z') });
    const found = await service.findEvent(feed, slot._id);
    expect(found).toMatchObject({ language: 'uk', event: { slotId: slot._id, status: 'confirmed' } });
    expect(await service.findEvent(feed, 'other')).toEqual({ language: 'uk' });
  });

  it('shows who is booked, and neither a hold nor a family of another slot', async () => {
    const slot = await addSlot();
    const [booked, held] = [aCaseFile(), aCaseFile()];
    for (const caseFile of [booked, held]) await core.stores.caseFiles.insert(caseFile);
    await core.stores.bookings.insert(aBooking({ slotId: slot._id, caseFileId: booked._id, seats: 2 }));
    await core.stores.bookings.insert(aBooking({ slotId: slot._id, caseFileId: held._id, status: 'held' }));
    const { event } = await service.findEvent(feed, slot._id);
    expect(event?.bookings.map(({ seats }) => seats)).toEqual([2]);
  });
});

describe('that a calendar was fetched', () => {
  it('is noted once a minute, and anew by a process that has not heard of it', async () => {
    await answer();
    clock.advance({ minutes: 59 / 60 });
    await answer();
    expect(noted).toHaveLength(1);
    clock.advance({ minutes: 1 / 60 });
    await answer();
    expect(noted).toEqual([new Date('2026-11-24T10:00:00Z'), new Date('2026-11-24T10:01:00Z')]);
    await feeds.recordFetch(feed._id, new Date('2026-11-24T10:01:59Z'));
    clock.advance({ minutes: 1 });
    await answer();
    expect(noted).toHaveLength(2);
  });

  it('keeps no calendar waiting when it cannot be noted, and is said in the log', async () => {
    isAway = true;
    expect((await answer()).kind).toBe('calendar');
    await new Promise((resolve) => setImmediate(resolve));
    expect(troubles).toEqual([new Error('away')]);
  });

  it('is not forgotten while the database has not yet noted it', async () => {
    isAway = true;
    await answer();
    await answer();
    expect(noted).toHaveLength(1);
  });
});

describe('a calendar that was read before', () => {
  it('is written anew for what he did not know, of his own and of every escort, and else is kept', async () => {
    await addSlot();
    const first = await answer();
    places.length = 0;
    expect(await answer()).toEqual(first);
    expect(places).toEqual([]);
    for (const change of [
      () => core.slotChanges.publishToEscort(feed.escortId, clock.now()),
      () => core.slotChanges.publishToAll(clock.now()),
    ]) {
      await change();
      await answer();
      await answer();
      expect(places.splice(0)).toHaveLength(1);
    }
    await core.slotChanges.publishToEscort('another', clock.now());
    await core.slot.cancel(anAct(), (await addSlot({ escortId: await core.addEscort() }))._id, 'a test');
    await answer();
    expect(places).toEqual([]);
    clock.advance({ days: 1 });
    await answer();
    await answer();
    expect(places).toHaveLength(1);
  });

  it('shows who waited while another one had it written what changed in between', async () => {
    const slot = await addSlot();
    const { promise, resolve: letGo } = Promise.withResolvers<undefined>();
    held = promise;
    const first = bodyOf();
    while (places.length === 0) await new Promise((resolve) => setImmediate(resolve));
    held = undefined;
    await core.slot.cancel(anAct(), slot._id, 'a test');
    const later = Promise.all([bodyOf(), bodyOf()]);
    letGo(undefined);
    expect(await first).not.toContain('STATUS:CANCELLED');
    for (const body of await later) expect(body).toContain('STATUS:CANCELLED');
    expect(places).toHaveLength(2);
  });
});
