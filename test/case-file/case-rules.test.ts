import { describe, expect, it } from '@jest/globals';
import { CaseErased } from '../../src/case-file/case-erased.ts';
import { BookedAlready, NotReady, type ProgressEntry } from '../../src/case-file/case-file.ts';
import {
  ENDINGS,
  isUnderWay,
  JOURNEY_STATES,
  moveState,
  reopenedState,
  stateWithoutBooking,
} from '../../src/case-file/case-state.ts';
import { checkProves, standingCheck, tellsHerApart, type CallerCheck } from '../../src/case-file/caller-check.ts';
import { journeyEnd } from '../../src/case-file/journey-end.ts';
import { getMeetingWord, WORD_COUNT } from '../../src/case-file/meeting-word.ts';
import { checkPlace } from '../../src/case-file/place.ts';
import { buildLastChange, buildProgress, changedBy } from '../../src/case-file/progress-entry.ts';
import { checkStep } from '../../src/case-file/progress-service.ts';
import { checkUnchanged } from '../../src/case-file/seen-version.ts';
import { anAct } from '../support/builders.ts';
import { refusalOf } from '../support/refusal.ts';

const now = new Date('2026-11-24T10:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

describe('a state that cannot follow', () => {
  it('is refused with what can, or with the way back where nothing can', () => {
    const wrong = refusalOf(() => moveState('met', 'booked'));
    expect(wrong).toMatchObject({ status: 409, type: 'illegal-transition' });
    expect(wrong.facts).toEqual({ from: 'met', to: 'booked', allowed: ['accompanied', ...ENDINGS] });
    expect(wrong.detail).toMatch(/“met” cannot become “booked”.*can become: accompanied, declined/);
    expect(refusalOf(() => moveState('died', 'booked')).detail).toContain('Reopen it first');
  });

  it('leaves the others as they are: on the road, and without a booking', () => {
    expect(JOURNEY_STATES.filter(isUnderWay)).toEqual(['travelling', 'met', 'accompanied']);
    expect(JOURNEY_STATES.map(stateWithoutBooking)).toEqual([
      ...['received', 'confirmed', 'confirmed', 'confirmed', 'met', 'accompanied', 'handed-over', 'closed'],
    ]);
    expect(stateWithoutBooking('died')).toBe('died');
  });

  it('is none to return to where nothing has ended', () => {
    const late = { status: 409, type: 'too-late-to-reopen' };
    expect(refusalOf(() => reopenedState(undefined, false, now))).toMatchObject(late);
  });
});

describe('when a journey ended', () => {
  const entry = (state: ProgressEntry['state'], days: number, more: Partial<ProgressEntry> = {}): ProgressEntry => ({
    ...{ state, at: daysAgo(days), by: 'Anna' },
    ...more,
  });

  it('is when its ending was recorded, or the last time that it was closed and that stands', () => {
    expect(journeyEnd({ state: 'died', ending: { at: daysAgo(3), from: 'met' }, progress: [] })).toEqual(daysAgo(3));
    expect(journeyEnd({ state: 'died', progress: [entry('closed', 1)] })).toBeUndefined();
    const mistaken = entry('closed', 1, { takenBack: { at: daysAgo(1), by: 'Anna' } });
    const undo = entry('closed', 0.5, { takesBack: 'died' });
    const progress = [entry('closed', 5), entry('closed', 4), mistaken, undo, entry('handed-over', 0)];
    expect(journeyEnd({ state: 'closed', progress })).toEqual(daysAgo(4));
    expect(journeyEnd({ state: 'closed', progress: [mistaken] })).toBeUndefined();
  });

  it('is not yet, while it goes on', () => {
    const progress = [entry('closed', 5)];
    for (const state of ['booked', 'handed-over'] as const) expect(journeyEnd({ state, progress })).toBeUndefined();
  });
});

describe('what the desk records', () => {
  const act = anAct();

  it('says who wrote it down, and keeps who said it only sealed', () => {
    const sealer = { seal: (field: string, text: string) => `${field}:${text}`, open: () => '' };
    const told = { state: 'met' as const, at: now, saidBy: 'the escort' };
    expect(buildProgress(act, told, sealer)).toEqual({
      state: 'met',
      at: now,
      saidBy: 'progress:the escort',
      by: 'Anna',
    });
    expect(buildProgress(act, told, undefined)).toEqual({ state: 'met', at: now, by: 'Anna' });
    expect(changedBy(act, now)).toEqual({ at: now, by: 'Anna' });
  });

  it('can be taken back by the same person, with what it gave up', () => {
    const made = { at: now, by: 'Anna', byId: 'anna' };
    expect(buildLastChange(act, { from: 'met', to: 'accompanied' }, now)).toEqual({
      ...{ from: 'met', to: 'accompanied', released: [], ...made },
    });
    const released = [{ slotId: 'slot', seats: 2 }];
    expect(buildLastChange(act, { from: 'booked', to: 'died', released }, now).released).toBe(released);
  });

  it('is over, and not more than a year ago', () => {
    for (const at of [now, daysAgo(366)]) expect(() => checkStep(at, now)).not.toThrow();
    for (const at of [new Date(now.getTime() + 1), new Date(daysAgo(366).getTime() - 1)])
      expect(refusalOf(() => checkStep(at, now))).toMatchObject({ status: 422, type: 'not-then' });
    expect(refusalOf(() => checkStep(daysAgo(400), now)).detail).toContain('not more than a year ago');
  });

  it('is a place of her path, from when she has set out until she is met', () => {
    const places = ['ride:1'];
    expect(() => checkPlace({ state: 'travelling' }, 'ride:1', places)).not.toThrow();
    for (const state of ['booked', 'met'] as const)
      expect(refusalOf(() => checkPlace({ state }, 'ride:1', places))).toMatchObject({
        ...{ status: 409, type: 'not-on-the-road' },
      });
    expect(refusalOf(() => checkPlace({ state: 'travelling' }, 'ride:2', places))).toMatchObject({
      ...{ status: 422, type: 'not-on-her-path', invalidParams: [{ name: 'stageKey' }] },
    });
  });

  it('is refused from a page that shows another version than what stands', () => {
    const changed = { at: now, by: 'Marta' };
    expect(() => checkUnchanged({ version: 3, changed }, { seen: 3 })).not.toThrow();
    expect(() => checkUnchanged({ version: 3, changed }, {})).not.toThrow();
    expect(() => checkUnchanged({}, { seen: 0 })).not.toThrow();
    const stale = refusalOf(() => checkUnchanged({ version: 3, changed }, { seen: 2 }));
    expect(stale).toMatchObject({ status: 409, type: 'changed-meanwhile' });
    expect(stale.detail).toMatch(/^Marta has changed/);
    expect(refusalOf(() => checkUnchanged({}, { seen: 1 })).detail).toMatch(/^Somebody has changed/);
  });

  it('is refused with a stable code where it is erased, booked or not ready', () => {
    expect(new CaseErased()).toMatchObject({ status: 409, type: 'case-file-erased' });
    expect(new BookedAlready('her path')).toMatchObject({ status: 409, type: 'cancel-or-move-first' });
    expect(new BookedAlready('her path').detail).toMatch(/then change her path\.$/);
    expect(new NotReady('Wait.')).toMatchObject({ status: 409, type: 'not-ready', detail: 'Wait.' });
  });
});

describe('a check of the caller', () => {
  const check = (rev: number, changes: Partial<CallerCheck> = {}): CallerCheck => ({
    ...{ _id: String(rev), caseFileId: 'case', rev, at: now, by: 'Anna', byId: 'anna', asked: [], matched: true },
    ...changes,
  });

  it('stands as the newest by the case file’s lock, in whatever order they are read', () => {
    const failed = check(2, { matched: false });
    expect(standingCheck([failed, check(3)], 'anna', now)?.rev).toBe(3);
    expect(standingCheck([check(3), failed], 'anna', now)?.rev).toBe(3);
    expect(standingCheck([check(1), failed], 'anna', now)).toBeUndefined();
    expect(standingCheck([failed, check(1)], 'anna', now)).toBeUndefined();
    expect(standingCheck([check(1), check(4, { byId: 'marta' })], 'anna', now)?.rev).toBe(1);
    expect(standingCheck([], 'anna', now)).toBeUndefined();
  });

  it('tells her apart from whoever holds her phone by what her phone does not show', () => {
    expect(tellsHerApart(['reference', 'number'])).toBe(false);
    for (const secret of ['proof-code', 'her-name', 'son-birth-year'] as const)
      expect(tellsHerApart(['reference', secret])).toBe(true);
    const proves = { asked: ['reference' as const, 'number' as const], matched: true };
    expect(refusalOf(() => checkProves(proves))).toMatchObject({ status: 422, type: 'check-proves-nothing' });
  });
});

describe('a meeting word', () => {
  it('is known in both letters by its number, and by no other', () => {
    expect([getMeetingWord(0), getMeetingWord(WORD_COUNT - 1)]).toEqual([
      { cyrillic: 'ЛИПА', latin: 'LIPA' },
      { cyrillic: 'КЛЕН', latin: 'KLEN' },
    ]);
    expect(() => getMeetingWord(WORD_COUNT)).toThrow(`no meeting word number ${WORD_COUNT}`);
  });
});
