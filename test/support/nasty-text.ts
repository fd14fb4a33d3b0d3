import type { Random } from '../trials/random.ts';

/** What may break a line or end it too early, in a calendar or anywhere else. */
export const BREAKS = [
  ...['\r', '\n', '\r\n', '\r\n ', '\u2028', '\u0085', '\u0000', '\u001B', '\uFEFF', '\t', '\uD800', '\uDC00'],
  ...['\v', '\f', '\u2029', '\u009F', '\u007F'],
];
export const MARKS = ['\\', ';', ',', ':', '"', '^', '\\n', '\\,', '^n', "^'", '%0D%0A'];
export const LINES = [
  ...['\r\nATTACH:https://example.org', '\nEND:VEVENT\r\nBEGIN:VEVENT', '\rSTATUS:CANCELLED', '\r\nEND:VCALENDAR'],
  ...['\u2028BEGIN:VALARM', '\r\n\tX-EVIL:1', '\u0085DTSTART:19700101T000000Z'],
];
export const SCRIPTS = ['Шегині', 'Київ', '👩‍👩‍👦', '🇺🇦', '𝄞', 'ї', 'e\u0301', '\u202E'];

/** A text of such pieces and of any characters at all, up to some hundred of them. */
export function nastyText(random: Random): string {
  const anything = (): string => String.fromCodePoint(random.below(random.below(4) === 0 ? 0x1_10_00 : 0x80));
  const piece = (): string => {
    const from = [BREAKS, MARKS, LINES, SCRIPTS][random.below(6)];
    return from === undefined ? Array.from({ length: random.below(9) }, anything).join('') : random.pick(from);
  };
  const text = Array.from({ length: 1 + random.below(12) }, piece).join('');
  return random.below(200) === 0 ? (text || 'ї').repeat(2000).slice(0, 10_000) : text;
}
