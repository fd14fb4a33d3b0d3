import type { RecordReading } from '../audit/record-reading-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { CrossingEventStore } from '../crossing/crossing-event-store.ts';
import { WAIT_DAYS } from '../crossing/crossing-now.ts';
import type { Crossing } from '../crossing/crossing.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import type { ObservationStore } from '../crossing/observation-store.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { daysAfter } from '../platform/days.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { listPaths, type Path } from '../route/path.ts';
import type { Reference } from '../route/reference.ts';
import type { RouteRef, Stage } from '../route/route.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { byCrossing, type WorldThen } from './border-grounds.ts';
import { closedHours } from './closed-hours.ts';
import { endsOf } from './departure.ts';
import { listWords, placeHer } from './heard.ts';
import { buildItinerary } from './itinerary.ts';
import type { ReportService } from './report-service.ts';
import { reportedWaits } from './reported-waits.ts';
import { reachSlots, type SlotReach } from './slot-reach.ts';
import type { Here } from './ways-from-here.ts';

interface Dependencies {
  recordReading: RecordReading;
  caseFiles: Pick<CaseFileStore, 'get'>;
  slots: Pick<SlotStore, 'list' | 'findMany'>;
  bookings: Pick<BookingStore, 'listOfCase' | 'listLiveInSlots'>;
  meetingPoints: Pick<MeetingPointStore, 'findMany'>;
  crossingEvents: Pick<CrossingEventStore, 'listCurrent'>;
  observations: Pick<ObservationStore, 'listWaits'>;
  report: Pick<ReportService, 'listOf'>;
  keys: Pick<KeyRing, 'findSealer'>;
  reference: Reference;
  findStages: (caseFile: Pick<CaseFile, 'routeRef' | 'path'>) => Stage[] | undefined;
  checkDays: (border: Crossing['border']) => number;
  clock: Clock;
}

const DAYS_AHEAD = 42;

export type SlotReachService = ReturnType<typeof slotReachService>;

/** Which slots one family can really reach, and why not the others. Computed anew each time. */
export function slotReachService(dependencies: Dependencies) {
  const { caseFiles, bookings, recordReading, reference, findStages, clock } = dependencies;
  const pathsOf = keepPaths(reference);
  return {
    /** The slots of the next six weeks that are not cancelled. Throws NotFound. */
    listFor: async (act: ActContext, caseFileId: string): Promise<SlotReach[]> => {
      const now = clock();
      const caseFile = await caseFiles.get(caseFileId);
      await recordReading(act, 'case-file.read', { caseFileId }, ['nationality']);
      const ofCase = (await bookings.listOfCase(caseFileId)).filter(({ live }) => live);
      const stages = findStages(caseFile);
      return reachSlots(await offeredSlots(dependencies, now), {
        ...{ caseFile, ofCase, stageKeys: stages?.map(({ key }) => key) },
        paths: pathsOf(caseFile.routeRef),
        here: stages && (await whereSheIs(dependencies, caseFile, stages, { slotId: ofCase[0]?.slotId, now })),
        world: await worldNow(dependencies, caseFile, now),
      });
    },
  };
}

/** Paths of a route never change, and what is planned of them is kept with the list. */
function keepPaths(reference: Reference): (ref: RouteRef) => readonly Path[] {
  const known = new Map<RouteRef, readonly Path[]>();
  return (ref) => {
    const paths = known.get(ref) ?? listPaths(reference, ref);
    known.set(ref, paths);
    return paths;
  };
}

async function offeredSlots({ slots, bookings, meetingPoints }: Dependencies, now: Date) {
  const found = await slots.list({ from: now, to: daysAfter(now, DAYS_AHEAD) });
  const offered = found.filter(({ status }) => status !== 'cancelled');
  const bySlot = Map.groupBy(await bookings.listLiveInSlots(offered.map(({ _id }) => _id)), ({ slotId }) => slotId);
  const points = await meetingPoints.findMany([...new Set(offered.map(({ meetingPointId }) => meetingPointId))]);
  const sideOf = new Map(points.map(({ _id, side }) => [_id, side]));
  return offered.map((slot) => ({
    ...{ slot, side: sideOf.get(slot.meetingPointId) ?? 'ukrainian', inSlot: bySlot.get(slot._id) ?? [] },
  }));
}

/** Where somebody last placed her, as a spot of the route; undefined until she has set out. */
async function whereSheIs(
  { slots, report, reference }: Dependencies,
  caseFile: CaseFile,
  stages: readonly Stage[],
  { slotId, now }: { slotId: string | undefined; now: Date },
): Promise<Here | undefined> {
  if (caseFile.state !== 'travelling') return undefined;
  const [slot] = slotId === undefined ? [] : await slots.findMany([slotId]);
  const words = listWords(caseFile, await report.listOf(caseFile._id), undefined);
  // Where she is hangs on no time of the meeting.
  const some = { from: now, to: now, zone: 'Europe/Kyiv' };
  const itinerary = buildItinerary({ stages, slot: slot ?? some, side: 'ukrainian', reference });
  const heard = placeHer(itinerary, words);
  const stage = heard && stages.find(({ key }) => key === itinerary.steps[heard.step]?.key);
  if (!heard || (stage?.kind !== 'ride' && stage?.kind !== 'border')) return undefined;
  return { spot: endsOf(stage).start, isPast: stage.kind === 'ride', at: heard.at };
}

async function worldNow(dependencies: Dependencies, caseFile: CaseFile, now: Date): Promise<WorldThen> {
  const { crossingEvents, observations, keys, reference, checkDays } = dependencies;
  const rows = await crossingEvents.listCurrent();
  const waits = await observations.listWaits(daysAfter(now, -WAIT_DAYS), now);
  const sealed = caseFile.sealed.nationality;
  const sealer = sealed === undefined ? undefined : await keys.findSealer(caseFile._id);
  return {
    ...{ now, checkDays, crossings: reference.crossings, rest: reference.defaults.get('night-rest') },
    nationality: sealed === undefined ? undefined : sealer?.open('nationality', sealed),
    events: byCrossing([...reference.crossingEvents.values(), ...rows.map(({ event }) => event)]),
    curfews: closedHours(reference),
    documents: [...reference.documents.values()],
    waitOf: reportedWaits(waits, now),
  };
}
