import { describe, expect, it } from '@jest/globals';
import type { CaseFile, LastChange } from '../../src/case-file/case-file.ts';
import { isProof, mayTakeBack, standingChange, takeBack, type Taker } from '../../src/case-file/take-back.ts';
import { refusalOf } from '../support/refusal.ts';

const now = new Date('2026-11-24T10:00:00Z');
const anna: Taker = { id: 'anna', role: 'coordinator' };
const change = (from: LastChange['from'], to: LastChange['to']): LastChange => ({
  ...{ from, to, at: now, by: 'Anna', byId: 'anna', released: [] },
});
const take = (caseFile: Pick<CaseFile, 'state' | 'lastChange'>, hasPlace = false) =>
  takeBack(caseFile, { taker: anna, hasPlace }, now);

describe('the last change of state, by its rules', () => {
  it('stands only while nothing else has changed the state', () => {
    const lastChange = change('booked', 'died');
    expect(standingChange({ state: 'died', lastChange }, now)).toBe(lastChange);
    expect(standingChange({ state: 'confirmed', lastChange }, now)).toBeUndefined();
    expect(standingChange({ state: 'died' }, now)).toBeUndefined();
    expect(refusalOf(() => take({ state: 'confirmed', lastChange })).facts).toEqual({ state: 'confirmed' });
  });

  it('names who made it to whoever may not take it back', () => {
    const { detail } = refusalOf(() =>
      takeBack(
        { state: 'died', lastChange: change('booked', 'died') },
        { taker: { ...anna, id: 'eva' }, hasPlace: false },
        now,
      ),
    );
    expect(detail).toMatch(/^Anna made this change\. Only Anna or/);
    expect(mayTakeBack(undefined, { ...anna, role: 'administrator' })).toBe(false);
  });

  it('returns to where it was; of an ending without her place she is confirmed', () => {
    const back = (from: LastChange['from'], to: LastChange['to'], hasPlace: boolean) =>
      take({ state: to, lastChange: change(from, to) }, hasPlace).state;
    expect([back('booked', 'died', true), back('booked', 'died', false)]).toEqual(['booked', 'confirmed']);
    expect([back('booked', 'travelling', false), back('travelling', 'met', true)]).toEqual(['booked', 'travelling']);
    expect(back('received', 'died', true)).toBe('received');
  });

  it('is a proof only from the first state to the second', () => {
    const isOne = (from: LastChange['from'], to: LastChange['to']) => isProof({ from, to });
    expect([isOne('received', 'confirmed'), isOne('booked', 'confirmed'), isOne('received', 'died')]).toEqual([
      ...[true, false, false],
    ]);
  });
});
