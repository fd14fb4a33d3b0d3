import type { Booking } from '../booking/booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { standingWords, type EscortWord } from '../escort/escort-word.ts';
import { listWords, type Word } from '../itinerary/heard.ts';
import { buildItinerary, type Itinerary, type ItineraryParts } from '../itinerary/itinerary.ts';
import type { Report } from '../itinerary/report.ts';
import type { ToTell } from '../notification/notification-service.ts';
import type { SlotLine } from './slot-line.ts';

/** All that is read for Today. Of a family nothing personal. */
export interface TodayFacts {
  /** Slots around now with their live bookings, by time. */
  lines: readonly SlotLine[];
  caseFiles: ReadonlyMap<string, CaseFile>;
  /** What each case file's traveller has sent and not taken back, the oldest first. */
  reports: ReadonlyMap<string, readonly Report[]>;
  /** What escorts said of these slots, the oldest first. */
  escortWords: readonly EscortWord[];
  toTell: readonly ToTell[];
  /** When each escort's calendar last came for news. */
  lastFetches: ReadonlyMap<string, Date>;
  /** What the itinerary of a booking is made of, by the booking's id. */
  plans: ReadonlyMap<string, ItineraryParts>;
}

/** What the rules of the red rows look at: one place of one traveller; a traveller alone; or a slot with nobody on it. */
export interface Watched {
  line?: SlotLine;
  booking?: Booking;
  caseFile?: CaseFile;
  plan?: { parts: ItineraryParts; itinerary: Itinerary };
  /** Heard of her since she has this meeting, by her own touch and by the desk, the oldest first. */
  words: readonly Word[];
  /** All that she sent and did not take back, the oldest first. */
  reports: readonly Report[];
  /** What holds of the escort who has the slot now, and where they speak of one family, of hers. The oldest first. */
  escortWords: readonly EscortWord[];
  /** What nobody has told her or her escort yet. */
  untold: readonly ToTell[];
}

/** Everybody and everything that a rule may find wrong. */
export function listWatched(facts: TodayFacts): Watched[] {
  const placed = facts.lines.flatMap((line) =>
    line.live.flatMap((booking) => watchBooking(facts, line, booking) ?? []),
  );
  const seen = new Set(placed.map(({ caseFile }) => caseFile?._id));
  const alone = [...facts.caseFiles.values()].filter(({ _id }) => !seen.has(_id));
  const empty = facts.lines.filter(({ live }) => live.length === 0);
  return [
    ...placed,
    ...alone.map((caseFile) => watchAlone(facts, caseFile)),
    ...empty.map((line) => ({ ...nothing, line, escortWords: holding(facts, line) })),
  ];
}

const nothing: Watched = { words: [], reports: [], escortWords: [], untold: [] };

/** She has no place now; that it was taken from her somebody may still have to tell. */
const watchAlone = (facts: TodayFacts, caseFile: CaseFile): Watched => ({
  ...nothing,
  caseFile,
  reports: facts.reports.get(caseFile._id) ?? [],
  untold: facts.toTell.filter(({ notification }) => notification.caseFileId === caseFile._id),
});

function watchBooking(facts: TodayFacts, line: SlotLine, booking: Booking): Watched | undefined {
  const caseFile = facts.caseFiles.get(booking.caseFileId);
  if (!caseFile) return undefined;
  const reports = facts.reports.get(caseFile._id) ?? [];
  const parts = facts.plans.get(booking._id);
  return {
    ...{ line, booking, caseFile, reports },
    words: listWords(caseFile, reports, booking.madeAt),
    escortWords: holding(facts, line, caseFile._id),
    untold: facts.toTell.filter((each) => isOfHers(each, line, caseFile._id)),
    ...(parts ? { plan: { parts, itinerary: buildItinerary(parts) } } : {}),
  };
}

/** Words of somebody who no longer has the slot do not count. */
export const escortWordsOf = (
  { escortWords }: Pick<TodayFacts, 'escortWords'>,
  { slot }: SlotLine,
  caseFileId?: string,
): EscortWord[] =>
  escortWords.filter(
    (word) =>
      word.slotId === slot._id &&
      word.escortId === slot.escortId &&
      (word.caseFileId === undefined || word.caseFileId === caseFileId),
  );

/** What counts for the rules, asked as of the window: neither what he has undone nor what he cannot have known yet. */
const holding = (facts: TodayFacts, line: SlotLine, caseFileId?: string): EscortWord[] =>
  standingWords(escortWordsOf(facts, line, caseFileId), line.slot, line.slot.from);

const isOfHers = ({ notification }: ToTell, { slot }: SlotLine, id: string): boolean =>
  notification.audience === 'traveller'
    ? notification.caseFileId === id || (notification.caseFileId === undefined && notification.slotId === slot._id)
    : notification.slotId === slot._id && (notification.caseFileId === undefined || notification.caseFileId === id);
