import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { erasureDue, isDue } from '../../src/erasure/erasure.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { aBooking, aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { anEndedFamily } from './full-case.ts';

const DAY = 86_400_000;
const START = '2026-11-24T10:00:00Z';
const clock = testClock(START);
beforeEach(() => clock.set(START));
const daysAgo = (days: number): Date => new Date(clock.now().getTime() - days * DAY);

describe('a case file is due', () => {
  const ended = { state: 'withdrawn' as const, ending: { at: daysAgo(30), from: 'confirmed' as const }, progress: [] };
  const closed = (at: Date) => ({ state: 'closed' as const, progress: [{ state: 'closed' as const, at, by: 'Anna' }] });

  it('to the minute so many days after its end, whether by an ending or by arrival', () => {
    expect(isDue(ended, 30, clock.now())).toBe(true);
    expect(isDue(ended, 30, new Date(clock.now().getTime() - 1))).toBe(false);
    expect(isDue(ended, 31, clock.now())).toBe(false);
    expect(isDue(closed(daysAgo(30)), 30, clock.now())).toBe(true);
    expect(isDue(closed(daysAgo(29.9)), 30, clock.now())).toBe(false);
    expect(erasureDue(daysAgo(30), 30)).toEqual(clock.now());
  });

  it('never while the journey goes on, nor once it was reopened', () => {
    expect(isDue({ ...ended, state: 'confirmed' }, 30, clock.now())).toBe(false);
    expect(isDue({ state: 'handed-over', progress: [] }, 30, clock.now())).toBe(false);
  });

  it('not by a closing that was a mistake', () => {
    const { state, progress } = closed(daysAgo(40));
    const mistaken = progress.map((entry) => ({ ...entry, takenBack: { at: daysAgo(39), by: 'Anna' } }));
    expect(isDue({ state, progress: mistaken }, 30, clock.now())).toBe(false);
  });
});

describe('the job', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ clock });
  });
  afterAll(() => test.stop());
  const run = () => test.services.retentionJob.run(test.clock.now());
  const erasedBy = async (caseFileId: string) => (await test.services.stores.caseFiles.get(caseFileId)).erased?.by;

  it('erases what has been kept for 30 days, once, and leaves an entry of its own', async () => {
    const eva = await test.signIn('administrator', 'Eva');
    const { caseFileId } = await anEndedFamily(test);
    const reopened = await anEndedFamily(test);
    await test.services.takeBack.takeBack(anAct(), 'administrator', reopened.caseFileId, { reason: 'a mistake' });
    const arrived = aCaseFile({
      state: 'closed',
      progress: [{ state: 'closed', at: test.clock.now(), by: 'Anna', saidBy: 'sealed' }],
    });
    await test.services.stores.caseFiles.insert(arrived);
    const page = (await eva.get(`/console/cases/${caseFileId}`)).text;
    expect(page).toMatch(/erased by itself on <b>[^<]*24 December/);
    expect((await eva.get(`/console/cases/${reopened.caseFileId}`)).text).not.toContain('erased by itself');

    test.clock.advance({ days: 29.99 });
    await run();
    expect(await erasedBy(caseFileId)).toBeUndefined();
    test.clock.advance({ days: 0.01 });
    const from = test.clock.now();
    await run();
    await run();
    expect([await erasedBy(caseFileId), await erasedBy(arrived._id)]).toEqual(['retention', 'retention']);
    expect(await erasedBy(reopened.caseFileId)).toBeUndefined();
    const ours = [caseFileId, arrived._id, reopened.caseFileId];
    const entries = await test.services.stores.audit.listBetween(from, new Date(from.getTime() + DAY));
    expect(entries.filter(({ which: { caseFileId: id } }) => !id || ours.includes(id))).toMatchObject(
      [caseFileId, arrived._id].map((id) => ({
        actor: { kind: 'job', name: 'retention' },
        what: 'case-file.erase',
        which: { caseFileId: id },
      })),
    );
  });

  it('waits while she has a place ahead, and goes on with the others', async () => {
    const ending = { at: new Date(test.clock.now().getTime() - 31 * DAY), from: 'travelling' as const };
    const expected = aCaseFile({ state: 'unreachable', ending });
    // More than it reads at once stand before the one that is due.
    const kept = Array.from({ length: 55 }, () =>
      aCaseFile({ state: 'unreachable', ending: { ...ending, at: test.clock.now() } }),
    );
    const others = [...kept, aCaseFile({ _id: 'zz-due', state: 'unreachable', ending })];
    const slot = aSlot({ from: new Date(test.clock.now().getTime() + DAY) });
    await test.services.stores.slots.insertMany([slot]);
    await test.services.stores.bookings.insert(aBooking({ slotId: slot._id, caseFileId: expected._id }));
    for (const each of [expected, ...others]) await test.services.stores.caseFiles.insert(each);
    expect(await test.services.erasure.eraseDue(test.clock.now())).toBe(1);
    expect(await erasedBy('zz-due')).toBe('retention');
    expect(await erasedBy(expected._id)).toBeUndefined();
    test.clock.advance({ days: 2 });
    expect(await test.services.erasure.eraseDue(test.clock.now())).toBe(1);
  });
});
