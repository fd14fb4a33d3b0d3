import type { MeetingWord } from '../case-file/meeting-word.ts';
import type { Language } from '../platform/language.ts';
import { clocksToShow, fullDay, fullSpan, fullTime, shortClocks, type Span } from './feed-clock.ts';
import { FEED_WORDS, type FeedWords } from './feed-words.ts';

/** What the escort needs of one booking: who to ask for, how many come, and the word. Nothing that names her. */
export interface FeedBooking {
  reference: string;
  seats: number;
  language: Language;
  word: MeetingWord;
  /** Stands beside the new word until she has been told. */
  previousWord?: MeetingWord;
}

/** Where they meet, already in the escort's language. */
export interface FeedPlace {
  name: string;
  side: 'polish' | 'ukrainian';
  description: string;
  crossingName: string;
  /** When somebody last verified it, where that is long ago; and since when this is said. */
  lastChecked?: { at: Date; saidSince: Date };
}

/** What one slot shows to its escort. Instants in UTC; `zone` is the IANA zone of the side where they meet. */
export interface FeedEvent {
  slotId: string;
  /** SEQUENCE: raised by every visible change, never going back. */
  seq: number;
  /** When it last changed: LAST-MODIFIED and DTSTAMP, and the "as of" of the text. */
  at: Date;
  /** `left`: the slot is not this escort's any more. */
  status: 'confirmed' | 'cancelled' | 'left';
  window: Span;
  /** End of the commitment without the rest after it. */
  until: Date;
  zone: string;
  otherClocks: string[];
  capacity: number;
  place: FeedPlace;
  bookings: FeedBooking[];
  deskPhone?: string;
  warning?: string;
  /** Where he confirms; only while the meeting is his and is on. */
  link?: string;
}

export interface FeedText {
  summary: string;
  location: string;
  description: string;
}

/** The three texts of an event, plain, in the escort's language. */
export function describeEvent(event: FeedEvent, language: Language): FeedText {
  const words = FEED_WORDS[language];
  return {
    summary: titleOf(event, words, language),
    location: `${event.place.name}, ${words.sides[event.place.side]} (${event.place.crossingName})`,
    description: paragraphsOf(event, words, language)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  };
}

const zonesOf = (event: FeedEvent): string[] => clocksToShow(event.zone, event.otherClocks);

function seatsOf({ bookings, capacity }: FeedEvent, words: FeedWords): string {
  const taken = bookings.reduce((sum, { seats }) => sum + seats, 0);
  return `${words.seats}: ${taken} ${words.of} ${capacity}`;
}

function titleOf(event: FeedEvent, words: FeedWords, language: Language): string {
  const meeting = `${event.place.name}, ${words.sides[event.place.side]} ${shortClocks(event.window.from, zonesOf(event), language)}`;
  // Some calendars ignore STATUS, so the title itself must keep him from going.
  if (event.status !== 'confirmed') return `${words.over[event.status]}: ${meeting}`;
  return `${meeting} · ${seatsOf(event, words)}`;
}

function paragraphsOf(event: FeedEvent, words: FeedWords, language: Language): string[][] {
  const when = [`${words.meetBetween}:`, ...zonesOf(event).map((zone) => fullSpan(event.window, zone, language))];
  const where = [`${words.place}: ${event.place.name}, ${words.sides[event.place.side]} (${event.place.crossingName})`];
  const foot = footOf(event, words, language);
  // Who does not go any more has no use for her word, and a lost phone must not keep it.
  if (event.status !== 'confirmed') return [[words.overAdvice[event.status]], when, where, foot];
  const until = zonesOf(event).map((zone) => fullTime(event.until, zone, language));
  return [
    ...(event.warning ? [[event.warning]] : []),
    when,
    [...where, event.place.description, ...lastCheckedLine(event, words, language)],
    [`${words.until}:`, ...until],
    [seatsOf(event, words), ...(event.bookings.length === 0 ? [words.nobodyYet] : [])],
    ...event.bookings.map((booking) => bookingLines(booking, words)),
    ...(event.link === undefined ? [] : [[`${words.confirmHere}: ${event.link}`]]),
    foot,
  ];
}

const lastCheckedLine = (
  { place: { lastChecked }, zone }: FeedEvent,
  words: FeedWords,
  language: Language,
): string[] => (lastChecked ? [`${words.lastChecked}: ${fullDay(lastChecked.at, zone, language)}`] : []);

function bookingLines({ reference, seats, language, word, previousWord }: FeedBooking, words: FeedWords): string[] {
  return [
    `${words.reference} ${reference} · ${words.seats}: ${seats} · ${words.speaks}: ${words.languages[language]}`,
    `${words.sayFirst}: ${bothScripts(word)}`,
    ...(previousWord ? [`${words.oldWord}: ${bothScripts(previousWord)}`] : []),
  ];
}

const bothScripts = ({ cyrillic, latin }: MeetingWord): string => `${cyrillic} (${latin})`;

function footOf({ deskPhone, at, zone }: FeedEvent, words: FeedWords, language: Language): string[] {
  return [
    ...(deskPhone ? [`${words.desk}: ${deskPhone}`] : []),
    `${words.asOf} ${fullTime(at, zone, language)}. ${words.slow}`,
  ];
}
