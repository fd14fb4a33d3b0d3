import ical, { ICalEventStatus, ICalEventTransparency, type ICalEventData } from 'ical-generator';
import type { Language } from '../platform/language.ts';
import { describeEvent, type FeedEvent } from './feed-event.ts';
import { FEED_WORDS } from './feed-words.ts';

/** Raise it when the same slot would be written otherwise: it stands in PRODID, so that every kept ETag changes too. */
const SERIALIZER_VERSION = 2;

const PRODUCT = `//Homeward//feed ${SERIALIZER_VERSION}//EN`;
const REFRESH_SECONDS = 15 * 60;
const END = 'END:VCALENDAR';
const HOUR_MS = 3_600_000;

// ical-generator lets control characters and halves of surrogate pairs through; the latter also break its folding.
const CONTROLS = /[^\P{Cc}\t\n]|\uFEFF/gu;
const LINE_BREAKS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** The text as a calendar may carry it: every kind of line break as \n, no other control character but TAB. */
export function cleanText(text: string): string {
  return text.replace(LINE_BREAKS, '\n').replace(CONTROLS, '').toWellFormed();
}

/** The same, on one line: titles and places have no second one. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\n+/g, ' ');

// The calendar's name is the one text that ical-generator does not escape.
const escapeText = (text: string): string => text.replace(/[\\;,]/g, '\\$&');

const secondOf = (instant: Date): number => Math.floor(instant.getTime() / 1000);

type Unwritten = Required<Pick<ICalEventData, 'id' | 'sequence' | 'stamp' | 'status' | 'transparency'>> & {
  start: Date;
  end: Date;
  url?: string;
  text: { summary: string; location?: string; description: string };
};

/** The text of one VEVENT, CRLF after each line, the last too. RangeError for what ical-generator would bend in silence. */
function writeEvent({ text, ...event }: Unwritten): string {
  if (!/^[\w-]+@homeward$/.test(String(event.id))) throw new RangeError('The id of a feed event is not plain.');
  if (!Number.isSafeInteger(event.sequence) || event.sequence < 0)
    throw new RangeError('A SEQUENCE is a whole number.');
  if (!(secondOf(event.start) < secondOf(event.end))) throw new RangeError('A feed event ends before it starts.');
  const calendar = ical({ prodId: PRODUCT });
  calendar.createEvent({
    ...event,
    summary: cleanLine(text.summary),
    ...(text.location ? { location: { title: cleanLine(text.location) } } : {}),
    description: { plain: cleanText(text.description) },
    lastModified: event.stamp,
  });
  // Folding is done by the calendar only, so the event is written in one and cut out of it.
  const written = calendar.toString();
  return written.slice(written.indexOf('BEGIN:VEVENT\r\n'), -END.length);
}

/** One slot as its escort's calendar shows it: UTC instants only, the same bytes for the same event and language. */
export function renderFeedEvent(event: FeedEvent, language: Language): string {
  const confirmed = event.status === 'confirmed';
  return writeEvent({
    id: `${event.slotId}@homeward`,
    sequence: event.seq,
    stamp: event.at,
    start: event.window.from,
    end: event.until,
    status: confirmed ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    transparency: confirmed ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    ...(event.link === undefined ? {} : { url: event.link }),
    text: describeEvent(event, language),
  });
}

/** A whole calendar file around the texts of its events, kept or new. `name` is shown on the phone: keep it neutral. */
export function renderFeed({ name, events }: { name: string; events: string[] }): string {
  const frame = ical({ prodId: PRODUCT, name: escapeText(cleanLine(name)), ttl: REFRESH_SECONDS }).toString();
  return `${frame.slice(0, -END.length)}${events.join('')}${END}\r\n`;
}

export interface EndedFeed {
  /** Random; names the notice, so that it is the same one at each poll. */
  feedId: string;
  name: string;
  language: Language;
  revokedAt: Date;
}

/**
 * What a revoked feed answers: a calendar with one notice and no slot. Phones keep what they had after a 404 or 410;
 * only an answer without the old events takes them away.
 */
export function renderTombstone({ feedId, name, language, revokedAt }: EndedFeed): string {
  const { summary, description } = FEED_WORDS[language].ended;
  const notice = writeEvent({
    id: `${feedId}-ended@homeward`,
    sequence: 0,
    stamp: revokedAt,
    start: revokedAt,
    end: new Date(revokedAt.getTime() + HOUR_MS),
    status: ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
    text: { summary, description },
  });
  return renderFeed({ name, events: [notice] });
}
