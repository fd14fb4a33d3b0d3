import { checkInUse, type MeetingPoint } from '../crossing/meeting-point.ts';
import { checkServes } from '../escort/escort.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import { slotTimes, stageKeyOf, type CommitmentRule, type SlotTimes } from './build-slot.ts';
import { checkStart, type EditSlot } from './slot-input.ts';
import type { SlotStore } from './slot-store.ts';
import { CannotOpen, checkMayOpen, checkNoOverlap, type Slot } from './slot.ts';

/** When and where a slot is: all that follows from its local time and its meeting point. */
type Placed = SlotTimes & Pick<Slot, 'crossingId' | 'stageKey'>;

/** Throws CannotOpen where the route accompanies nobody from this crossing point. */
export function placeAt(commitment: CommitmentRule, routeRef: string, input: EditSlot, point: MeetingPoint): Placed {
  const minutes = commitment.accompanyMinutes(routeRef, point.crossingId, point.side);
  if (minutes === undefined)
    throw new CannotOpen('The route has no accompaniment from this crossing point. Choose another meeting point.');
  const times = slotTimes(input, point.zone, minutes, commitment);
  return { ...times, crossingId: point.crossingId, stageKey: stageKeyOf(point.crossingId) };
}

/** Whether another time or place is asked for: the other fields may change while somebody is booked. */
export const isMoved = (slot: Slot, placed: Placed, meetingPointId: string): boolean =>
  +placed.from !== +slot.from || +placed.to !== +slot.to || meetingPointId !== slot.meetingPointId;

/** An open slot moves only to where it could be opened. */
export function checkMove(slot: Slot, { from }: SlotTimes, point: MeetingPoint, now: Date): void {
  checkInUse(point);
  checkStart(from, now);
  if (slot.status === 'open') checkMayOpen(slot, point);
}

/** The escort is free for the whole commitment, and stays so until this act is done. */
export async function commitEscort(
  { escorts, slots }: { escorts: EscortStore; slots: SlotStore },
  escortId: string,
  slot: Pick<Slot, '_id' | 'from' | 'freeAt'>,
): Promise<void> {
  checkServes(await escorts.lock(escortId));
  checkNoOverlap(slot, await slots.listCommitments(escortId, slot.from, slot.freeAt));
}
