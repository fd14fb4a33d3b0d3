import type { CaseFile } from '../case-file/case-file.ts';
import type { Slot } from '../slot/slot.ts';
import { HOLD_MINUTES, isOver, LONGEST_HOLD_MINUTES, seatsTaken, type Booking } from './booking.ts';
import {
  AlreadyBooked,
  CaseNotOpen,
  NeedsAcknowledgement,
  NoPath,
  NoProof,
  NotEnoughSeats,
  NotOnHerPath,
  PartyTooLarge,
  SlotClosed,
  SlotDeparted,
  type Concern,
} from './booking-refusals.ts';

/** What a coordinator asks for. `movedFrom` names the booking that ends for this one. */
export interface BookingRequest {
  id: string;
  hold: boolean;
  by: string;
  acknowledgedReason?: string | undefined;
  movedFrom?: string;
}

/** All that the rule looks at, read under the locks of the slot and the case file. */
export interface Placement {
  slot: Slot;
  /** Live bookings of the slot. */
  inSlot: readonly Booking[];
  caseFile: CaseFile;
  /** Live bookings and holds of the case file, in whatever slot. */
  ofCase: readonly Booking[];
  /** Keys of the stages on her path; undefined while she has none. */
  stageKeys: readonly string[] | undefined;
  concerns: readonly Concern[];
  request: BookingRequest;
}

/** What the rule looks at before what a coordinator may acknowledge. */
interface Room extends Omit<Placement, 'concerns' | 'request'> {
  request: Pick<BookingRequest, 'movedFrom'>;
}

export interface Placed {
  booking: Booking;
  /** Holds that were over and whose seats or stage are given away: written as expired first. */
  over: Booking[];
}

/**
 * The one rule that gives seats. Throws the refusal that says what to do; the order is the order in which a
 * coordinator can mend things: her case, her path, the slot, the seats, then what speaks against it.
 */
export function placeBooking(placement: Placement, now: Date): Placed {
  const { inSlot, request } = placement;
  checkRoom(placement, now);
  if (placement.concerns.length > 0 && request.acknowledgedReason === undefined)
    throw new NeedsAcknowledgement(placement.concerns);
  const over = [...new Map([...inSlot, ...placement.ofCase].map((each) => [each._id, each])).values()];
  return { booking: buildBooking(placement, now), over: over.filter((each) => isOver(each, now)) };
}

/** All of the rule but what a coordinator may acknowledge: her case, her path, the slot, the seats. */
export function checkRoom(placement: Room, now: Date): void {
  const { slot, inSlot, caseFile } = placement;
  checkCase(placement, now);
  checkSlot(slot, caseFile.party, now);
  const left = slot.capacity - seatsTaken(inSlot, now);
  if (left < caseFile.party) throw new NotEnoughSeats(left, caseFile.party);
}

function checkCase({ caseFile, ofCase, stageKeys, slot, request }: Room, now: Date): void {
  if (caseFile.state === 'received' || !caseFile.proofAt) throw new NoProof();
  const moves = caseFile.state === 'travelling' && request.movedFrom !== undefined;
  if (caseFile.state !== 'confirmed' && caseFile.state !== 'booked' && !moves) throw new CaseNotOpen(caseFile.state);
  if (!stageKeys) throw new NoPath();
  if (!stageKeys.includes(slot.stageKey)) throw new NotOnHerPath();
  const other = ofCase.find(
    (each) => each.ofStage && each.stageKey === slot.stageKey && each._id !== request.movedFrom && !isOver(each, now),
  );
  if (other) throw new AlreadyBooked(other.slotId, caseFile.reference);
}

function checkSlot(slot: Slot, party: number, now: Date): void {
  if (slot.status !== 'open') throw new SlotClosed();
  if (slot.from <= now) throw new SlotDeparted();
  if (party > slot.capacity) throw new PartyTooLarge(slot.capacity, party);
}

function buildBooking({ slot, caseFile, concerns, request }: Placement, now: Date): Booking {
  const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
  return {
    _id: request.id,
    slotId: slot._id,
    caseFileId: caseFile._id,
    stageKey: slot.stageKey,
    status: request.hold ? 'held' : 'booked',
    live: true,
    ofStage: true,
    seats: caseFile.party,
    madeAt: now,
    madeBy: request.by,
    ...(request.hold ? { heldUntil: minutes(HOLD_MINUTES), extendableUntil: minutes(LONGEST_HOLD_MINUTES) } : {}),
    ...(request.movedFrom === undefined ? {} : { movedFrom: request.movedFrom }),
    ...(request.acknowledgedReason !== undefined && concerns.length > 0
      ? { acknowledged: { reason: request.acknowledgedReason, codes: concerns.map((concern) => concern.code) } }
      : {}),
  };
}
