import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createEscortStore } from '../../src/escort/escort-store.ts';
import { feedDeskService, type FeedDeskService } from '../../src/feed/feed-desk-service.ts';
import { createFeedStore } from '../../src/feed/feed-store.ts';
import { tokenHash } from '../../src/feed/feed-service.ts';
import { NotFound } from '../../src/platform/domain-error.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

/** The desk's side of calendars on the real database, without pages. */
describe('the secret address of an escort’s calendar', () => {
  const clock = testClock();
  let database: TestDatabase;
  let core: TestCore;
  let feeds: ReturnType<typeof createFeedStore>;
  let escorts: ReturnType<typeof createEscortStore>;
  let desk: FeedDeskService;
  let escortId: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    feeds = createFeedStore(database.connection);
    core = await startCore(database.connection, clock.now);
    escorts = createEscortStore(database.connection);
  });
  beforeEach(async () => {
    // Anew for each test: what is made before all of them is no test's, and its mutants would be left out.
    desk = feedDeskService({ perform: core.perform, feeds, escorts, ids: randomIds, publicUrl: 'http://desk' });
    escortId = await core.addEscort();
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  const revOf = async (id: string) => (await escorts.get(id)).rev;
  const lastEntry = async () => (await core.stores.audit.listBetween(new Date(0), new Date('2030-01-01'))).at(-1);
  const standing = async () => (await desk.listOf(escortId)).filter((feed) => !feed.revokedAt).length;

  it('is given once, kept as a hash only, in his language, and is an act on him', async () => {
    const rev = await revOf(escortId);
    const { feedId, url } = await desk.issue(anAct(), escortId);
    const [, token = ''] = /^http:\/\/desk\/feeds\/([\w-]{43})\.ics$/.exec(url) ?? [];
    const kept = { _id: feedId, escortId, language: 'uk', createdAt: clock.now(), tokenHash: tokenHash(token) };
    expect(await feeds.find(feedId)).toEqual(kept);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(await revOf(escortId)).toBe(rev + 1);
    expect(await lastEntry()).toMatchObject({ which: { escortId, feedId }, fields: ['feed'] });
  });

  it('stands beside the others, and alone once it is given in their place', async () => {
    const first = await desk.issue(anAct(), escortId);
    await desk.issue(anAct(), escortId);
    expect(await standing()).toBe(2);
    clock.advance({ minutes: 1 });
    const ended = clock.now().toISOString();
    await desk.rotate(anAct(), escortId);
    expect(await standing()).toBe(1);
    clock.advance({ minutes: 1 });
    await desk.rotate(anAct(), escortId);
    const [old] = await desk.listOf(escortId);
    expect(old).toMatchObject({ feedId: first.feedId, escortId, revokedAt: ended });
  });

  it('is shown again to who sends the same form again, and no more once it has ended', async () => {
    const act = anAct();
    const given = await desk.issue(act, escortId);
    expect(await desk.issue(act, escortId)).toEqual(given);
    await desk.revoke(anAct(), given.feedId);
    await expect(desk.issue(act, escortId)).rejects.toMatchObject({ status: 410, type: 'feed-ended' });
  });

  it('ends as an act on its escort; one that nobody gave cannot', async () => {
    const { feedId } = await desk.issue(anAct(), escortId);
    const rev = await revOf(escortId);
    expect(await desk.revoke(anAct(), feedId)).toEqual({ feedId });
    expect((await feeds.find(feedId))?.revokedAt).toEqual(clock.now());
    expect(await revOf(escortId)).toBe(rev + 1);
    expect(await lastEntry()).toMatchObject({ which: { escortId, feedId }, fields: ['feed'] });
    await expect(desk.revoke(anAct(), 'none')).rejects.toThrow(new NotFound('feed'));
  });

  it('belongs to one escort, and is nobody’s where there is none of that id', async () => {
    const { feedId } = await desk.issue(anAct(), escortId);
    await desk.checkOf(escortId, feedId);
    const other = await core.addEscort();
    await expect(desk.checkOf(other, feedId)).rejects.toThrow(new NotFound('feed'));
    await expect(desk.checkOf(escortId, 'none')).rejects.toThrow(new NotFound('feed'));
  });

  it('says when it was made and last fetched, and says nothing of what has not happened', async () => {
    const { feedId } = await desk.issue(anAct(), escortId);
    const made = { feedId, escortId, createdAt: clock.now().toISOString() };
    expect(await desk.listOf(escortId)).toEqual([made]);
    await feeds.recordFetch(feedId, new Date('2026-11-24T12:00:00Z'));
    expect(await desk.listOf(escortId)).toEqual([{ ...made, lastFetchedAt: '2026-11-24T12:00:00.000Z' }]);
  });

  it('was last fetched by an escort when the latest of his was, and never where none was', async () => {
    const other = await core.addEscort();
    await desk.issue(anAct(), other);
    const times = ['2026-11-24T12:00:00Z', '2026-11-24T14:00:00Z', '2026-11-24T13:00:00Z'].map((at) => new Date(at));
    for (const at of times) await feeds.recordFetch((await desk.issue(anAct(), escortId)).feedId, at);
    await desk.issue(anAct(), escortId);
    expect(await desk.lastFetches([escortId, other])).toEqual(new Map([[escortId, times[1]]]));
  });
});
