import type { Booking } from '../booking/booking.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { PathChoice } from '../route/path.ts';
import type { Slot } from '../slot/slot.ts';

export const PROPOSAL_STATUSES = ['open', 'accepted', 'refused', 'over', 'undone'] as const;

/** What stands in the way of a journey as it is booked, as it is kept: codes and ids, no words of a family. */
export interface KeptReason {
  code: string;
  crossing?: string;
  eventId?: string;
}

/**
 * What would put one booked journey right, with the seats held for it: another meeting, another path to the same one, or
 * both. Nothing of hers changes until somebody of the desk accepts it. Instants in UTC.
 */
export interface Proposal {
  _id: string;
  caseFileId: string;
  /** The booking that it would replace, and its slot. */
  bookingId: string;
  slotId: string;
  /** Where she would be met. */
  toSlotId: string;
  /** The seats held there; absent where the meeting stays the same. */
  toBookingId?: string;
  path: PathChoice;
  reasons: KeptReason[];
  status: (typeof PROPOSAL_STATUSES)[number];
  /** Present and true while nobody has decided: one of them a booking (a unique index). */
  open?: true;
  at: Date;
  /** From then on its seats are anybody's. */
  endsAt: Date;
  decidedAt?: Date;
  decidedBy?: string;
  /** Her path before it was accepted. */
  was?: PathChoice;
}

export const PROPOSAL_HOURS = 24;

export class ProposalOver extends DomainError {
  constructor(why: string) {
    super({ status: 409, type: 'proposal-over', detail: `${why} Look at what is wrong now.` });
  }
}

/** Somebody has to decide still. Throws ProposalOver. */
export function checkOpen({ status, decidedBy, endsAt }: Proposal, now: Date): void {
  if (status !== 'open') throw new ProposalOver(`${decidedBy ?? 'The service'} has made this proposal “${status}”.`);
  if (endsAt <= now) throw new ProposalOver('This proposal was open for a day and is over.');
}

/** Accepted, not longer than a day ago. Throws ProposalOver. */
export function checkUndoable({ status, decidedAt }: Proposal, now: Date): void {
  if (status !== 'accepted') throw new ProposalOver(`This proposal is “${status}”: there is nothing to undo.`);
  if (!decidedAt || hoursOn(decidedAt, PROPOSAL_HOURS) <= now)
    throw new ProposalOver('It was accepted more than a day ago: move her instead.');
}

const hoursOn = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000);

export const proposalEnd = (now: Date): Date => hoursOn(now, PROPOSAL_HOURS);

/** Seats that are held for a proposal: they count in their slot, and are no place of hers yet. */
export const buildProposed = (
  { id, by, now }: { id: string; by: string; now: Date },
  to: Slot,
  old: Booking,
): Booking => ({
  ...{ _id: id, slotId: to._id, caseFileId: old.caseFileId, stageKey: to.stageKey, seats: old.seats },
  ...{ status: 'proposed', live: true, heldUntil: proposalEnd(now), madeAt: now, madeBy: by, movedFrom: old._id },
});
