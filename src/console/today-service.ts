import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { NotificationService } from '../notification/notification-service.ts';
import type { Clock } from '../platform/clock.ts';
import type { ListLatestReports } from './report-words.ts';
import type { ListSlotLines } from './slot-line.ts';
import { buildToday, type Today } from './today.ts';

interface Dependencies {
  listLines: ListSlotLines;
  caseFiles: CaseFileStore;
  listLatestReports: ListLatestReports;
  notification: Pick<NotificationService, 'listToTell'>;
  lastFetches: (escortIds: readonly string[]) => Promise<Map<string, Date>>;
  clock: Clock;
}

const DAY_MS = 86_400_000;
const DAYS_OF_ALARMS = 7;
const DAYS_BACK = 4;
const DAYS_AHEAD = 28;

/** Reads what Today is made of. No personal field is read. */
export const todayService =
  ({ listLines, caseFiles, listLatestReports, notification, lastFetches, clock }: Dependencies) =>
  async (): Promise<Today> => {
    const now = clock();
    const days = (count: number): Date => new Date(now.getTime() + count * DAY_MS);
    const lines = await listLines({ from: days(-DAYS_BACK), to: days(DAYS_AHEAD) });
    const booked = [...new Set(lines.flatMap(({ live }) => live.map(({ caseFileId }) => caseFileId)))];
    // She may call for help long before her meeting or after it: alarms are sought by their own time, not by hers.
    const reports = await listLatestReports(booked, { from: days(-DAYS_OF_ALARMS), to: days(1) });
    const found = await caseFiles.findMany([...new Set([...booked, ...reports.keys()])]);
    const escortIds = [...new Set(lines.flatMap(({ slot }) => slot.escortId ?? []))];
    const facts = {
      lines,
      caseFiles: new Map(found.map((caseFile) => [caseFile._id, caseFile])),
      reports,
      toTell: await notification.listToTell(),
      lastFetches: await lastFetches(escortIds),
    };
    return buildToday(facts, now);
  };
