import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { seatsTaken, type Booking } from '../booking/booking.ts';
import { expireHolds } from '../booking/expire-holds.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { WrongJourney } from '../itinerary/wrong-journeys.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { ProposalStore } from './proposal-store.ts';
import { buildProposed, proposalEnd, type KeptReason } from './proposal.ts';

export interface ProposeDependencies {
  perform: Perform;
  proposals: ProposalStore;
  slots: SlotStore;
  bookings: BookingStore;
  caseFiles: CaseFileStore;
  ids: Ids;
}

/** `there`: it stands already. `gone`: the journey is no longer as it was looked at. `full`: others were quicker. */
export type Proposed = 'proposed' | 'there' | 'gone' | 'full';
/** Proposing a remedy for one journey. */
export function proposeService({ perform, proposals, slots, bookings, caseFiles, ids }: ProposeDependencies) {
  return {
    /** Holds the seats of a remedy for a day. The same journey again proposes nothing anew. */
    propose: (act: ActContext, { journey, reasons, remedy }: WrongJourney): Promise<Proposed> => {
      const { caseFile, booking } = journey;
      if (!remedy) return Promise.resolve('gone');
      const toSlotId = remedy.slot._id;
      const which = { slotId: toSlotId, caseFileId: caseFile._id, bookingId: booking._id };
      return perform(act, [`slot/${toSlotId}`, `case/${caseFile._id}`], async (now) => {
        const to = await slots.lock(toSlotId);
        await caseFiles.lock(caseFile._id);
        const old = await bookings.get(booking._id);
        if (!old.live) return { reply: 'gone', which };
        const there = await proposals.findOpenOf(old._id);
        if (there && there.endsAt > now) return { reply: 'there', which };
        const isElsewhere = toSlotId !== old.slotId;
        if (isElsewhere && !hasRoom(to, await expireHolds(bookings, toSlotId, now), old, now))
          return { reply: 'full', which };
        if (there) await proposals.decide(there._id, { status: 'over', decidedAt: now, decidedBy: 'the clock' });
        const by = actorName(act.actor);
        const proposed = isElsewhere ? buildProposed({ id: ids.id(), by, now }, to, old) : undefined;
        if (proposed) await bookings.insert(proposed);
        await proposals.insert({
          ...{ _id: ids.id(), caseFileId: old.caseFileId, bookingId: old._id, slotId: old.slotId, toSlotId },
          ...(proposed ? { toBookingId: proposed._id } : {}),
          ...{ path: remedy.way.choice, reasons: reasons.map(keep), status: 'open', open: true },
          ...{ at: now, endsAt: proposalEnd(now) },
        });
        return { reply: 'proposed', which, fields: ['proposal'] };
      });
    },
  };
}

const keep = ({ code, crossing, event }: WrongJourney['reasons'][number]): KeptReason => ({
  code,
  ...(crossing === undefined ? {} : { crossing }),
  ...(event ? { eventId: event.id } : {}),
});

const hasRoom = (to: Slot, live: readonly Booking[], { seats }: Booking, now: Date): boolean =>
  to.status === 'open' && to.from > now && to.capacity - seatsTaken(live, now) >= seats;
