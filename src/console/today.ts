import type { Booking } from '../booking/booking.ts';
import { isStanding, type CaseFile } from '../case-file/case-file.ts';
import { isEnding } from '../case-file/case-state.ts';
import type { ToTell } from '../notification/notification-service.ts';
import type { Tone } from '../platform/parts.ts';
import { localDateTime } from '../platform/zone-time.ts';
import { alarmWord, type LastReport, type LastWord } from './report-words.ts';
import type { SlotLine } from './slot-line.ts';
import { DESK_ZONE } from './when.ts';
import { STATE_WORDS } from './words.ts';

/** One traveller who is expected somewhere. */
export interface Expected {
  line: SlotLine;
  booking: Booking;
  caseFile: CaseFile;
  report?: LastReport;
  tags: StateTag[];
}

export type StateTag = readonly [tone: Tone, text: string];

export interface Today {
  /** Who says that she was turned back or needs help, wherever she is on her way. */
  alarms: { caseFile: CaseFile; report: LastReport }[];
  /** Slots ahead that nobody meets although somebody is booked, the soonest first. */
  unassigned: SlotLine[];
  today: Expected[];
  tomorrow: Expected[];
}

export interface TodayFacts {
  /** Slots around now with their live bookings, by time. */
  lines: readonly SlotLine[];
  caseFiles: ReadonlyMap<string, CaseFile>;
  /** The last report of each case file, and its last alarm. */
  reports: ReadonlyMap<string, LastWord>;
  toTell: readonly ToTell[];
  /** When each escort's calendar last came for news. */
  lastFetches: ReadonlyMap<string, Date>;
}

const DAY_MS = 86_400_000;

/** Who is expected where, and what is wrong. Pure: the same facts give the same page. */
export function buildToday(facts: TodayFacts, now: Date): Today {
  const day = (offset: number): string => localDateTime(new Date(now.getTime() + offset * DAY_MS), DESK_ZONE).date;
  const on = (date: string): Expected[] =>
    facts.lines
      .filter(({ slot }) => localDateTime(slot.from, DESK_ZONE).date === date)
      .flatMap((line) => expectedAt(line, facts, now));
  return {
    alarms: listAlarms(facts, now),
    unassigned: facts.lines.filter(
      ({ slot, live }) =>
        slot.escortId === undefined && slot.status !== 'cancelled' && live.length > 0 && slot.to > now,
    ),
    today: on(day(0)),
    tomorrow: on(day(1)),
  };
}

const listAlarms = (facts: TodayFacts, now: Date): Today['alarms'] =>
  [...facts.caseFiles.values()]
    .flatMap((caseFile) => {
      const report = standingAlarm(caseFile, facts, now);
      return report ? [{ caseFile, report }] : [];
    })
    .sort((one, other) => other.report.at.getTime() - one.report.at.getTime());

const FOLLOWED_MS = 2 * DAY_MS;

/**
 * What she tapped later does not answer an alarm: it stands until the desk has recorded later progress or has booked
 * her anew or moved her after it. Without that it ends 48 hours after it was sent, or stands as long as it is looked
 * for where it is still her last word. A cancelled place alone ends nothing: she still waits to hear from us.
 */
function standingAlarm(caseFile: CaseFile, { reports, lines }: TodayFacts, now: Date): LastReport | undefined {
  const { latest, alarm } = reports.get(caseFile._id) ?? {};
  if (!latest || !alarm || hasArrived(caseFile)) return undefined;
  const bookedAfter = lines.some(({ live }) =>
    live.some(
      ({ caseFileId, status, madeAt }) => caseFileId === caseFile._id && status === 'booked' && madeAt > alarm.at,
    ),
  );
  if (bookedAfter || caseFile.progress.some((entry) => entry.at > alarm.at && isStanding(entry))) return undefined;
  const isLastWord = latest.at <= alarm.at;
  return isLastWord || now.getTime() - alarm.at.getTime() < FOLLOWED_MS ? alarm : undefined;
}

const hasArrived = ({ state }: CaseFile): boolean => state === 'handed-over' || state === 'closed' || isEnding(state);

const expectedAt = (line: SlotLine, facts: TodayFacts, now: Date): Expected[] =>
  line.live
    .filter(({ status }) => status === 'booked')
    .flatMap((booking) => {
      const caseFile = facts.caseFiles.get(booking.caseFileId);
      if (!caseFile) return [];
      const report = facts.reports.get(booking.caseFileId)?.latest;
      const tags = tagsOf(line, caseFile, facts, now);
      return [{ line, booking, caseFile, tags, ...(report ? { report } : {}) }];
    });

function tagsOf({ slot }: SlotLine, caseFile: CaseFile, facts: TodayFacts, now: Date): StateTag[] {
  const { toTell, lastFetches } = facts;
  const untold = toTell.filter(
    ({ notification: { caseFileId, slotId } }) =>
      slotId === slot._id && (caseFileId === undefined || caseFileId === caseFile._id),
  );
  const isUntold = (audience: 'traveller' | 'escort'): boolean =>
    untold.some(({ notification }) => notification.audience === audience);
  const report = standingAlarm(caseFile, facts, now);
  const alarm = report && alarmWord(report);
  const ahead = slot.from > now;
  const tags: (StateTag | false)[] = [
    alarm !== undefined && ['stop', alarm],
    slot.escortId === undefined && ['stop', 'nobody assigned'],
    isUntold('traveller') && ['warn', 'she is not told'],
    isUntold('escort') && ['warn', 'escort not told'],
    ahead &&
      isStale(slot.escortId, slot.published.at, lastFetches) && ['warn', 'calendar not fetched since the change'],
  ];
  const wrong = tags.filter((tag) => tag !== false);
  const [text, tone] = STATE_WORDS[caseFile.state];
  return wrong.length > 0 ? wrong : [[tone, text]];
}

function isStale(escortId: string | undefined, changedAt: Date, lastFetches: ReadonlyMap<string, Date>): boolean {
  if (escortId === undefined) return false;
  const fetchedAt = lastFetches.get(escortId);
  return fetchedAt === undefined || fetchedAt < changedAt;
}
