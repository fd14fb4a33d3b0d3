import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { PlanBorders } from '../itinerary/plan-borders.ts';
import type { Slot } from '../slot/slot.ts';
import type { CrossingEventStore } from './crossing-event-store.ts';
import type { MeetingPointStore } from './meeting-point-store.ts';
import { closuresOfSlot, type SlotClosure } from './slot-closures.ts';

interface Dependencies {
  bookings: BookingStore;
  caseFiles: CaseFileStore;
  meetingPoints: MeetingPointStore;
  crossingEvents: CrossingEventStore;
  bordersOf: PlanBorders;
}

export type ListClosures = (slot: Slot) => Promise<SlotClosure[]>;

/** What whoever accompanies on a slot must know of crossings; none while nobody is booked there. */
export const listClosuresOf =
  ({ bookings, caseFiles, meetingPoints, crossingEvents, bordersOf }: Dependencies): ListClosures =>
  async (slot) => {
    const rows = await crossingEvents.listCurrent();
    if (rows.length === 0) return [];
    const live = (await bookings.listLiveInSlot(slot._id)).filter(({ status }) => status === 'booked');
    const files = await caseFiles.findMany(live.map(({ caseFileId }) => caseFileId));
    const caseOf = new Map(files.map((caseFile) => [caseFile._id, caseFile]));
    const { side } = await meetingPoints.get(slot.meetingPointId);
    const booked = live.flatMap((booking) => {
      const caseFile = caseOf.get(booking.caseFileId);
      return caseFile ? { booking, passes: bordersOf({ caseFile, slot, side, words: [] }).passes } : [];
    });
    return booked.length === 0 ? [] : closuresOfSlot(slot, booked, rows);
  };
