import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { ClearingStore } from '../clearing/clearing-store.ts';
import type { MeetingPointStore } from '../crossing/meeting-point-store.ts';
import { sidesOf } from '../crossing/meeting-sides.ts';
import type { EscortWordStore } from '../escort/escort-word-store.ts';
import type { ItineraryParts } from '../itinerary/itinerary.ts';
import type { ReportService } from '../itinerary/report-service.ts';
import type { NotificationService } from '../notification/notification-service.ts';
import type { Clock } from '../platform/clock.ts';
import { daysAfter } from '../platform/days.ts';
import type { Stage } from '../route/route.ts';
import type { ListSlotLines, SlotLine } from './slot-line.ts';
import { buildToday, type Today } from './today.ts';

interface Dependencies {
  listLines: ListSlotLines;
  caseFiles: CaseFileStore;
  meetingPoints: MeetingPointStore;
  escortWords: EscortWordStore;
  clearings: ClearingStore;
  report: Pick<ReportService, 'listSent'>;
  notification: Pick<NotificationService, 'listToTell'>;
  lastFetches: (escortIds: readonly string[]) => Promise<Map<string, Date>>;
  reference: ItineraryParts['reference'];
  findStages: (caseFile: Pick<CaseFile, 'routeRef' | 'path'>) => Stage[] | undefined;
  clock: Clock;
}

export type LoadToday = () => Promise<Today>;

/** A red row stands until somebody has looked after it, so what is over is looked at for two weeks. */
const DAYS_BACK = 14;
/** As far as an escort’s calendar shows: of each of those slots he can say that he cannot come. */
const DAYS_AHEAD = 61;

/** Reads what Today is made of. No personal field is read. */
export const todayService =
  (dependencies: Dependencies): LoadToday =>
  async () => {
    const { listLines, caseFiles, escortWords, clearings, report, notification, lastFetches, clock } = dependencies;
    const now = clock();
    const lines = await listLines({ from: daysAfter(now, -DAYS_BACK), to: daysAfter(now, DAYS_AHEAD) });
    const booked = [...new Set(lines.flatMap(({ live }) => live.map(({ caseFileId }) => caseFileId)))];
    // She may call for help long before her meeting or after it: alarms are sought by their own time, not by hers.
    const reports = await report.listSent(booked, { from: daysAfter(now, -DAYS_BACK), to: daysAfter(now, 1) });
    const toTell = await notification.listToTell();
    // Whoever has lost her place is on no slot, and must hear of it the more.
    const untold = toTell.flatMap(({ notification: { caseFileId } }) => caseFileId ?? []);
    const caseFileIds = [...new Set([...booked, ...reports.keys(), ...untold])];
    const found = new Map((await caseFiles.findMany(caseFileIds)).map((caseFile) => [caseFile._id, caseFile]));
    const slotIds = lines.map(({ slot }) => slot._id);
    const escortIds = [...new Set(lines.flatMap(({ slot }) => slot.escortId ?? []))];
    const ofCases = await clearings.listOfCases(caseFileIds);
    const facts = {
      ...{ lines, caseFiles: found, reports },
      escortWords: await escortWords.listOfSlots(slotIds),
      clearings: [...ofCases, ...(await clearings.listOfSlots(slotIds))],
      toTell,
      lastFetches: await lastFetches(escortIds),
      plans: await loadPlans(dependencies, lines, found),
    };
    return buildToday(facts, now);
  };

/** What the itinerary of each booking is made of. */
async function loadPlans(
  { meetingPoints, findStages, reference }: Dependencies,
  lines: readonly SlotLine[],
  caseFiles: ReadonlyMap<string, CaseFile>,
): Promise<Map<string, ItineraryParts>> {
  const taken = lines.filter(({ live }) => live.length > 0);
  const sides = await sidesOf(
    meetingPoints,
    taken.map(({ slot }) => slot),
  );
  const plans = taken.flatMap(({ slot, live }) =>
    live.flatMap(({ _id, caseFileId }) => {
      const caseFile = caseFiles.get(caseFileId);
      const [stages, side] = [caseFile && findStages(caseFile), sides.get(slot.meetingPointId)];
      return stages && side ? [[_id, { stages, slot, side, reference }] as const] : [];
    }),
  );
  return new Map(plans);
}
