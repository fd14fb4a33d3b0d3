import { html, type Html } from '../platform/html.ts';
import type { Language } from '../platform/language.ts';
import { tag } from '../platform/parts.ts';
import { clockName, formatDay, formatShortDay, formatTime, offsetMinutes, onClocks } from '../platform/zone-time.ts';
import type { Itinerary } from './itinerary.ts';
import { fill, sayHours, WORDS } from './phrases.ts';

/** A day must not break in the middle on a narrow phone. */
const together = (words: string): string => words.replaceAll(' ', '\u00a0');

/** `Thu 26 Nov, 14:30 Kyiv time`: never a time without its clock. */
export const sayMoment = (at: Date, zone: string, lang: Language): string =>
  `${together(formatShortDay(at, zone, lang))}, ${formatTime(at, zone)} ${clockName(zone, lang)}`;

export const estimateTag = (isEstimate: boolean, lang: Language): Html | false =>
  isEstimate && html` ${tag('warn', WORDS.estimate[lang])}`;

/** The largest thing on her page: the time, its clock, the day, and what the other clocks on her way say then. */
export function renderWhen({ meeting, steps }: Itinerary, lang: Language): Html {
  const { from, to, zone } = meeting;
  const zones = [...new Set(steps.flatMap(({ begins, ends }) => [begins.zone, ends.zone]))].reverse();
  const differing = zones.filter((other) => offsetMinutes(from, other) !== offsetMinutes(from, zone));
  const others = onClocks(from, [zone, ...differing], lang)
    .slice(1)
    .map(together)
    .join(' · ');
  return html`<p class="when">${formatTime(from, zone)} <small>${clockName(zone, lang)}</small></p>
<p><b>${formatDay(from, zone, lang)}</b>, ${WORDS.until[lang]} ${formatTime(to, zone)}${others !== '' && html`<br><span class="soft small">= ${others}</span>`}</p>`;
}

/** Where she puts her watch forward or back. */
export const sayClockChange = (minutes: number, lang: Language): string =>
  fill((minutes > 0 ? WORDS.forward : WORDS.back)[lang], { hours: sayHours(Math.abs(minutes) / 60, lang) });
