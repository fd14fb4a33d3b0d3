import type { Language } from '../platform/language.ts';
import { guideWords } from './guide-words.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;
const month = /^\d{4}-\d{2}$/;
const span = /^(\d{4}-\d{2}(?:-\d{2})?)\/(\d{4}-\d{2}(?:-\d{2})?)$/;
const year = /^\d{4}$/;

// Making a formatter costs a hundred times what using it does, and each start writes the guide in three languages.
const formatters = new Map<string, Intl.DateTimeFormat>();

function written(date: string, options: Intl.DateTimeFormatOptions, lang: Language): string {
  const key = `${lang} ${Object.keys(options).join()}`;
  // The English of most readers of this guide is European: 2 March, not March 2.
  const locale = lang === 'en' ? 'en-GB' : lang;
  const kept = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formatters.set(key, kept);
  return kept.format(new Date(date));
}

/** A date as people say it, as exactly as it is known: `2022-03-02`, `2025-11`, `2025-01/2026-01`; else "no date known". */
export function sayDate(known: string | null | undefined, lang: Language): string {
  const text = known ?? '';
  const [, from, to] = span.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return `${sayDate(from, lang)} – ${sayDate(to, lang)}`;
  if (day.test(text)) return written(text, { day: 'numeric', month: 'long', year: 'numeric' }, lang);
  if (month.test(text)) return written(`${text}-01`, { month: 'long', year: 'numeric' }, lang);
  return year.test(text) ? text : guideWords.undated[lang];
}

/** What the clock shows in a zone when Warsaw's shows noon, in January or in July. */
export function whenWarsawNoon(zone: string, season: 'winter' | 'summer'): string {
  const noon = season === 'winter' ? '2026-01-15T11:00:00Z' : '2026-07-15T10:00:00Z';
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(noon),
  );
}
