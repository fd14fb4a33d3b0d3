import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { cleanLine, renderFeed, renderFeedEvent, renderTombstone } from '../../src/feed/feed-ics.ts';
import { aFeedEvent } from '../support/feed-event.ts';
import { feedOverChanges, windowsOverChanges } from '../support/feed-over-clock-changes.ts';
import { readFeed } from '../support/feed-reader.ts';
import { lintIcs } from '../support/ics-lint.ts';

const inFeed = (...events: string[]): string => renderFeed({ name: 'Homeward', events });

describe('the calendar file', () => {
  it('is sound with no event at all, and says how often to come back', () => {
    const empty = inFeed();
    expect(lintIcs(Buffer.from(empty))).toEqual([]);
    expect(empty).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\nX-PUBLISHED-TTL:PT15M\r\n');
    expect(empty).toContain('PRODID:-//Homeward//feed 2//EN\r\n');
    expect(empty.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('gives a parser the slot: whole commitment, own id, version and time of change', () => {
    const [event] = readFeed(inFeed(renderFeedEvent(aFeedEvent(), 'en'))).events;
    expect(event).toMatchObject({
      uid: '5f0c7be2a4d94c0e8f1d2b3a49586776@homeward',
      seq: 3,
      status: 'CONFIRMED',
      transparency: 'OPAQUE',
      start: new Date('2026-11-24T09:00:00Z'),
      end: new Date('2026-11-24T21:00:00Z'),
      stamp: new Date('2026-11-20T09:30:15Z'),
      lastModified: new Date('2026-11-20T09:30:15Z'),
    });
  });

  it.each(['cancelled', 'left'] as const)('frees the time of a slot that is %s, under the same id', (status) => {
    const [event] = readFeed(inFeed(renderFeedEvent(aFeedEvent({ status, seq: 4 }), 'en'))).events;
    expect(event).toMatchObject({ status: 'CANCELLED', transparency: 'TRANSPARENT', seq: 4 });
    expect(event?.uid).toBe('5f0c7be2a4d94c0e8f1d2b3a49586776@homeward');
  });

  it('is the same, byte for byte, when nothing changed', () => {
    const render = (): string =>
      inFeed(renderFeedEvent(aFeedEvent(), 'ru'), renderFeedEvent(aFeedEvent({ slotId: 'b' }), 'uk'));
    expect(render()).toBe(render());
  });

  it('escapes its own name, which the library does not', () => {
    const name = 'Зустрічі; Medyka, \\ "1"\r\nX-EVIL:1';
    const feed = renderFeed({ name, events: [] });
    expect(lintIcs(Buffer.from(feed))).toEqual([]);
    expect(readFeed(feed).name).toBe(cleanLine(name));
  });

  it('refuses what the library would bend in silence', () => {
    const from = new Date('2026-11-24T09:00:00Z');
    const render = (changes: Parameters<typeof aFeedEvent>[0]) => () => renderFeedEvent(aFeedEvent(changes), 'en');
    expect(render({ until: new Date('2026-11-24T08:00:00Z') })).toThrow(RangeError);
    expect(render({ window: { from, to: from }, until: from })).toThrow(RangeError);
    expect(render({ until: new Date(from.getTime() + 500) })).toThrow(RangeError);
    expect(render({ slotId: 'a\r\nX-EVIL:1' })).toThrow(RangeError);
    expect(render({ seq: 1.5 })).toThrow(RangeError);
    expect(render({ until: new Date(Number.NaN) })).toThrow(RangeError);
  });

  it.each(['en', 'uk', 'ru'] as const)(
    'leaves one notice where a feed was revoked, always the same (%s)',
    (language) => {
      const ended = { feedId: 'f1', name: 'Homeward', language, revokedAt: new Date('2026-11-24T10:00:00.500Z') };
      const tombstone = renderTombstone(ended);
      expect(tombstone).toBe(renderTombstone(ended));
      expect(lintIcs(Buffer.from(tombstone))).toEqual([]);
      expect(readFeed(tombstone).events).toMatchObject([{ uid: 'f1-ended@homeward', transparency: 'TRANSPARENT' }]);
    },
  );
});

describe('the clocks', () => {
  it('are read to the same instants over every change of Warsaw and Kyiv', () => {
    const feed = feedOverChanges();
    expect(lintIcs(Buffer.from(feed))).toEqual([]);
    const starts = readFeed(feed).events.map(({ start }) => start);
    const expected = windowsOverChanges.map(({ from }) => from);
    expect(starts).toEqual([...expected, ...expected]);
  });

  it.each(['UTC', 'America/New_York', 'Asia/Kolkata'])('do not depend on where the server runs: %s', (zone) => {
    const script = fileURLToPath(new URL('../support/feed-over-clock-changes.ts', import.meta.url));
    const printed = execFileSync(process.execPath, [script, '--print-feed'], { env: { ...process.env, TZ: zone } });
    expect(printed.equals(Buffer.from(feedOverChanges()))).toBe(true);
  });
});
