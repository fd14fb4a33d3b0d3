import type { Booking } from '../booking/booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { Clearing } from '../clearing/clearing.ts';
import type { EscortWord } from '../escort/escort-word.ts';
import { countFromHere, type Reach } from '../itinerary/from-here.ts';
import { placeHer } from '../itinerary/heard.ts';
import type { Tone } from '../platform/parts.ts';
import { daysAfter } from '../platform/days.ts';
import { localDateTime } from '../platform/zone-time.ts';
import { listRedRows, type RedRow } from './red-row.ts';
import { RED_RULES } from './red-rules.ts';
import type { LastReport } from './report-words.ts';
import type { SlotLine } from './slot-line.ts';
import { escortWordsOf, listWatched, type TodayFacts as WatchedFacts, type Watched } from './watched.ts';
import { DESK_ZONE } from './when.ts';
import { STATE_WORDS } from './words.ts';

/** One traveller who is expected somewhere. */
export interface Expected {
  line: SlotLine;
  booking: Booking;
  caseFile: CaseFile;
  report?: LastReport;
  /** The last word of the escort who meets her. */
  escortWord?: EscortWord;
  tags: StateTag[];
}

export type StateTag = readonly [tone: Tone, text: string];

export interface Today {
  /** What needs somebody now, the most urgent first. */
  red: RedRow[];
  today: Expected[];
  tomorrow: Expected[];
}

export interface TodayFacts extends WatchedFacts {
  clearings: readonly Clearing[];
}

/** What is wrong, and who is expected where. Pure: the same facts give the same page. */
export function buildToday(facts: TodayFacts, now: Date): Today {
  const watched = listWatched(facts);
  const red = listRedRows(watched, facts.clearings, now);
  const day = (offset: number): string => localDateTime(daysAfter(now, offset), DESK_ZONE).date;
  const on = (date: string): Expected[] =>
    facts.lines
      .filter(({ slot }) => localDateTime(slot.from, DESK_ZONE).date === date)
      .flatMap((line) => expectedAt(line, { facts, watched, red, now }));
  return { red, today: on(day(0)), tomorrow: on(day(1)) };
}

interface Known {
  facts: TodayFacts;
  watched: readonly Watched[];
  red: readonly RedRow[];
  now: Date;
}

const expectedAt = (line: SlotLine, known: Known): Expected[] =>
  line.live
    .filter(({ status }) => status === 'booked')
    .flatMap((booking) => {
      const caseFile = known.facts.caseFiles.get(booking.caseFileId);
      if (!caseFile) return [];
      const report = known.facts.reports.get(caseFile._id)?.at(-1);
      const escortWord = escortWordsOf(known.facts, line, caseFile._id).at(-1);
      const tags = tagsOf(line, caseFile, known);
      return [{ line, booking, caseFile, tags, ...(report ? { report } : {}), ...(escortWord ? { escortWord } : {}) }];
    });

function tagsOf({ slot }: SlotLine, caseFile: CaseFile, { facts, watched, red, now }: Known): StateTag[] {
  const isHere = (each: { line?: SlotLine; caseFile?: CaseFile }): boolean =>
    each.caseFile?._id === caseFile._id && each.line?.slot._id === slot._id;
  const rows = red.filter((row) => isHere(row) && row.kind !== 'not-told');
  const hers = watched.find(isHere);
  const isUntold = (audience: 'traveller' | 'escort'): boolean =>
    hers?.untold.some(({ notification }) => notification.audience === audience) === true;
  const reach = reachOf(hers, now);
  const stale = slot.from > now && isStale(slot.escortId, slot.published.at, facts.lastFetches);
  const tags: (StateTag | false)[] = [
    ...RED_RULES.filter(({ kind }) => rows.some((row) => row.kind === kind)).map(({ tone, word }): StateTag => [
      tone,
      word,
    ]),
    isUntold('traveller') && ['warn', 'she is not told'],
    isUntold('escort') && ['warn', 'escort not told'],
    reach === 'at-risk' && ['warn', 'may be late'],
    reach === 'far-too-early' && ['warn', 'a day early: where does she wait?'],
    stale && ['warn', 'calendar not fetched since the change'],
  ];
  const wrong = tags.filter((tag) => tag !== false);
  const [text, tone] = STATE_WORDS[caseFile.state];
  return wrong.length > 0 ? wrong : [[tone, text]];
}

/** How she will come to a meeting that is still ahead, where she is on the road and somebody has heard of her. */
function reachOf(hers: Watched | undefined, now: Date): Reach | undefined {
  if (!hers?.plan || hers.plan.itinerary.meeting.to <= now || hers.caseFile?.state !== 'travelling') return undefined;
  const heard = placeHer(hers.plan.itinerary, hers.words);
  return heard && countFromHere(hers.plan.itinerary, heard).reach;
}

function isStale(escortId: string | undefined, changedAt: Date, lastFetches: ReadonlyMap<string, Date>): boolean {
  if (escortId === undefined) return false;
  const fetchedAt = lastFetches.get(escortId);
  return fetchedAt === undefined || fetchedAt < changedAt;
}
