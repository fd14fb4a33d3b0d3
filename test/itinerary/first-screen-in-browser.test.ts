import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STATE_TEXTS } from '../../src/itinerary/state-phrases.ts';
import { daysAfter } from '../../src/platform/days.ts';
import { languages, type Language } from '../../src/platform/language.ts';
import { formatDay } from '../../src/platform/zone-time.ts';
import { withoutBrowser } from '../support/browser.ts';
import { belowFirstScreen, startHerPhone, type HerPhone } from '../support/her-phone.ts';

if (withoutBrowser !== undefined) console.warn(`Her first screen in a browser was ${withoutBrowser}`);

/** Of a year's days, at half past two in Kyiv, the one with the longest name: it takes a line more. */
function longestDay(language: Language): Date {
  const days = Array.from({ length: 365 }, (_, day) => daysAfter(new Date('2026-11-26T12:30:00Z'), day));
  const nameLength = (day: Date): number => formatDay(day, 'Europe/Kyiv', language).length;
  return days.reduce((one, other) => (nameLength(other) > nameLength(one) ? other : one));
}

(withoutBrowser === undefined ? describe : describe.skip)('the first screen of a phone of 360 by 640', () => {
  let plain: HerPhone;
  let demo: HerPhone;
  beforeAll(async () => {
    [plain, demo] = await Promise.all([startHerPhone(), startHerPhone({ banners: ['demonstration', 'trying-out'] })]);
  }, 60_000);
  afterAll(() => Promise.all([plain.stop(), demo.stop()]));

  it.each(languages)('holds time, place and side, word and number, be it a demonstration, in %s', async (language) => {
    const from = longestDay(language);
    demo.world.clock.set(daysAfter(from, -2).toISOString());
    const { page } = await demo.openHers(language, { from });
    expect(await belowFirstScreen(page, ['.when', '.word', '.meet .phone', '.meet p:has(.phone) b'])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  });

  it.each(languages)('holds time, word and number while she should be on her way, in %s', async (language) => {
    plain.world.clock.set('2026-11-25T12:00:00Z');
    const { page } = await plain.openHers(language);
    expect(await page.locator('.note.warn .phone').getAttribute('href')).toBe('tel:+48000000000');
    expect(await belowFirstScreen(page, ['.note.warn .phone', '.when', '.meet .word'])).toEqual([]);
  });

  it.each(languages)('holds word and number when nobody came in the agreed time, in %s', async (language) => {
    plain.world.clock.set('2026-11-26T13:20:00Z');
    const { page } = await plain.openHers(language);
    const note = page.locator('.note.warn');
    expect(await note.textContent()).toContain(STATE_TEXTS.missed[language]);
    expect(await note.locator('.phone').getAttribute('href')).toBe('tel:+48000000000');
    expect(await belowFirstScreen(page, ['.note.warn', '.when', '.meet .word'])).toEqual([]);
  });
});
