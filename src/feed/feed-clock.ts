import type { Language } from '../platform/language.ts';
import { canonicalZone, onClocks, zoneCity } from '../platform/zone-time.ts';
import { FEED_WORDS } from './feed-words.ts';

/** Half open, UTC instants. */
export interface Span {
  from: Date;
  to: Date;
}

type Shape = 'time' | 'day' | 'offset';
const SHAPES: Record<Shape, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  offset: { timeZoneName: 'shortOffset' },
};

// Making a formatter costs a hundred times what using it does, and a feed has a thousand events.
const formatters = new Map<string, Intl.DateTimeFormat>();

function show(shape: Shape, instant: Date, zone: string, language: Language): string {
  const key = `${shape} ${language} ${zone}`;
  const kept = formatters.get(key);
  if (kept) return kept.format(instant);
  const made = new Intl.DateTimeFormat(FEED_WORDS[language].locale, { ...SHAPES[shape], timeZone: zone });
  formatters.set(key, made);
  return made.format(instant);
}

/** `UTC+2`. The formatter writes a date first, then `GMT+2`. */
const utcOffset = (instant: Date, zone: string): string => show('offset', instant, zone, 'en').replace(/.*GMT/, 'UTC');

/** The zones to show, each once, the place's own first. */
export function clocksToShow(own: string, others: string[]): string[] {
  return [...new Set([own, ...others].map(canonicalZone))];
}

/** `11:00 Kyiv · 10:00 Warsaw`; a clock that stands on another day than the first says which. */
export const shortClocks = (instant: Date, zones: string[], language: Language): string =>
  onClocks(instant, zones, language).join(' · ');

/** `Tue, 24 Nov 2026`. */
export const fullDay = (instant: Date, zone: string, language: Language): string =>
  show('day', instant, zone, language);

/** `Tue, 24 Nov 2026, 11:00 (Kyiv, UTC+2)`. */
export function fullTime(instant: Date, zone: string, language: Language): string {
  const day = show('day', instant, zone, language);
  return `${day}, ${show('time', instant, zone, language)} (${zoneCity(zone, language)}, ${utcOffset(instant, zone)})`;
}

/** `Tue, 24 Nov 2026, 11:00–13:00 (Kyiv, UTC+2)`. An hour that happens twice is told apart by its offset. */
export function fullSpan({ from, to }: Span, zone: string, language: Language): string {
  const days = [from, to].map((instant) => show('day', instant, zone, language));
  const times = [from, to].map((instant) => show('time', instant, zone, language));
  const offsets = [...new Set([from, to].map((instant) => utcOffset(instant, zone)))].join(' → ');
  const end = days[0] === days[1] ? `–${times[1]}` : ` – ${days[1]}, ${times[1]}`;
  return `${days[0]}, ${times[0]}${end} (${zoneCity(zone, language)}, ${offsets})`;
}
