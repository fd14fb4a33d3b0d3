import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { isUnderWay } from '../case-file/case-state.ts';
import { listWords } from '../itinerary/heard.ts';
import type { PlanBorders } from '../itinerary/plan-borders.ts';
import type { ReportService } from '../itinerary/report-service.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { Facts } from '../route/reference.ts';
import type { Slot } from '../slot/slot.ts';
import type { MeetingPointStore } from './meeting-point-store.ts';
import { sidesOf } from './meeting-sides.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { decideBatch, type BatchDecision, type SweptSlot } from './sweep-batch.ts';

/** Where the decision about a batch reads from. */
export interface BatchReads {
  bookings: Pick<BookingStore, 'listLiveInSlots'>;
  caseFiles: Pick<CaseFileStore, 'findMany'>;
  meetingPoints: Pick<MeetingPointStore, 'findMany'>;
  notifications: Pick<NotificationStore, 'listOfEvents'>;
  report: Pick<ReportService, 'listStanding'>;
  reference: Pick<Facts, 'crossingEvents'>;
  bordersOf: PlanBorders;
}

/** Some slots, and what is recorded of crossings, the row in question among it. */
export interface AskedBatch {
  row: RecordedEvent;
  rows: readonly RecordedEvent[];
  next: readonly Slot[];
  now: Date;
}

/** What the row means for everybody who is booked in these slots, by what stands now. It only reads. */
export async function decideFor(reads: BatchReads, { row, rows, next, now }: AskedBatch): Promise<BatchDecision> {
  const { notifications, reference } = reads;
  const swept = await readSlots(reads, next, now);
  const caseFileIds = swept.flatMap(({ booked }) => booked.map(({ booking }) => booking.caseFileId));
  const slotIds = next.map(({ _id }) => _id);
  const lines = await notifications.listOfEvents(eventsToldBefore(row, rows, reference), caseFileIds, slotIds);
  const documented = [...reference.crossingEvents.values()];
  return decideBatch({ row, rows, documented, slots: swept, lines, now });
}

/**
 * Of which events a line may bear on what this row makes untrue: on its own, and on what still holds beside it. None where
 * it is the first word of a closure, which makes nothing untrue.
 */
function eventsToldBefore(
  row: RecordedEvent,
  rows: readonly RecordedEvent[],
  reference: Pick<Facts, 'crossingEvents'>,
) {
  if (row.seq === 0 && row.event.effect !== 'reopened') return [];
  return [...new Set([...rows.map(({ eventId }) => eventId), ...reference.crossingEvents.keys()])];
}

async function readSlots(
  { bookings, caseFiles, meetingPoints, report, bordersOf }: BatchReads,
  next: readonly Slot[],
  now: Date,
): Promise<SweptSlot[]> {
  const live = await bookings.listLiveInSlots(next.map(({ _id }) => _id));
  const booked = live.filter(({ status }) => status === 'booked');
  const ids = [...new Set(booked.map(({ caseFileId }) => caseFileId))];
  const caseOf = new Map((await caseFiles.findMany(ids)).map((caseFile) => [caseFile._id, caseFile]));
  const reportsOf = Map.groupBy(await report.listStanding(ids), ({ caseFileId }) => caseFileId);
  const sides = await sidesOf(meetingPoints, next);
  return next.map((slot) => {
    if (slot.status === 'cancelled') return { slot, booked: [] };
    const there = booked.filter(({ slotId }) => slotId === slot._id);
    return {
      slot,
      booked: there.flatMap((booking) => {
        const caseFile = caseOf.get(booking.caseFileId);
        if (!caseFile) return [];
        const words = listWords(caseFile, reportsOf.get(caseFile._id) ?? [], booking.madeAt);
        const side = sides.get(slot.meetingPointId) ?? 'ukrainian';
        const { passes, ahead } = bordersOf({ caseFile, slot, side, words });
        return { booking, passes, ahead: isStillGoing(caseFile, slot, now) ? ahead : [] };
      }),
    };
  });
}

/** Neither arrived nor ended, nor forgotten: by the longest plan she is still on her way or before it. */
const isStillGoing = ({ state }: Pick<CaseFile, 'state'>, { accompaniedUntil }: Slot, now: Date): boolean =>
  (state === 'confirmed' || state === 'booked' || isUnderWay(state)) && now < accompaniedUntil;
