import { describe, expect, it } from '@jest/globals';
import { renderFeed, renderFeedEvent } from '../../src/feed/feed-ics.ts';
import { aFeedEvent } from './feed-event.ts';
import { lintIcs, type IcsFault } from './ics-lint.ts';

const sound = renderFeed({
  name: 'Homeward',
  events: [
    renderFeedEvent(aFeedEvent({ slotId: 'a1' }), 'uk'),
    renderFeedEvent(aFeedEvent({ slotId: 'b2', status: 'cancelled' }), 'en'),
  ],
});

const swap = (from: string | RegExp, to: string) => (text: string) => Buffer.from(text.replace(from, to));

const planted: [string, IcsFault['rule'], (text: string) => Buffer][] = [
  ['LF only', 1, (text) => Buffer.from(text.replaceAll('\r\n', '\n'))],
  ['one bare CR', 1, swap('SEQUENCE:3\r\n', 'SEQUENCE:3\r')],
  ['no CRLF at the end', 1, (text) => Buffer.from(text.slice(0, -2))],
  ['a line of 76 octets', 2, swap('PRODID:', `PRODID:${'x'.repeat(76)}`)],
  ['a line of 300 octets', 2, swap('SUMMARY:', `SUMMARY:${'x'.repeat(300)}`)],
  ['a fold inside a character', 2, (text) => splitCharacter(text)],
  ['a NUL', 3, swap('SUMMARY:', 'SUMMARY:\u0000')],
  ['a C1 control character', 3, swap('SUMMARY:', 'SUMMARY:\u0085')],
  ['a byte-order mark', 3, (text) => Buffer.from(`\uFEFF${text}`)],
  ['no VERSION', 4, swap('VERSION:2.0\r\n', '')],
  ['two PRODID', 4, swap(/PRODID:.*\r\n/, '$&$&')],
  ['a calendar property after an event', 4, swap(/(X-WR-CALNAME:.*\r\n)([^]*)(?=END:VCALENDAR)/, '$2$1')],
  ['an event property after an alarm', 4, swap('UID:', 'BEGIN:VALARM\r\nEND:VALARM\r\nUID:')],
  ['a component that is not closed', 4, swap('END:VEVENT\r\n', '')],
  ['a bare comma', 5, swap('\\,', ',')],
  ['a wrong escape', 5, swap('SUMMARY:', 'SUMMARY:\\x')],
  ['an escaped URL', 5, swap('SUMMARY:', 'URL:https://example.org/a\\,b\r\nSUMMARY:')],
  ['a raw caret in a parameter', 5, swap('SUMMARY:', 'SUMMARY;ALTREP="a^b":')],
  ['an injected property', 6, swap('LOCATION:', 'ATTACH:https://example.org\r\nLOCATION:')],
  ['a second LOCATION', 6, swap('LOCATION:', 'LOCATION:elsewhere\r\nLOCATION:')],
  ['a line that is none', 6, swap('LOCATION:', 'go elsewhere\r\nLOCATION:')],
  ['no UID', 7, swap(/UID:.*\r\n/, '')],
  ['no LAST-MODIFIED', 7, swap(/LAST-MODIFIED:.*\r\n/, '')],
  ['two STATUS', 7, swap(/STATUS:.*\r\n/, '$&$&')],
  ['DTSTAMP without Z', 7, swap(/(DTSTAMP:.*)Z/, '$1')],
  ['the end before the start', 7, swap(/DTEND:\d{4}/, 'DTEND:1999')],
  ['a SEQUENCE of words', 7, swap('SEQUENCE:3', 'SEQUENCE:three')],
  ['an unknown STATUS', 7, swap('STATUS:CONFIRMED', 'STATUS:MAYBE')],
  ['one UID twice', 8, swap('UID:b2', 'UID:a1')],
  ['a METHOD without ORGANIZER', 11, swap('PRODID:', 'METHOD:REQUEST\r\nPRODID:')],
  ['a time with a zone', 12, swap(/DTSTART:(.*)Z/, 'DTSTART;TZID=Europe/Kyiv:$1')],
  ['an alarm', 14, swap('END:VEVENT', 'BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT')],
  ['a cancelled meeting that keeps him busy', 14, swap('TRANSP:TRANSPARENT', 'TRANSP:OPAQUE')],
  ['two names', 23, swap('X-WR-CALNAME:', 'X-WR-CALNAME:My ')],
  ['two intervals', 23, swap('X-PUBLISHED-TTL:PT', 'X-PUBLISHED-TTL:PT1')],
];

function splitCharacter(text: string): Buffer {
  const octets = Buffer.from(text);
  const place = octets.indexOf(Buffer.from('Київ')) + 1;
  return Buffer.concat([octets.subarray(0, place), Buffer.from('\r\n '), octets.subarray(place)]);
}

describe('the lint of calendar files', () => {
  it('finds nothing in a sound file', () => {
    expect(lintIcs(Buffer.from(sound))).toEqual([]);
  });

  it.each(planted)('finds %s', (_what, rule, plant) => {
    const file = plant(sound);
    expect(file.equals(Buffer.from(sound))).toBe(false);
    expect(lintIcs(file).map((fault) => fault.rule)).toContain(rule);
  });
});
