import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { Slot } from '../../src/slot/slot.ts';
import { anAct } from '../support/builders.ts';
import { startFeedScene, type FeedScene } from '../support/feed-scene.ts';
import { listenedClient } from '../support/watchable.ts';

/** Names of the collections that are read while `run` runs. */
async function collectionsRead({ home }: FeedScene, run: () => Promise<unknown>): Promise<string[]> {
  const read: string[] = [];
  const client = listenedClient(home.database.connection);
  const note = ({ command }: { command: Record<string, unknown> }): void => {
    if (typeof command['find'] === 'string' && command['find'] !== 'processes') read.push(command['find']);
  };
  client.on('commandStarted', note);
  await run();
  client.off('commandStarted', note);
  return read;
}

describe('the polls of a calendar', () => {
  let scene: FeedScene;
  let slot: Slot;
  const poll = (tag = '"none"') => request(scene.home.app).get(scene.path).set('If-None-Match', tag);

  beforeEach(async () => {
    scene = await startFeedScene();
    slot = await scene.addSlot();
  });
  afterEach(() => scene.home.stop());

  it('load no slot while nothing has changed, with or without a tag', async () => {
    const { headers } = await poll().expect(200);
    const read = await collectionsRead(scene, async () => {
      await poll(headers['etag']).expect(304);
      await poll().expect(200);
    });
    const once = ['feeds', 'slotchanges', 'slotchanges'];
    expect(read).toEqual([...once, ...once]);
  });

  it('load the slots again when the day turns, and find the same tag where nothing left the window', async () => {
    const { headers } = await poll().expect(200);
    scene.home.clock.advance({ days: 1 });
    expect(await collectionsRead(scene, () => poll(headers['etag']).expect(304))).toContain('slots');
    const read = await collectionsRead(scene, () => poll(headers['etag']).expect(304));
    expect(read).toEqual(['feeds', 'slotchanges', 'slotchanges']);
  });

  it.each([-14, 14])('see a change of another process whose clock is %i minutes off', async (minutes) => {
    const { headers } = await poll().expect(200);
    scene.home.clock.advance({ minutes });
    await scene.home.services.slot.cancel(anAct(), slot._id, 'a test');
    scene.home.clock.advance({ minutes: -minutes });
    const { text } = await poll(headers['etag']).expect(200);
    expect(text).toContain('STATUS:CANCELLED');
  });

  it('are not kept waiting, nor fail, when a fetch cannot be noted', async () => {
    const { feeds } = scene.home.services.stores;
    const before = (await feeds.find(scene.feedId))?.lastFetchedAt;
    expect(before).toBeUndefined();
    await poll().expect(200);
    for (let tries = 0; tries < 50 && !(await feeds.find(scene.feedId))?.lastFetchedAt; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await feeds.find(scene.feedId))?.lastFetchedAt).toEqual(scene.home.clock.now());
    scene.home.clock.advance({ minutes: 0.5 });
    await poll().expect(200);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await feeds.find(scene.feedId))?.lastFetchedAt).not.toEqual(scene.home.clock.now());
  });

  it('of a hundred calendars in one second are all answered, and what they share is written once', async () => {
    let answers: Awaited<ReturnType<typeof poll>>[] = [];
    const read = await collectionsRead(scene, async () => {
      answers = await Promise.all(Array.from({ length: 100 }, () => poll()));
    });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(1);
    expect(read.filter((name) => name === 'slots')).toHaveLength(1);
  });

  it('end with 503 and when to come back while the database is away, never with an empty calendar', async () => {
    await poll().expect(200);
    await scene.home.database.connection.getClient().close(true);
    const answer = await poll();
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    expect(answer.headers['content-type']).not.toContain('text/calendar');
    await scene.home.database.connection.getClient().connect();
    await poll().expect(200);
  });
});

describe('what a family told in confidence', () => {
  it('stands in no feed', async () => {
    const scene = await startFeedScene();
    const { intake, progress, booking } = scene.home.services;
    const marked = {
      travellerName: 'MARKER-NAME',
      phone: '+7 999 111 22 33',
      email: 'marker@example.org',
      nationality: 'UA',
      needs: 'MARKER-NEEDS',
      detaineeName: 'MARKER-SON Somebody',
      detaineeBirthYear: 1999,
    };
    const opened = await intake.open(anAct(), { language: 'ru', channel: 'phone', party: 1, ...marked });
    const confirmed = await scene.addCase();
    const { path } = confirmed;
    if (!path) throw new Error('The case file of a scene has a path.');
    await intake.choosePath(anAct(), opened.caseFileId, path);
    await progress.recordProof(anAct(), opened.caseFileId, {
      confirmedBy: 'MARKER-BUREAU',
      reference: 'MARKER-PROOF',
      confirmedAt: '2026-11-20',
    });
    const slot = await scene.addSlot({ from: new Date('2026-12-10T12:30:00Z') });
    await booking.book(anAct(), slot._id, {
      caseFileId: opened.caseFileId,
      hold: false,
      acknowledgedReason: 'MARKER-REASON',
    });
    const { text } = await request(scene.home.app).get(scene.path).expect(200);
    const unfolded = text.replaceAll('\r\n ', '');
    expect(unfolded).toContain('seats: 1 of 3');
    expect(unfolded).not.toMatch(/MARKER|marker@|999.?111|Anna|Olena|\+380 00/);
    await scene.home.stop();
  });
});
