import type { Booking } from '../booking/booking.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { isUnderWay } from '../case-file/case-state.ts';
import { getMeetingWord } from '../case-file/meeting-word.ts';
import type { CrossingEventStore } from '../crossing/crossing-event-store.ts';
import { verifiedLongAgo } from '../crossing/meeting-point.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import type { Closure } from '../crossing/touched-way.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Facts } from '../route/reference.ts';
import type { Stage } from '../route/route.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { closuresAhead } from './closures-ahead.ts';
import { isStillShown, LinkOver } from './credential.ts';
import { countAnew } from './from-here.ts';
import { listWords, placeHer, type Word } from './heard.ts';
import { buildItinerary } from './itinerary.ts';
import type { PlanBorders } from './plan-borders.ts';
import type { Report } from './report.ts';
import type { ReportService } from './report-service.ts';
import { spotName } from './spot.ts';
import { beginSteps, currentStep, hasLeft, isMet, reportsSince, saysMet, wayState } from './way.ts';
import type { FormerMeeting, PlannedWay, Way } from './way.ts';

interface Dependencies {
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  slots: SlotStore;
  meetingPoints: MeetingPointStore;
  escorts: EscortStore;
  notifications: NotificationStore;
  report: ReportService;
  crossingEvents: Pick<CrossingEventStore, 'listCurrent'>;
  bordersOf: PlanBorders;
  reference: Pick<Facts, 'places' | 'crossings' | 'curfews' | 'defaults'>;
  findStages: (caseFile: Pick<CaseFile, 'routeRef' | 'path'>) => Stage[] | undefined;
  findDeskPhone: () => Promise<string | undefined>;
  clock: Clock;
}

export type WayService = ReturnType<typeof wayService>;

/** Her page's contents, computed anew each time from what stands now; nothing of it is stored. */
export function wayService(dependencies: Dependencies) {
  const { caseFiles, bookings, slots, report, findStages, findDeskPhone, clock } = dependencies;

  return {
    /** Before the desk hands out what opens her page. Throws NotFound, and LinkOver where it would open nothing. */
    checkShown: async (caseFileId: string): Promise<void> => {
      if (!isStillShown(await caseFiles.get(caseFileId), clock())) throw new LinkOver();
    },
    /** Throws LinkOver once a page of an ended journey is no longer shown. */
    getWay: async (caseFileId: string): Promise<Way> => {
      const caseFile = await caseFiles.find(caseFileId);
      const now = clock();
      if (!caseFile || !isStillShown(caseFile, now)) throw new LinkOver();
      const phone = await findDeskPhone();
      const { language, reference } = caseFile;
      const mine = { language, reference, ...(phone === undefined ? {} : { phone }) };
      const booked = await bookings.listOfCase(caseFileId);
      const known = await slots.findMany([...new Set(booked.map(({ slotId }) => slotId))]);
      const bySlot = new Map(known.map((slot) => [slot._id, slot]));
      const { state, slot, since, booking } = wayState({ caseFile, bookings: booked, slots: bySlot });
      if (state === 'ended' || state === 'done') return { ...mine, state };
      const stages = findStages(caseFile);
      if (state === 'no-booking' || !slot || !stages)
        return { ...mine, state: 'no-booking', guidance: waitingGuidance(stages) };
      const all = await report.listOf(caseFileId);
      const reports = reportsSince(all, since);
      const words = listWords(caseFile, all, booking?.madeAt);
      const onRoad = booking !== undefined && isOnRoad(caseFile, booking, booked, all);
      const hers = { caseFile, slot, words, onRoad };
      const closures = booking && (await closuresOn({ ...dependencies, now }, { ...hers, booking }));
      const common = { ...mine, ...(closures && closures.length > 0 ? { closures } : {}) };
      if (state === 'planned')
        return planned({ ...dependencies, now }, { ...common, caseFile, slot, stages, reports, words });
      return { ...common, state, was: await meetingOf(dependencies, slot, now), reports };
    },
  };
}

/** What she does meanwhile: wait for our call, whatever is arranged or not. */
const waitingGuidance = (stages: readonly Stage[] | undefined) =>
  stages?.find(({ kind }) => kind === 'proof')?.guidance.traveller;

