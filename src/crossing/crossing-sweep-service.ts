import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { isUnderWay } from '../case-file/case-state.ts';
import { listWords } from '../itinerary/heard.ts';
import type { PlanBorders } from '../itinerary/plan-borders.ts';
import type { ReportService } from '../itinerary/report-service.ts';
import { idsOf } from '../notification/notification.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ActContext, Actor } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import type { Facts } from '../route/reference.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { Slot } from '../slot/slot.ts';
import type { CrossingEventStore } from './crossing-event-store.ts';
import { sweepCountsSchema, type CrossingSweep, type SweepCounts } from './crossing-sweep.ts';
import type { CrossingSweepStore } from './crossing-sweep-store.ts';
import type { MeetingPointStore } from './meeting-point-store.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { decideBatch, type SweptSlot } from './sweep-batch.ts';

export interface SweepDependencies {
  perform: Perform;
  sweeps: CrossingSweepStore;
  crossingEvents: CrossingEventStore;
  slots: SlotStore;
  bookings: BookingStore;
  caseFiles: CaseFileStore;
  meetingPoints: MeetingPointStore;
  notifications: NotificationStore;
  slotChanges: SlotChanges;
  report: Pick<ReportService, 'listStanding'>;
  reference: Pick<Facts, 'crossingEvents'>;
  bordersOf: PlanBorders;
  ids: Ids;
}

/** Where a sweep stands. */
export const sweepOutcomeSchema = z.strictObject({ done: z.boolean(), counts: sweepCountsSchema });
export type SweepOutcome = z.infer<typeof sweepOutcomeSchema>;

const BATCH = 100;

export type CrossingSweepService = ReturnType<typeof crossingSweepService>;

/** Goes through everybody whom a recorded event may touch, in small acts, so that a crash loses and repeats nothing. */
export function crossingSweepService(dependencies: SweepDependencies) {
  const { perform, sweeps, crossingEvents, ids } = dependencies;

  const contextFor = (actor: Actor): ActContext => ({
    ...{ id: ids.id(), body: '', name: 'crossing-event.sweep', actor, requestId: ids.id() },
  });

  /** The next batch; `done` once there is none. Whoever comes second to a batch goes on with the one after it. */
  const runBatch = (actor: Actor, rowId: string): Promise<SweepOutcome> =>
    perform(contextFor(actor), `sweep/${rowId}`, async (now) => {
      const sweep = await sweeps.lock(rowId);
      const rows = await crossingEvents.list();
      const row = rows.find(({ _id }) => _id === rowId);
      // A later row of the same event has a sweep of its own, which tells what holds now.
      const isLatest = row && rows.every(({ eventId, seq }) => eventId !== row.eventId || seq <= row.seq);
      const next = sweep.open && isLatest ? await dependencies.slots.listAfter(sweep.cursor, sweep, BATCH) : [];
      const last = next.at(-1);
      const counts = row && last ? await doBatch(dependencies, { sweep, row, rows, next, now }) : sweep.counts;
      if (last) await sweeps.moveOn(rowId, { cursor: last._id, counts });
      else if (sweep.open) await finish(dependencies, sweep, isLatest === true, now);
      return {
        reply: { done: last === undefined, counts },
        which: { crossingEventId: sweep.eventId },
        fields: ['told'],
      };
    });

  /** Runs one sweep to its end. */
  const run = async (actor: Actor, rowId: string): Promise<SweepOutcome> => {
    let outcome = await runBatch(actor, rowId);
    while (!outcome.done) outcome = await runBatch(actor, rowId);
    return outcome;
  };

  return {
    runBatch,
    run,
    /** Ends what a crash has left half way. */
    runOpen: async (actor: Actor): Promise<void> => {
      for (const { _id } of await sweeps.listOpen()) await run(actor, _id);
    },
  };
}

/** Whoever has lost her booking since was in no batch; what she was to hear is no longer true either. */
async function finish(
  { notifications, sweeps }: SweepDependencies,
  { _id, eventId }: CrossingSweep,
  isLatest: boolean,
  now: Date,
): Promise<void> {
  const open = isLatest ? await notifications.listOpenOfEvent(eventId) : [];
  const stale = open.filter(({ key }) => key !== undefined && !key.startsWith(`${_id}/`));
  await notifications.withdraw(idsOf(stale), now);
  await sweeps.finish(_id, now);
}

interface OpenBatch extends Pick<Parameters<typeof decideBatch>[0], 'row' | 'rows' | 'now'> {
  sweep: CrossingSweep;
  next: readonly Slot[];
}

async function doBatch(
  dependencies: SweepDependencies,
  { sweep, row, rows, next, now }: OpenBatch,
): Promise<SweepCounts> {
  const { slots, notifications, slotChanges, reference } = dependencies;
  const slotIds = next.map(({ _id }) => _id);
  // Empty ones too: a booking in flight commits before and is read here, or meets this lock, runs again and sees the event.
  await slots.lockMany(slotIds);
  const swept = await readSlots(dependencies, next, now);
  const caseFileIds = swept.flatMap(({ booked }) => booked.map(({ booking }) => booking.caseFileId));
  const lines = await notifications.listOfEvents(eventsToldBefore(row, rows, reference), caseFileIds, slotIds);
  const documented = [...reference.crossingEvents.values()];
  const { tells, withdrawn, changed } = decideBatch({ row, rows, documented, slots: swept, lines, now });
  await notifications.withdraw(withdrawn, now);
  await notifications.tell(now, tells);
  await slotChanges.publishMany(changed, now);
  const travellers = tells.filter(({ audience }) => audience === 'traveller').length;
  return {
    slots: sweep.counts.slots + next.length,
    travellers: sweep.counts.travellers + travellers,
    escorts: sweep.counts.escorts + tells.length - travellers,
  };
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
  { bookings, caseFiles, meetingPoints, report, bordersOf }: SweepDependencies,
  next: readonly Slot[],
  now: Date,
): Promise<SweptSlot[]> {
  const live = await bookings.listLiveInSlots(next.map(({ _id }) => _id));
  const booked = live.filter(({ status }) => status === 'booked');
  const ids = [...new Set(booked.map(({ caseFileId }) => caseFileId))];
  const caseOf = new Map((await caseFiles.findMany(ids)).map((caseFile) => [caseFile._id, caseFile]));
  const reportsOf = Map.groupBy(await report.listStanding(ids), ({ caseFileId }) => caseFileId);
  const points = await meetingPoints.findMany([...new Set(next.map(({ meetingPointId }) => meetingPointId))]);
  const sideOf = new Map(points.map(({ _id, side }) => [_id, side]));
  return next.map((slot) => {
    if (slot.status === 'cancelled') return { slot, booked: [] };
    const there = booked.filter(({ slotId }) => slotId === slot._id);
    return {
      slot,
      booked: there.flatMap((booking) => {
        const caseFile = caseOf.get(booking.caseFileId);
        if (!caseFile) return [];
        const words = listWords(caseFile, reportsOf.get(caseFile._id) ?? [], booking.madeAt);
        const side = sideOf.get(slot.meetingPointId) ?? 'ukrainian';
        const { passes, ahead } = bordersOf({ caseFile, slot, side, words });
        return { booking, passes, ahead: isStillGoing(caseFile, slot, now) ? ahead : [] };
      }),
    };
  });
}

/** Neither arrived nor ended, nor forgotten: by the longest plan she is still on her way or before it. */
const isStillGoing = ({ state }: Pick<CaseFile, 'state'>, { accompaniedUntil }: Slot, now: Date): boolean =>
  (state === 'confirmed' || state === 'booked' || isUnderWay(state)) && now < accompaniedUntil;
