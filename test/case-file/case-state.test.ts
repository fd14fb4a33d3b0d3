import { describe, expect, it } from '@jest/globals';
import {
  ENDINGS,
  IllegalTransition,
  JOURNEY_STATES,
  moveState,
  nextStates,
  reopenedState,
  TooLateToReopen,
} from '../../src/case-file/case-state.ts';

describe('the states of a case file', () => {
  it('lead from the first call to the handover, one after the other', () => {
    const way = JOURNEY_STATES.slice(1).reduce(
      (state, next) => moveState(state, next) as never,
      JOURNEY_STATES[0] as never,
    );
    expect(way).toBe('closed');
  });

  it.each([...JOURNEY_STATES, ...ENDINGS])(
    'from “%s” every state that is not allowed is refused, naming the allowed ones',
    (from) => {
      for (const to of [...JOURNEY_STATES, ...ENDINGS]) {
        if (nextStates(from).includes(to)) expect(moveState(from, to)).toBe(to);
        else expect(() => moveState(from, to)).toThrow(IllegalTransition);
      }
    },
  );

  it('every ending is open until she is handed over, and none after it', () => {
    for (const state of JOURNEY_STATES) {
      const may = ENDINGS.every((ending) => nextStates(state).includes(ending));
      expect(may).toBe(!['handed-over', 'closed'].includes(state));
    }
  });

  it('an ending can be taken back for seven days, a booked case without its seats', () => {
    const at = new Date('2026-11-24T10:00:00Z');
    const days = (count: number): Date => new Date(at.getTime() + count * 86_400_000);
    expect(reopenedState({ from: 'booked', at }, false, days(7))).toBe('confirmed');
    expect(reopenedState({ from: 'travelling', at }, true, days(1))).toBe('travelling');
    expect(reopenedState({ from: 'travelling', at }, false, days(1))).toBe('confirmed');
    expect(reopenedState({ from: 'met', at }, false, days(1))).toBe('met');
    expect(() => reopenedState({ from: 'booked', at }, false, new Date(days(7).getTime() + 1))).toThrow(
      TooLateToReopen,
    );
  });
});
