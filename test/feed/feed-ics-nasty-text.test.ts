import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FeedEvent } from '../../src/feed/feed-event.ts';
import { describeEvent } from '../../src/feed/feed-event.ts';
import { cleanLine, cleanText, renderFeed, renderFeedEvent } from '../../src/feed/feed-ics.ts';
import type { Language } from '../../src/platform/language.ts';
import { aFeedBooking, aFeedEvent } from '../support/feed-event.ts';
import { readFeed } from '../support/feed-reader.ts';
import { lintIcs } from '../support/ics-lint.ts';
import { BREAKS, LINES, MARKS, SCRIPTS } from '../support/nasty-text.ts';

const piece = fc.oneof(
  ...[BREAKS, MARKS, LINES, SCRIPTS].map((texts) => fc.constantFrom(...texts)),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);
const nasty = fc.oneof(
  { weight: 9, arbitrary: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: piece.map((text) => (text || 'ї').repeat(10_000).slice(0, 10_000)) },
);
const word = fc.record({ cyrillic: nasty, latin: nasty });

const nastyEvent: fc.Arbitrary<FeedEvent> = fc
  .record({
    status: fc.constantFrom('confirmed' as const, 'cancelled' as const, 'left' as const),
    name: nasty,
    description: nasty,
    crossingName: nasty,
    reference: nasty,
    word,
    previousWord: word,
    deskPhone: nasty,
    warning: nasty,
  })
  .map(({ status, name, description, crossingName, reference, word: now, previousWord, deskPhone, warning }) =>
    aFeedEvent({
      status,
      place: { name, side: 'polish', description, crossingName },
      bookings: [aFeedBooking({ reference, word: now, previousWord })],
      deskPhone,
      warning,
    }),
  );

describe('whatever people type', () => {
  it('adds no property to an event and comes out as it went in', () => {
    fc.assert(
      fc.property(nastyEvent, fc.constantFrom<Language>('en', 'uk', 'ru'), (event, language) => {
        const feed = renderFeed({ name: 'Homeward', events: [renderFeedEvent(event, language)] });
        expect(lintIcs(Buffer.from(feed))).toEqual([]);
        const text = describeEvent(event, language);
        const [read, ...more] = readFeed(feed).events;
        expect(more).toEqual([]);
        expect(read).toMatchObject({
          summary: cleanLine(text.summary),
          location: cleanLine(text.location),
          description: cleanText(text.description),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('adds no property to the calendar through its name', () => {
    fc.assert(
      fc.property(nasty, (name) => {
        const feed = renderFeed({ name: `H${name}`, events: [] });
        expect(lintIcs(Buffer.from(feed))).toEqual([]);
        expect(readFeed(feed).name).toBe(cleanLine(`H${name}`));
      }),
      { numRuns: 300 },
    );
  });

  it('loses only what no calendar may carry', () => {
    expect(cleanText('a\u0000b\u001B\u009F\uFEFFc\td\re\r\nf\u2028g\uD800h 👩 ї')).toBe('abc\td\ne\nf\ng\uFFFDh 👩 ї');
  });
});
