import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEscortStore } from '../../src/escort/escort-store.ts';
import { createEscortWordStore, type EscortWordStore } from '../../src/escort/escort-word-store.ts';
import { escortLinks } from '../../src/escort/escort-link.ts';
import { createFeedStore } from '../../src/feed/feed-store.ts';
import { openKeyRing } from '../../src/platform/key-ring.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { aSlot } from '../support/builders.ts';
import { signInFor } from '../support/sign-in.ts';
import { postTo } from '../support/spawn-app.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

const DAYS = 86_400_000;
const ROUNDS = 15;

describe('an escort’s word in one process while another works on the same', () => {
  let two: TwoProcesses;
  let database: TwoProcesses['database'];
  let core: TwoProcesses['core'];
  let words: EscortWordStore;
  let desk: string;
  let links: ReturnType<typeof escortLinks>;

  beforeAll(async () => {
    two = await startTwoProcesses();
    ({ database, core } = two);
    words = createEscortWordStore(database.connection);
    links = escortLinks(await openKeyRing(database.connection, two.master), '');
    desk = await signInFor(database.connection);
  }, 60_000);
  afterAll(() => two.stop());
  const at = (index: number, path: string): string => two.at(index, path);

  /** A slot of an escort of its own, with his feed. */
  const aMeeting = async () => {
    const escortId = await core.addEscort();
    const feedId = randomIds.id();
    const feed = { _id: feedId, tokenHash: feedId, escortId, language: 'en' as const, createdAt: new Date() };
    await createFeedStore(database.connection).insert(feed);
    const slot = aSlot({ from: new Date(Date.now() + 9 * DAYS), escortId });
    await core.stores.slots.insertMany([slot]);
    return { escortId, feedId, slotId: slot._id, path: links.build({ feedId, slotId: slot._id }) };
  };
  const say = async (url: string, kind: string): Promise<number> => {
    const body = new URLSearchParams({ kind, seen: '0' });
    const headers = { 'Sec-Fetch-Site': 'same-origin', Accept: 'text/html' };
    const { status } = await fetch(url, { method: 'POST', redirect: 'manual', headers, body });
    return status === 503 ? say(url, kind) : status;
  };

  it('said twice at once is one entry', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { path, slotId } = await aMeeting();
      const kinds = ['knows', 'cannot-come'] as const;
      const kind = kinds[round % 2] ?? 'knows';
      expect(await Promise.all([say(at(0, path), kind), say(at(1, path), kind)])).toEqual([303, 303]);
      expect((await words.listOfSlots([slotId])).map((word) => word.kind)).toEqual([kind]);
    }
  }, 60_000);

  it('“I cannot come” is kept before another is assigned, or refused after it, and frees nothing', async () => {
    const outcomes = new Set<number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const { path, slotId } = await aMeeting();
      const other = await core.addEscort();
      const [said, assigned] = await Promise.all([
        say(at(0, path), 'cannot-come'),
        postTo(at(1, `/api/v1/slots/${slotId}/assign`), desk, { escortId: other }),
      ]);
      expect(assigned.status).toBe(200);
      outcomes.add(said);
      const kept = await words.listOfSlots([slotId]);
      expect([said, kept.length]).toEqual(said === 303 ? [303, 1] : [410, 0]);
      const slot = await core.stores.slots.find(slotId);
      // Each of the two that were done took the slot's lock: so the word stands before the hand-over, never after it.
      expect(slot).toMatchObject({ escortId: other, rev: said === 303 ? 2 : 1 });
      expect(await say(at(0, path), 'there')).toBe(410);
      expect(await words.listOfSlots([slotId])).toHaveLength(kept.length);
    }
    expect([...outcomes].every((status) => status === 303 || status === 410)).toBe(true);
  }, 60_000);

  it('leaves no word by a link after its feed was ended', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { path, slotId, feedId, escortId } = await aMeeting();
      const [said, ended] = await Promise.all([
        say(at(0, path), 'knows'),
        postTo(at(1, `/api/v1/feeds/${feedId}/revoke`), desk, {}),
      ]);
      expect(ended.status).toBe(200);
      expect((await words.listOfSlots([slotId])).length).toBe(said === 303 ? 1 : 0);
      // Each of the two that were done took the escort's lock.
      const escort = await createEscortStore(database.connection).get(escortId);
      expect(escort.rev).toBe(said === 303 ? 2 : 1);
      expect(await say(at(0, path), 'there')).toBe(410);
    }
  }, 60_000);

  it('“I know” against a coordinator’s “told”: told once, by one of the two', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { path, slotId, escortId } = await aMeeting();
      const { notifications } = core.stores;
      await notifications.tell(new Date(), [{ about: 'booking-made', audience: 'escort', escortId, slotId }]);
      const [line] = await notifications.listOpenOfEscort(escortId, slotId);
      const id = line?._id ?? '';
      const told = fetch(at(1, `/console/to-tell/${id}/told`), {
        method: 'POST',
        redirect: 'manual',
        headers: { Cookie: desk, 'Sec-Fetch-Site': 'same-origin' },
        body: new URLSearchParams({}),
      });
      const [said, { status }] = await Promise.all([say(at(0, path), 'knows'), told]);
      expect(said).toBe(303);
      const after = await notifications.find(id);
      expect([status, after?.toldBy]).toEqual(status === 303 ? [303, 'Anna'] : [409, 'Olena']);
      const entries = await core.stores.audit.listBetween(new Date(Date.now() - DAYS), new Date(Date.now() + DAYS));
      const telling = entries.filter(
        ({ which, fields }) =>
          fields.includes('told') && (which['slotId'] === slotId || which['notificationId'] === id),
      );
      expect(telling).toHaveLength(1);
    }
  }, 60_000);
});