/** Whether she has set out, to this meeting or to the one that she was moved from meanwhile. */
function isOnRoad(
  { state }: Pick<CaseFile, 'state'>,
  booking: Booking,
  booked: readonly Booking[],
  all: readonly Report[],
): boolean {
  const before = booked.find(({ _id }) => _id === booking.movedFrom);
  if (before) return isOnRoad({ state }, before, booked, all);
  return isUnderWay(state) || hasLeft({ caseState: state, reports: reportsSince(all, booking.madeAt) });
}

interface Asked {
  booking: Booking;
  /** She has set out. */
  onRoad: boolean;
}

/** What has been recorded of the borders ahead of her and must be said to her. */
async function closuresOn(
  { crossingEvents, meetingPoints, bordersOf, reference, now }: Dependencies & { now: Date },
  { caseFile, slot, booking, words, onRoad }: Pick<Booked, 'caseFile' | 'slot' | 'words'> & Asked,
): Promise<Closure[]> {
  const rows = await crossingEvents.listCurrent();
  if (rows.length === 0) return [];
  const { side } = await meetingPoints.get(slot.meetingPointId);
  const { ahead } = bordersOf({ caseFile, slot, side, words });
  return closuresAhead(ahead, { ...booking, onRoad }, rows, (id) => spotName(reference, id), now);
}

async function meetingOf(
  { meetingPoints, reference }: Pick<Dependencies, 'meetingPoints' | 'reference'>,
  { from, zone, meetingPointId }: Pick<Slot, 'from' | 'zone' | 'meetingPointId'>,
  now: Date,
): Promise<FormerMeeting> {
  const { crossingId, side, description, verifiedAt: at } = await meetingPoints.get(meetingPointId);
  const lastChecked = at && verifiedLongAgo({ verifiedAt: at }, now) ? { lastChecked: { at, zone, now } } : {};
  return { from, zone, place: { crossing: spotName(reference, crossingId), side, description, ...lastChecked } };
}

/** The meeting as she last heard of it, while nobody has told her of the change. */
async function changedMeeting(
  dependencies: Dependencies,
  caseFileId: string,
  now: Date,
): Promise<FormerMeeting | undefined> {
  const open = await dependencies.notifications.listOpenOfCase(caseFileId);
  const was = open.find((line) => line.audience === 'traveller' && line.was !== undefined)?.was;
  return was && meetingOf(dependencies, was, now);
}

interface Booked extends Pick<PlannedWay, 'language' | 'reference' | 'phone' | 'closures' | 'reports'> {
  caseFile: CaseFile;
  slot: Slot;
  stages: readonly Stage[];
  words: readonly Word[];
}

async function planned(
  { now, ...dependencies }: Dependencies & { now: Date },
  { caseFile, slot, stages, words, ...common }: Booked,
): Promise<PlannedWay> {
  const { place } = await meetingOf(dependencies, slot, now);
  const parts = { stages, slot, side: place.side, reference: dependencies.reference };
  const plan = buildItinerary(parts);
  const heard = placeHer(plan, words);
  const itinerary = countAnew(parts, plan, heard);
  const escort = await dependencies.escorts.get(slot.escortId ?? '');
  const changed = await changedMeeting(dependencies, caseFile._id, now);
  const where = { itinerary, heard, caseState: caseFile.state, reports: common.reports, now };
  const heardMet = isMet(where) || saysMet(where);
  const current = currentStep(where);
  return {
    ...common,
    ...{ state: 'planned', itinerary: beginSteps(itinerary, current), place, current },
    escort: escort.name.split(/\s/)[0] ?? '',
    word: getMeetingWord(caseFile.word),
    ...(caseFile.previousWord === undefined ? {} : { previousWord: getMeetingWord(caseFile.previousWord) }),
    ...(changed && isOther(changed, slot, place) ? { changed } : {}),
    late: itinerary.departure.usual < now && now < slot.from && !hasLeft(where) && !heardMet,
    missed: slot.to <= now && !heardMet,
  };
}

const isOther = (was: FormerMeeting, { from, zone }: Slot, place: PlannedWay['place']): boolean =>
  was.from.getTime() !== from.getTime() ||
  was.zone !== zone ||
  was.place.side !== place.side ||
  was.place.description.en !== place.description.en ||
  was.place.crossing.en !== place.crossing.en;
