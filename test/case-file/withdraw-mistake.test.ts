import { describe, expect, it } from '@jest/globals';
import { withdrawHers, withdrawMistake } from '../../src/case-file/withdraw-mistake.ts';
import type { Notification, Tell } from '../../src/notification/notification.ts';

const at = new Date('2026-11-24T09:00:00Z');
const now = new Date('2026-11-24T10:00:00Z');
const line = (_id: string, changes: Partial<Notification> = {}): Notification => ({
  ...{ _id, about: 'case-ended', audience: 'traveller', caseFileId: 'case', at },
  ...changes,
});

/** What stands on To tell: the lines of that moment, those it withdrew, and all of crossings. Says what is done to them. */
function lines(ofMoment: Notification[], { withdrawn = [] as Notification[], ofEvents = [] as Notification[] } = {}) {
  const done = { withdrawn: [] as string[], restored: [] as string[], told: [] as Tell[], asked: [] as unknown[] };
  const store = {
    listOfMoment: (...asked: unknown[]) => (done.asked.push(asked), Promise.resolve(ofMoment)),
    listWithdrawnAt: (...asked: unknown[]) => (done.asked.push(asked), Promise.resolve(withdrawn)),
    listOfEvents: (...asked: unknown[]) => (done.asked.push(asked), Promise.resolve(ofEvents)),
    withdraw: (ids: readonly string[]) => Promise.resolve(void done.withdrawn.push(...ids)),
    restore: (ids: readonly string[]) => Promise.resolve(void done.restored.push(...ids)),
    tell: (_now: Date, tells: readonly Tell[]) => Promise.resolve(void done.told.push(...tells)),
  };
  return { store, done };
}
const undone = (changes: Partial<Parameters<typeof withdrawMistake>[2]> = {}) => ({
  ...{ to: 'died' as const, at, released: [] },
  ...changes,
});

describe('what she was to hear of a mistake', () => {
  it('is withdrawn while nobody has told it, and is nothing that she must hear', async () => {
    const { store, done } = lines([line('ended'), line('other', { about: 'booking-made' })]);
    const unsaid = await withdrawMistake(store, 'case', undone(), now);
    expect([done.withdrawn, done.told, unsaid]).toEqual([['ended'], [], { sheKnows: false, forEscorts: [] }]);
    expect(done.asked).toContainEqual(['case', at]);
  });

  it.each([
    ['she was told', { toldAt: at }],
    ['somebody is on the phone with her', { calling: { by: 'Anna', at } }],
  ])('is told as a mistake where %s', async (_what, changes) => {
    const { store, done } = lines([line('proof', { about: 'proof-recorded', ...changes })]);
    const { sheKnows } = await withdrawMistake(store, 'case', undone({ to: 'confirmed' }), now);
    expect([sheKnows, done.told]).toEqual([
      ...[true, [{ audience: 'traveller', caseFileId: 'case', about: 'taken-back' }]],
    ]);
  });

  it('is not what an escort was told, who reads it whether it was told or not, unless it was withdrawn', async () => {
    const told = line('his', { audience: 'escort', toldAt: at });
    const { store, done } = lines([told, line('old', { audience: 'escort', withdrawnAt: at })]);
    const { sheKnows, forEscorts } = await withdrawMistake(store, 'case', undone(), now);
    expect([sheKnows, forEscorts, done.withdrawn]).toEqual([false, [told], []]);
  });

  it('is still that a meeting which was given up is gone; of a hold nothing', async () => {
    const { store, done } = lines([]);
    const was = { from: at, zone: 'Europe/Kyiv', meetingPointId: 'kiosk' };
    const released = [
      { slotId: 'one', seats: 1, was },
      { slotId: 'held', seats: 1 },
    ];
    await withdrawMistake(store, 'case', undone({ released }), now);
    expect(done.told).toEqual([
      { audience: 'traveller', caseFileId: 'case', about: 'booking-cancelled', slotId: 'one', was },
    ]);
  });
});

describe('what an ending kept her from hearing', () => {
  const restoredBy = async (withdrawn: Notification[], more: Partial<Parameters<typeof lines>[1]> & object = {}) => {
    const { store, done } = lines([], { withdrawn, ...more });
    await withdrawMistake(store, 'case', undone({ released: [{ slotId: 'gone', seats: 1 }] }), now);
    return done.restored;
  };

  it('stands again, but for what was of a place that is gone; her word in any case', async () => {
    const kept = line('path', { about: 'path-changed' });
    const ofGone = line('slot', { about: 'slot-changed', slotId: 'gone' });
    const word = line('word', { about: 'word-changed', slotId: 'gone' });
    const other = line('other', { about: 'slot-changed', slotId: 'other' });
    expect(await restoredBy([kept, ofGone, word, other])).toEqual(['path', 'word', 'other']);
  });

  it('is of a crossing only the newest word', async () => {
    const closed = line('closed', { about: 'crossing-closed', eventId: 'strike' });
    const open = line('open', { about: 'crossing-open-again', eventId: 'strike', at: now });
    expect(await restoredBy([closed], { ofEvents: [closed] })).toEqual(['closed']);
    expect(await restoredBy([closed], { ofEvents: [closed, open] })).toEqual([]);
    const { store, done } = lines([], { withdrawn: [line('path'), closed] });
    await withdrawMistake(store, 'case', undone(), now);
    expect(done.asked).toContainEqual([['strike'], ['case'], []]);
  });

  it('is not asked for where it was no ending', async () => {
    const { store, done } = lines([], { withdrawn: [line('path', { about: 'path-changed' })] });
    await withdrawMistake(store, 'case', undone({ to: 'confirmed' }), now);
    expect(done.restored).toHaveLength(0);
  });

  it('says of an earlier mistake nothing twice', async () => {
    const earlier = line('earlier', { about: 'taken-back' });
    expect(await restoredBy([earlier])).toEqual(['earlier']);
    const path = line('path', { about: 'path-changed' });
    const { store, done } = lines([line('ended', { toldAt: at })], { withdrawn: [earlier, path] });
    await withdrawMistake(store, 'case', undone(), now);
    expect(done.restored).toEqual(['path']);
  });
});

describe('a journey that ends', () => {
  it('withdraws all that was open for her, and nothing of an escort’s', async () => {
    const withdrawn: unknown[] = [];
    const store = {
      listOpenOfCase: () => Promise.resolve([line('hers'), line('his', { audience: 'escort' })]),
      withdraw: (...asked: unknown[]) => Promise.resolve(void withdrawn.push(...asked)),
    };
    await withdrawHers(store, 'case', now);
    expect(withdrawn).toEqual([['hers'], now]);
  });
});
