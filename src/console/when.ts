import { momentStart, type Period } from '../crossing/period.ts';
import { html, type Html } from '../platform/html.ts';
import {
  canonicalZone,
  clockName,
  formatShortDay,
  formatTime,
  localDateTime,
  offsetMinutes,
} from '../platform/zone-time.ts';

/** The clock of the desk. */
export const DESK_ZONE = 'Europe/Warsaw';

interface Window {
  from: Date;
  to: Date;
  zone: string;
}

/** `14:30–15:10`, on the crossing's own clock. */
const windowText = ({ from, to, zone }: Window): string => `${formatTime(from, zone)}–${formatTime(to, zone)}`;

/** The window with its clock's name and, where they differ, the desk's clock beside it. */
export const windowHtml = (window: Window): Html =>
  html`<span class="num">${windowText(window)}</span> ${clockName(window.zone, 'en')}${deskClock(window)}`;

const deskClock = ({ from, zone }: Window): Html | false =>
  differs(from, zone) && html` <span class="soft small">(${formatTime(from, DESK_ZONE)} Warsaw)</span>`;

const differs = (at: Date, zone: string): boolean =>
  canonicalZone(zone) !== DESK_ZONE && offsetMinutes(at, zone) !== offsetMinutes(at, DESK_ZONE);

/** `Thu 26 Nov, 14:30 Kyiv time`. */
export const momentText = (at: Date, zone: string): string =>
  `${formatShortDay(at, zone, 'en')}, ${formatTime(at, zone)} ${clockName(zone, 'en')}`;

/** A past moment on the desk's clock: the time alone today, with its day before that. */
export function sinceText(at: Date, now: Date): string {
  const time = formatTime(at, DESK_ZONE);
  const isToday = localDateTime(at, DESK_ZONE).date === localDateTime(now, DESK_ZONE).date;
  return isToday ? time : `${formatShortDay(at, DESK_ZONE, 'en')} ${time}`;
}

/** Whole minutes from now until then, not below zero. */
export const minutesUntil = (at: Date, now: Date): number =>
  Math.max(0, Math.ceil((at.getTime() - now.getTime()) / 60_000));

/** `from Thu 26 Nov, 14:30 Warsaw time, open`: when something of a crossing holds, on the clock of the desk. */
export const periodText = ({ from, to }: Period): string =>
  `from ${momentText(momentStart(from), DESK_ZONE)}${to === null ? ', open' : ` until ${untilText(to)}`}`;

/** The end of a period, on the clock of the desk. */
export const untilText = (to: string | null): string => (to === null ? 'open' : momentText(momentStart(to), DESK_ZONE));
