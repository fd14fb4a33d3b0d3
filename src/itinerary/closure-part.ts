import { POLISH_ZONE } from '../crossing/period.ts';
import type { Closure } from '../crossing/touched-way.ts';
import { html, type Html } from '../platform/html.ts';
import type { Language, Localized } from '../platform/language.ts';
import { phoneLink } from '../platform/page.ts';
import { note } from '../platform/parts.ts';
import { clockName, formatShortDay, formatTime, localDateTime } from '../platform/zone-time.ts';
import { fill } from './phrases.ts';

type Tense = 'since' | 'ahead';

const SAYS: Record<Closure['kind'], Record<Tense, Localized>> = {
  closed: {
    since: {
      en: '{crossing} is closed since {when}.',
      uk: '{crossing}: закрито з {when}.',
      ru: '{crossing}: закрыто с {when}.',
    },
    ahead: {
      en: '{crossing} will be closed from {when}.',
      uk: '{crossing}: буде закрито з {when}.',
      ru: '{crossing}: будет закрыто с {when}.',
    },
  },
  restricted: {
    since: {
      en: '{crossing} is restricted since {when}.',
      uk: '{crossing}: рух обмежено з {when}.',
      ru: '{crossing}: проезд ограничен с {when}.',
    },
    ahead: {
      en: '{crossing} will be restricted from {when}.',
      uk: '{crossing}: рух буде обмежено з {when}.',
      ru: '{crossing}: проезд будет ограничен с {when}.',
    },
  },
};

const DOES: Record<Closure['kind'], { stop: Localized; call: Localized }> = {
  closed: {
    stop: { en: 'Do not go on.', uk: 'Не їдьте далі.', ru: 'Дальше не езжайте.' },
    call: { en: 'Call us', uk: 'Зателефонуйте нам', ru: 'Позвоните нам' },
  },
  restricted: {
    stop: { en: '', uk: '', ru: '' },
    call: {
      en: 'Call us before you go on',
      uk: 'Зателефонуйте нам, перш ніж їхати далі',
      ru: 'Позвоните нам, прежде чем ехать дальше',
    },
  },
};

/** `16:40 (Warsaw time)`, with its day before it when that is not today. */
export function sayWhen(at: Date, today: Date | undefined, lang: Language): string {
  const isToday = today && localDateTime(at, POLISH_ZONE).date === localDateTime(today, POLISH_ZONE).date;
  const time = `${formatTime(at, POLISH_ZONE)} (${clockName(POLISH_ZONE, lang)})`;
  return isToday ? time : `${formatShortDay(at, POLISH_ZONE, lang)}, ${time}`;
}

/** What has happened to a crossing, in one sentence. Without `today` the day is always said. */
export const sayClosure = ({ crossing, kind, from }: Closure, tense: Tense, lang: Language, today?: Date): string =>
  fill(SAYS[kind][tense][lang], { crossing: crossing[lang], when: sayWhen(from, today, lang) });

/** Stands first on her page: what is closed ahead of her, what she does now, and the number. */
export function renderClosures(
  { closures = [], phone, language: lang }: { closures?: readonly Closure[]; phone?: string; language: Language },
  now: Date,
): Html | false {
  const [worst] = closures;
  if (!worst) return false;
  const { stop, call } = DOES[worst.kind];
  const lines = closures.map((each) => sayClosure(each, each.from > now ? 'ahead' : 'since', lang, now));
  return note(
    'stop',
    html`${[...new Set(lines)].map((line) => html`<p><b>${line}</b></p>`)}<p>${stop[lang]} ${call[lang]}${
      phone === undefined ? '.' : html`: ${phoneLink(phone)}`
    }</p>`,
  );
}
