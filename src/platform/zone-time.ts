import { DateTime, IANAZone } from 'luxon';
import type { Language, Localized } from './language.ts';

/** A day and a time on one clock: `YYYY-MM-DD` and `HH:mm`. */
export interface LocalDateTime {
  date: string;
  time: string;
}

/** An instant of a local time, and whether the clock change touched it. */
export interface ResolvedLocal {
  instant: Date;
  /** `gap`: the time did not exist and was moved on. `overlap`: it happened twice, and this is the first. */
  adjusted: 'none' | 'gap' | 'overlap';
}

/** One name for Kyiv's zone, whichever Node answers. */
export const canonicalZone = (zone: string): string => (zone === 'Europe/Kiev' ? 'Europe/Kyiv' : zone);

/** True when this machine can show times of the zone. */
export const zoneExists = (zone: string): boolean => IANAZone.isValidZone(zone);

/** Minutes east of UTC at that instant. */
export const offsetMinutes = (instant: Date, zone: string): number => IANAZone.create(zone).offset(instant.getTime());

export function localDateTime(instant: Date, zone: string): LocalDateTime {
  const local = DateTime.fromJSDate(instant, { zone });
  return { date: local.toFormat('yyyy-MM-dd'), time: local.toFormat('HH:mm') };
}

const HALF_DAY_MS = 12 * 3_600_000;

/** The instant of a local time. Throws RangeError when date, time or zone is none. */
export function resolveLocal({ date, time, zone }: LocalDateTime & { zone: string }): ResolvedLocal {
  const asUtc = DateTime.fromISO(`${date}T${time}:00Z`).toMillis();
  // Of a zone made before: to find out anew whether it is one costs more than all the rest.
  if (!Number.isFinite(asUtc) || !IANAZone.create(zone).isValid)
    throw new RangeError(`No such local time: ${date} ${time} ${zone}.`);
  // Offsets well before and well after: they differ only around a clock change, and each is a candidate.
  const before = offsetMinutes(new Date(asUtc - HALF_DAY_MS), zone) * 60_000;
  const after = offsetMinutes(new Date(asUtc + HALF_DAY_MS), zone) * 60_000;
  const fits = (offset: number): boolean => offsetMinutes(new Date(asUtc - offset), zone) * 60_000 === offset;
  if (before !== after && fits(before) && fits(after))
    return { instant: new Date(asUtc - before), adjusted: 'overlap' };
  if (fits(before)) return { instant: new Date(asUtc - before), adjusted: 'none' };
  if (fits(after)) return { instant: new Date(asUtc - after), adjusted: 'none' };
  // In the gap the offset from before moves the time on by as much as the clock jumped.
  return { instant: new Date(asUtc - before), adjusted: 'gap' };
}

const LOCALES: Localized = { en: 'en-GB', uk: 'uk-UA', ru: 'ru-RU' };
const SHAPES = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  weekday: { weekday: 'short' },
  shortDay: { weekday: 'short', day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'long' },
  dateAndYear: { day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making a formatter costs a hundred times what using it does.
const formatters = new Map<string, Intl.DateTimeFormat>();

function show(shape: keyof typeof SHAPES, instant: Date, zone: string, language: Language): string {
  const key = `${shape} ${language} ${zone}`;
  const kept = formatters.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { ...SHAPES[shape], timeZone: zone });
  formatters.set(key, kept);
  return kept.format(instant);
}

/** `14:30`. */
export const formatTime = (instant: Date, zone: string): string => show('time', instant, zone, 'en');

/** `Thursday 26 November`, as the language says it. */
export const formatDay = (instant: Date, zone: string, language: Language): string =>
  show('day', instant, zone, language).replace(',', '');

/** `Thu 26 Nov`, as the language says it. */
export const formatShortDay = (instant: Date, zone: string, language: Language): string =>
  show('shortDay', instant, zone, language).replace(',', '');

/** `3 August`, and `3 August 2025` of another year, as the language says it. */
export function formatPastDay(instant: Date, now: Date, zone: string, language: Language): string {
  const isThisYear = localDateTime(instant, zone).date.slice(0, 4) === localDateTime(now, zone).date.slice(0, 4);
  // Ukrainian and Russian close the year with an abbreviation whose stop would stand beside the sentence's own.
  return show(isThisYear ? 'date' : 'dateAndYear', instant, zone, language).replace(/\s?[рг]\.$/u, '');
}

const CLOCKS: Record<string, Localized> = {
  'Europe/Kyiv': { en: 'Kyiv time', uk: 'за київським часом', ru: 'по киевскому времени' },
  'Europe/Warsaw': { en: 'Warsaw time', uk: 'за варшавським часом', ru: 'по варшавскому времени' },
  'Europe/Minsk': { en: 'Minsk time', uk: 'за мінським часом', ru: 'по минскому времени' },
  'Europe/Kaliningrad': { en: 'Kaliningrad time', uk: 'за калінінградським часом', ru: 'по калининградскому времени' },
};

/** Which clock a time is on, in words that follow the time: `14:30 Kyiv time`. */
export const clockName = (zone: string, language: Language): string => CLOCKS[canonicalZone(zone)]?.[language] ?? zone;

const CITIES: Record<string, Localized> = {
  'Europe/Kyiv': { en: 'Kyiv', uk: 'Київ', ru: 'Киев' },
  'Europe/Warsaw': { en: 'Warsaw', uk: 'Варшава', ru: 'Варшава' },
  'Europe/Minsk': { en: 'Minsk', uk: 'Мінськ', ru: 'Минск' },
  'Europe/Kaliningrad': { en: 'Kaliningrad', uk: 'Калінінград', ru: 'Калининград' },
};

/** The city a clock is named after: `Kyiv`. */
export const zoneCity = (zone: string, language: Language): string =>
  CITIES[zone]?.[language] ?? zone.replace(/.*\//, '').replaceAll('_', ' ');

/** `11:00 Kyiv` on each clock; one that stands on another day than the first says which: `23:30 Warsaw (Tue)`. */
export function onClocks(instant: Date, zones: readonly string[], language: Language): string[] {
  const days = zones.map((zone) => show('weekday', instant, zone, language));
  return zones.map((zone, at) => {
    const day = days[at] === days[0] ? '' : ` (${days[at]})`;
    return `${formatTime(instant, zone)} ${zoneCity(zone, language)}${day}`;
  });
}
