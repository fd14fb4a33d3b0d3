import type { StaffRole } from '../platform/endpoint.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CaseFile, LastChange } from './case-file.ts';
import type { Slot } from '../slot/slot.ts';
import { isEnding, stateWithoutBooking, type CaseState } from './case-state.ts';

const TAKE_BACK_HOURS = 24;

/** Who wants to take something back: only the same person or an administrator may. */
export interface Taker {
  id: string;
  role: StaffRole;
}

class NothingToTakeBack extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'nothing-to-take-back',
      detail: 'No change of state stands here that could be taken back. Record what is right instead.',
    });
  }
}

class StateChangedSince extends DomainError {
  constructor(state: CaseState) {
    super({
      status: 409,
      type: 'state-changed-since',
      detail: `The case file is “${state}” by now, so the change before it cannot be taken back. Open the case file to see what stands.`,
      facts: { state },
    });
  }
}

class TooLateToTakeBack extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'too-late-to-take-back',
      detail: `A change of state can be taken back for ${TAKE_BACK_HOURS} hours, and that time is over. Record what is right instead; an ending can be reopened for 7 days.`,
    });
  }
}

class NotYoursToTakeBack extends DomainError {
  constructor(by: string) {
    super({
      status: 403,
      type: 'not-yours-to-take-back',
      detail: `${by} made this change. Only ${by} or an administrator can take it back: ask one of them.`,
    });
  }
}

class ProofInUse extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'proof-in-use',
      detail: 'She has a place or a hold that rests on this proof. Cancel it first, then take the proof back.',
    });
  }
}

const isInTime = ({ at }: Pick<LastChange, 'at'>, now: Date): boolean =>
  now.getTime() - at.getTime() <= TAKE_BACK_HOURS * 3_600_000;

const isTheirs = ({ byId }: Pick<LastChange, 'byId'>, taker: Taker): boolean =>
  taker.role === 'administrator' || taker.id === byId;

/** The last change of state while taking it back is the way to undo it; whoever it is that may. */
export function standingChange(
  { state, lastChange }: Pick<CaseFile, 'state' | 'lastChange'>,
  now: Date,
): LastChange | undefined {
  return lastChange?.to === state && isInTime(lastChange, now) ? lastChange : undefined;
}

/** True where a page offers it to this person; the act decides again. */
export const mayTakeBack = (change: Pick<LastChange, 'byId'> | undefined, taker: Taker): boolean =>
  change !== undefined && isTheirs(change, taker);

/** What is taken back, and the state that the case file returns to. */
export interface TakenBack {
  change: LastChange;
  state: CaseState;
}

/** Decides whether the last change of state may be taken back. Throws one refusal for each reason against it. */
export function takeBack(
  { state, lastChange }: Pick<CaseFile, 'state' | 'lastChange'>,
  { taker, hasPlace }: { taker: Taker; hasPlace: boolean },
  now: Date,
): TakenBack {
  if (!lastChange) throw new NothingToTakeBack();
  if (lastChange.to !== state) throw new StateChangedSince(state);
  if (!isTheirs(lastChange, taker)) throw new NotYoursToTakeBack(lastChange.by);
  if (!isInTime(lastChange, now)) throw new TooLateToTakeBack();
  if (isProof(lastChange) && hasPlace) throw new ProofInUse();
  return { change: lastChange, state: returnState(lastChange, hasPlace) };
}

/** Recording a proof is the one change that leads from `received` to `confirmed`. */
export const isProof = ({ from, to }: Pick<LastChange, 'from' | 'to'>): boolean =>
  from === 'received' && to === 'confirmed';

/** Her seats are not taken back by themselves: without them she is confirmed, not booked. */
const returnState = ({ from, to }: LastChange, hasPlace: boolean): CaseState =>
  isEnding(to) && !hasPlace ? stateWithoutBooking(from) : from;

/** True for a released place that she could have again: still open, still ahead, with seats for all of them. */
export const isOffered = (
  { status, from }: Pick<Slot, 'status' | 'from'>,
  { left, party }: { left: number; party: number },
  now: Date,
): boolean => status === 'open' && from > now && left >= party;
