import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CrossingEventStore } from '../crossing/crossing-event-store.ts';
import { WAIT_DAYS } from '../crossing/crossing-now.ts';
import type { Crossing } from '../crossing/crossing.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import { sidesOf } from '../crossing/meeting-sides.ts';
import type { ObservationStore } from '../crossing/observation-store.ts';
import type { RecordedEvent } from '../crossing/recorded-event.ts';
import { daysAfter } from '../platform/days.ts';
import { keepEach } from '../platform/keep-each.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { listPaths, type Path } from '../route/path.ts';
import type { Reference } from '../route/reference.ts';
import type { RouteRef, Stage } from '../route/route.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { worldOf, type WorldThen } from './border-grounds.ts';
import { listWords, placeHer, type Word } from './heard.ts';
import { buildItinerary } from './itinerary.ts';
import type { ReportService } from './report-service.ts';
import { reportedWaits } from './reported-waits.ts';
import type { OfferedSlot } from './way-to.ts';
import type { Here } from './ways-from-here.ts';

/** Where the planner reads what stands now. */
export interface PlannerReads {
  slots: Pick<SlotStore, 'list' | 'findMany'>;
  bookings: Pick<BookingStore, 'listLiveOfCase' | 'listLive'>;
  meetingPoints: Pick<MeetingPointStore, 'findMany'>;
  crossingEvents: Pick<CrossingEventStore, 'listCurrent'>;
  observations: Pick<ObservationStore, 'listWaits'>;
  report: Pick<ReportService, 'listOf'>;
  keys: Pick<KeyRing, 'findSealer'>;
  reference: Reference;
  checkDays: (border: Crossing['border']) => number;
}

/** So far ahead slots are looked at. */
export const DAYS_AHEAD = 42;

/** Paths of a route never change, and what is planned of them is kept with the list. */
export const keepPaths = (reference: Reference): ((ref: RouteRef) => readonly Path[]) =>
  keepEach((ref) => listPaths(reference, ref));

export async function offeredSlots(
  { slots, bookings, meetingPoints }: PlannerReads,
  now: Date,
): Promise<OfferedSlot[]> {
  const [found, live] = await Promise.all([
    slots.list({ from: now, to: daysAfter(now, DAYS_AHEAD) }),
    bookings.listLive(),
  ]);
  const offered = found.filter(({ status }) => status !== 'cancelled');
  const bySlot = Map.groupBy(live, ({ slotId }) => slotId);
  const sides = await sidesOf(meetingPoints, offered);
  return offered.map((slot) => ({
    ...{ slot, side: sides.get(slot.meetingPointId) ?? 'ukrainian', inSlot: bySlot.get(slot._id) ?? [] },
  }));
}

/** Where somebody last placed her, as a spot of the route; undefined until she has set out. */
export async function whereSheIs(
  { slots, meetingPoints, report, reference }: PlannerReads,
  caseFile: CaseFile,
  stages: readonly Stage[],
  { slotId, now }: { slotId: string | undefined; now: Date },
): Promise<Here | undefined> {
  if (caseFile.state !== 'travelling') return undefined;
  const found = slotId === undefined ? [] : await slots.findMany([slotId]);
  const [side = 'ukrainian'] = (await sidesOf(meetingPoints, found)).values();
  const words = listWords(caseFile, await report.listOf(caseFile._id), undefined);
  // Without a meeting, a touch at a border is read by a plan that ends now.
  const [slot = { from: now, to: now, zone: 'Europe/Kyiv' }] = found;
  const itinerary = buildItinerary({ stages, slot, side, reference });
  const heard = placeHer(itinerary, words);
  const stage = heard && stages.find(({ key }) => key === itinerary.steps[heard.step]?.key);
  const spot = spotOf(stage, words);
  return heard && spot && { ...spot, at: heard.at };
}

/** Where a stage has her before she is met. */
function spotOf(stage: Stage | undefined, words: readonly Word[]): Pick<Here, 'spot' | 'isPast'> | undefined {
  if (stage?.kind === 'ride') return { spot: stage.from, isPast: true };
  // Who is met in Poland waits for it before the border.
  const waits = stage?.kind === 'meeting' && !words.some(({ kind }) => kind === 'met');
  return stage?.kind === 'border' || waits ? { spot: stage.crossing, isPast: false } : undefined;
}

/** All that is known of the days ahead, but for whose journey it is; and the rows that were recorded of crossings. */
export async function worldNow(
  { crossingEvents, observations, reference, checkDays }: PlannerReads,
  now: Date,
): Promise<{ world: WorldThen; rows: RecordedEvent[] }> {
  const rows = await crossingEvents.listCurrent();
  const waits = await observations.listWaits(daysAfter(now, -WAIT_DAYS), now);
  const recorded = rows.map(({ event }) => event);
  return { world: worldOf(reference, { now, checkDays, recorded, waitOf: reportedWaits(waits, now) }), rows };
}
