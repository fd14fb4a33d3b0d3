import { describe, expect, it } from '@jest/globals';
import type { Closure } from '../../src/crossing/touched-way.ts';
import { borderPasses } from '../../src/itinerary/border-passes.ts';
import { renderClosures } from '../../src/itinerary/closure-part.ts';
import { languages } from '../../src/platform/language.ts';
import { UNSAFE, visibleText } from '../support/unsafe-words.ts';
import { stagesOf } from '../support/way.ts';

const now = new Date('2026-11-24T16:00:00Z');
const crossing = { en: 'Terespol–Brest', uk: 'Тереспіль – Берестя', ru: 'Тересполь – Брест' };
const closure = (kind: Closure['kind'], from: string): Closure => ({ crossing, kind, from: new Date(from) });
const all = [
  closure('closed', '2026-11-24T15:40:00Z'),
  closure('closed', '2026-11-23T15:40:00Z'),
  closure('closed', '2026-11-24T20:00:00Z'),
  closure('restricted', '2026-11-24T15:40:00Z'),
  closure('restricted', '2026-11-25T20:00:00Z'),
];
const textOf = (closures: Closure[], language: (typeof languages)[number], phone?: string): string =>
  visibleText(String(renderClosures({ closures, language, ...(phone === undefined ? {} : { phone }) }, now)));

describe('what a closure says to her', () => {
  it.each(languages)('is short, names nothing of why she travels and leaves nothing unfilled, in %s', (language) => {
    const texts = all.map((each) => textOf([each], language, '+48 000 000 000'));
    for (const text of texts) {
      expect(text).not.toMatch(UNSAFE[language]);
      expect(text).not.toMatch(/\{\w+\}/);
      const sentences = text.split(/(?<=[.:])\s+/).filter((sentence) => /\p{L}/u.test(sentence));
      for (const sentence of sentences) expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(14);
    }
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('names the day when it is not today', () => {
    expect(textOf(all.slice(0, 1), 'en')).toContain('Terespol–Brest is closed since 16:40 (Warsaw time).');
    expect(textOf(all.slice(1, 2), 'en')).toContain('is closed since Mon 23 Nov, 16:40 (Warsaw time).');
    expect(textOf(all.slice(2, 3), 'en')).toContain('will be closed from 21:00 (Warsaw time).');
  });

  it('has begun at the very minute from which it holds, and says the same only once, with the number', () => {
    const atOnce = closure('closed', now.toISOString());
    expect(textOf([atOnce], 'en')).toContain('is closed since 17:00 (Warsaw time).');
    const twice = textOf([atOnce, atOnce], 'en', '+48 000 000 000');
    expect(twice.trim()).toBe(
      'Terespol–Brest is closed since 17:00 (Warsaw time). Do not go on. Call us: +48 000 000 000',
    );
    expect(String(renderClosures({ closures: [atOnce], language: 'en' }, now))).toMatch(/^<div class="note stop">/);
    expect(renderClosures({ language: 'en' }, now)).toBe(false);
  });

  it('asks her to call even while no number of ours is verified, and says nothing where nothing is closed', () => {
    expect(textOf(all.slice(3, 4), 'en')).toMatch(/Call us before you go on\.\s*$/);
    expect(renderClosures({ closures: [], language: 'en' }, now)).toBe(false);
  });
});

describe('the borders of a way', () => {
  const slot = { from: new Date('2026-11-26T12:30:00Z'), to: new Date('2026-11-26T13:10:00Z') };
  const stages = stagesOf();

  it('stand in her order with all the time in which she may be there', () => {
    const [entry, exit] = borderPasses({ stages, slot, side: 'ukrainian' });
    expect([entry?.crossing, entry?.mode, entry?.direction]).toEqual(['by-pl-terespol', 'bus', 'to-PL']);
    expect(exit).toMatchObject({ crossing: 'pl-ua-medyka', mode: 'foot', direction: 'to-UA', to: expect.any(Date) });
    // From the safe arrival to the end of the longest wait (6 hours) after the usual one (11:00).
    expect([exit?.from, exit?.to]).toEqual([new Date('2026-11-26T06:30:00Z'), new Date('2026-11-26T17:00:00Z')]);
  });

  it('count the one after a meeting in Poland, from the meeting on', () => {
    const after = borderPasses({ stages, slot, side: 'polish' }).at(-1);
    expect(after).toMatchObject({ crossing: 'pl-ua-medyka', from: slot.from, to: new Date('2026-11-26T19:10:00Z') });
  });
});
