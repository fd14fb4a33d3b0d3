import { DomainError } from '../platform/domain-error.ts';

/** The journey, in its order. `closed` follows the handover. */
export const JOURNEY_STATES = [
  'received',
  'confirmed',
  'booked',
  'travelling',
  'met',
  'accompanied',
  'handed-over',
  'closed',
] as const;
/** Endings other than arrival. They are ordinary, and no page or feed ever states which. */
export const ENDINGS = ['declined', 'exchanged', 'moved', 'died', 'unreachable', 'withdrawn'] as const;

export type JourneyState = (typeof JOURNEY_STATES)[number];
export type Ending = (typeof ENDINGS)[number];
export type CaseState = JourneyState | Ending;
export const CASE_STATES = [...JOURNEY_STATES, ...ENDINGS] as const;

/** What may follow what. Back to `confirmed` is what a cancelled booking does. */
const NEXT: Record<JourneyState, readonly CaseState[]> = {
  received: ['confirmed', ...ENDINGS],
  confirmed: ['booked', ...ENDINGS],
  booked: ['confirmed', 'travelling', ...ENDINGS],
  travelling: ['confirmed', 'met', ...ENDINGS],
  met: ['accompanied', ...ENDINGS],
  accompanied: ['handed-over', ...ENDINGS],
  'handed-over': ['closed'],
  closed: [],
};

/** States that a coordinator records as she hears of them; the others follow from proof and booking. */
export const RECORDED_STATES = ['travelling', 'met', 'accompanied', 'handed-over', 'closed'] as const;

export class IllegalTransition extends DomainError {
  constructor(from: CaseState, to: CaseState) {
    const allowed = nextStates(from);
    super({
      status: 409,
      type: 'illegal-transition',
      detail:
        allowed.length > 0
          ? `A case file that is “${from}” cannot become “${to}”. From here it can become: ${allowed.join(', ')}.`
          : `A case file that is “${from}” cannot become “${to}”. Reopen it first, with a reason.`,
      facts: { from, to, allowed },
    });
  }
}

export const isEnding = (state: CaseState): state is Ending => (ENDINGS as readonly CaseState[]).includes(state);

export const nextStates = (from: CaseState): readonly CaseState[] => (isEnding(from) ? [] : NEXT[from]);

/** True once she is on the road: from here on an escort is not released by an ending alone. */
export const isUnderWay = (state: CaseState): boolean =>
  state === 'travelling' || state === 'met' || state === 'accompanied';

/** Gives the new state, or throws IllegalTransition naming what is allowed. */
export function moveState(from: CaseState, to: CaseState): CaseState {
  if (!nextStates(from).includes(to)) throw new IllegalTransition(from, to);
  return to;
}

const REOPEN_DAYS = 7;

export class TooLateToReopen extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'too-late-to-reopen',
      detail: `An ending can be taken back for ${REOPEN_DAYS} days. That time is over: open a new case file.`,
    });
  }
}

/** The case's state once it has no confirmed booking: back to confirmed, unless she is already with somebody or it has ended. */
export const stateWithoutBooking = (state: CaseState): CaseState =>
  state === 'booked' || state === 'travelling' ? 'confirmed' : state;

/** The state an ended case returns to. Where her place is gone she is confirmed, so that she can be booked again. */
export function reopenedState(
  ending: { from: CaseState; at: Date } | undefined,
  isBooked: boolean,
  now: Date,
): CaseState {
  if (!ending || now.getTime() - ending.at.getTime() > REOPEN_DAYS * 86_400_000) throw new TooLateToReopen();
  return isBooked ? ending.from : stateWithoutBooking(ending.from);
}
