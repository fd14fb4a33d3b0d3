import { DomainError } from '../platform/domain-error.ts';

export const SLOT_STATUSES = ['draft', 'open', 'closed', 'cancelled'] as const;
export type SlotStatus = (typeof SLOT_STATUSES)[number];

/**
 * An offered window of accompaniment on one stage. Windows are half-open UTC instants `[from, to)`; beside them stand
 * the zone of the meeting point's side and the local time as published.
 */
export interface Slot {
  _id: string;
  /** Raised by every act that touches the slot: the lock. */
  rev: number;
  routeRef: string;
  stageKey: string;
  crossingId: string;
  meetingPointId: string;
  seriesId?: string;
  /** `series/planned date/planned time`: unique, and unchanged by any later edit. */
  plannedKey?: string;
  from: Date;
  to: Date;
  zone: string;
  localDate: string;
  localTime: string;
  /** The local time did not exist (`gap`, moved on) or happened twice (`overlap`, the first was taken). */
  adjusted: 'none' | 'gap' | 'overlap';
  capacity: number;
  escortId?: string;
  /** When this escort was given it by hand: what he said of it before he had said of an earlier turn. */
  escortSince?: Date;
  status: SlotStatus;
  /** Longest planned end of the accompaniment: what the escort's feed shows as the end. */
  accompaniedUntil: Date;
  /** The escort is free again: accompaniedUntil plus rest and the way back. Bounds the commitment `[from, freeAt)`. */
  freeAt: Date;
  /** Raised only when text that an escort sees has changed: SEQUENCE and LAST-MODIFIED of the feed. */
  published: { seq: number; at: Date };
  /** A person has changed it: the planner of its series leaves it alone. */
  edited: boolean;
  /** Sealed; `openReason` says it. */
  cancelledFor?: string;
}

/** No slot is published farther ahead, so a search that reaches this far finds all of them. */
export const FARTHEST_DAYS = 366;

/** What follows from the clock and is never stored. */
export const SLOT_PHASES = ['ahead', 'departed', 'completed'] as const;
export type SlotPhase = (typeof SLOT_PHASES)[number];

export function slotPhase(slot: Pick<Slot, 'from' | 'accompaniedUntil'>, now: Date): SlotPhase {
  if (now < slot.from) return 'ahead';
  return now < slot.accompaniedUntil ? 'departed' : 'completed';
}

/** The next published mark: one higher, and later than the last one whatever this process's clock says. */
export const nextPublished = (published: Slot['published'], now: Date): Slot['published'] => ({
  seq: published.seq + 1,
  // Whole seconds, because a calendar's LAST-MODIFIED has no finer ones.
  at: new Date(Math.max(Math.ceil(now.getTime() / 1000) * 1000, published.at.getTime() + 1000)),
});

export class EscortOverlap extends DomainError {
  constructor(clash: Pick<Slot, '_id' | 'localDate' | 'localTime'>) {
    super({
      status: 409,
      type: 'escort-overlap',
      detail: `This escort is already committed from ${clash.localDate} ${clash.localTime}, to Kyiv and back. Choose another escort or another slot.`,
      facts: { slotId: clash._id },
    });
  }
}

type Committed = Pick<Slot, '_id' | 'from' | 'freeAt' | 'status' | 'localDate' | 'localTime'>;

/** The escort's slot, other than this one and not cancelled, that shares time with it. */
export const findOverlap = <T extends Committed>(
  slot: Pick<Slot, '_id' | 'from' | 'freeAt'>,
  others: readonly T[],
): T | undefined =>
  others.find(
    (other) =>
      other._id !== slot._id && other.status !== 'cancelled' && other.from < slot.freeAt && slot.from < other.freeAt,
  );

/** Throws EscortOverlap when one of the escort's slots shares time with this one. */
export function checkNoOverlap(slot: Pick<Slot, '_id' | 'from' | 'freeAt'>, others: readonly Committed[]): void {
  const clash = findOverlap(slot, others);
  if (clash) throw new EscortOverlap(clash);
}

export class CannotOpen extends DomainError {
  constructor(detail: string) {
    super({ status: 409, type: 'cannot-open-slot', detail });
  }
}

/** A slot is open only with an escort and at a meeting point that somebody has verified. */
export function checkMayOpen(slot: Pick<Slot, 'escortId' | 'status'>, meetingPoint: { verifiedAt?: Date }): void {
  if (slot.status === 'cancelled') throw new CannotOpen('This slot was cancelled. Make a new one.');
  if (slot.escortId === undefined) throw new CannotOpen('Nobody is assigned to this slot. Assign an escort first.');
  if (!meetingPoint.verifiedAt) throw new CannotOpen('Nobody has verified this meeting point yet. Verify it first.');
}
