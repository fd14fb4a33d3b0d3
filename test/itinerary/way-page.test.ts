import { describe, it, expect } from '@jest/globals';
import { renderCardPage } from '../../src/itinerary/own-card-page.ts';
import { renderClosedDoor, renderExchange, renderQuiet } from '../../src/itinerary/door-page.ts';
import { renderSent } from '../../src/itinerary/sent-page.ts';
import { renderWayPage } from '../../src/itinerary/way-page.ts';
import type { Way } from '../../src/itinerary/way.ts';
import { languages, type Language } from '../../src/platform/language.ts';
import { UNSAFE, visibleText } from '../support/unsafe-words.ts';
import { aFormerMeeting, aPlannedWay, look, waitingWays } from '../support/way.ts';

const keys = { formToken: 'token', idempotencyKey: 'key' };
const frame = { look, banners: [] };
const now = new Date('2026-11-24T10:00:00Z');
const parts = { frame, keys, now };
const textOf = (way: Way): string => visibleText(renderWayPage(way, parts));
const stateOf = (language: Language, state: Way['state']): Way => {
  const found = waitingWays(language).find((way) => way.state === state);
  if (!found) throw new Error(`no way in state ${state}`);
  return found;
};
const plannedPages = (language: Language): string[] => {
  const steps = aPlannedWay().itinerary.steps.length;
  const at = Array.from({ length: steps }, (_, current) => aPlannedWay({ language, current }));
  const changed = aPlannedWay({ language, changed: aFormerMeeting(), late: true });
  return [...at, changed, aPlannedWay({ language, missed: true }, { side: 'polish' })].map((way) =>
    renderWayPage(way, parts),
  );
};
const doorPages = (lang: Language): string[] => {
  const door = { frame, lang, phone: '+48 000 000 000' };
  const whys = ['needLink', 'linkOver', 'codeNotRight', 'tooManyCodes'] as const;
  return [
    ...whys.map((why) => renderExchange({ ...door, why }, keys)),
    renderClosedDoor({ ...door, why: 'linkOver' }),
    renderQuiet(frame, lang),
  ];
};

describe('what each state says', () => {
  it.each([
    ['no-booking', 'No meeting is arranged yet', 'Do not set out yet. We will call you.'],
    ['meeting-cancelled', 'Your meeting will not take place', 'Do not set out. Call us'],
    ['no-escort', 'Do not set out yet. Call us.', 'Already on the way?'],
    ['done', 'You have arrived', 'Call us if you need anything'],
  ] as const)('%s', (state, title, more) => {
    const text = textOf(stateOf('en', state));
    expect(text).toContain(title);
    expect(text).toContain(more);
    expect(text).toContain('+48 000 000 000');
  });

  it('says of every ending only that she calls before she travels on', () => {
    const main = /<main[\s\S]*<\/main>/.exec(renderWayPage(stateOf('en', 'ended'), parts))?.[0] ?? '';
    expect(visibleText(main).trim()).toBe('Please call us before you travel on +48 000 000 000');
  });

  it('says on a link that is over whom to call, and offers the code', () => {
    const text = visibleText(doorPages('en')[1] ?? '');
    expect(text).toContain('This link no longer opens your page');
    expect(text).toContain('We will send you a new one');
    expect(text).toContain('for this page, tell nobody');
  });
});

describe('the planned way', () => {
  const page = renderWayPage(aPlannedWay(), parts);
  const text = visibleText(page);

  it('names time and clock, side and place, who and the word, number and reference', () => {
    for (const words of ['14:30 Kyiv time', 'Thursday 26 November', 'Ukrainian side', 'yellow kiosk'])
      expect(text).toContain(words);
    expect(text).toMatch(/Wait until Olena says: +ЛИПА · LIPA/);
    expect(text).toContain('Do not say it first. Go with nobody else.');
    expect(text).toMatch(/\+48 000 000 000 , say +417-2085/);
  });

  it('shows the Polish clock when she is met on the Polish side', () => {
    const polish = textOf(aPlannedWay({}, { side: 'polish' }));
    expect(polish).toContain('13:30 Warsaw time');
    expect(polish).toContain('Polish side');
  });

  it('says a changed meeting first', () => {
    const changed = textOf(aPlannedWay({ changed: aFormerMeeting() }));
    expect(changed).toMatch(/Was: +Thu 26 Nov, 13:30 Kyiv time[^.]*Now: +Thu 26 Nov, 14:30 Kyiv time/);
    expect(changed.indexOf('Was:')).toBeLessThan(changed.indexOf('You will be met'));
  });

  it('keeps the order: meeting, now, next, what to carry, what can go wrong, the whole way', () => {
    const order = [
      'You will be met',
      'Now:',
      'Next:',
      'Carry with you',
      'If something goes wrong here',
      'The whole way',
    ];
    const found = order.map((words) => text.indexOf(words));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(0);
  });

  it('ends in Kyiv, where she is expected', () => {
    expect(text.slice(text.indexOf('The whole way'))).toContain('Kyiv: you are expected');
  });

  it('says beside a time in Kyiv that it waits for the curfew', () => {
    const night = textOf(aPlannedWay({}, { from: '2026-11-26T10:30:00Z' }));
    expect(night).toMatch(/about Fri 27 Nov, 05:00 Kyiv time, after the curfew +our estimate/);
  });

  it('marks where the clock changes and by how much', () => {
    expect(text).toContain('Here the clock goes back 2 hours');
    expect(text).toContain('Here the clock goes forward 1 hour');
  });

  it('shows the old word beside the new one until she has been told', () => {
    const both = textOf(aPlannedWay({ previousWord: { cyrillic: 'ЛАМПА', latin: 'LAMPA' } }));
    expect(both).toContain('or the word we told you before: ЛАМПА · LAMPA');
  });

  it('shows with whom she goes on once she has been met, and no word to wait for', () => {
    const itinerary = aPlannedWay().itinerary;
    const met = textOf(aPlannedWay({ current: itinerary.steps.findIndex(({ kind }) => kind === 'accompany') }));
    expect(met).toContain('On with Olena');
    expect(met).not.toContain('ЛИПА');
  });

  it('offers to take a report back for ten minutes, and asks her to call when she needs help', () => {
    const report = { _id: 'r', caseFileId: 'c', kind: 'need-help' as const, at: now };
    expect(textOf(aPlannedWay({ reports: [report] }))).toMatch(/We will call you as soon as we can.*Take this back/);
    const old = { ...report, at: new Date(now.getTime() - 11 * 60_000) };
    expect(textOf(aPlannedWay({ reports: [old] }))).not.toContain('Take this back');
  });
});

describe.each(languages)('on a phone that may be searched, in %s', (language) => {
  const waiting = waitingWays(language).map((way) => renderWayPage(way, parts));
  const sent = { _id: 'r', caseFileId: 'c', kind: 'turned-back' as const, at: now };
  const pages = [
    ...plannedPages(language),
    ...waiting,
    ...doorPages(language),
    renderSent(aPlannedWay({ language }), sent, parts),
    renderCardPage(aPlannedWay({ language }), { ...parts, publicUrl: 'https://homeward.example.org' }),
  ];

  it('names nothing of why she travels', () => {
    expect(pages.map(visibleText).filter((text) => UNSAFE[language].test(text))).toEqual([]);
  });

  it('leaves no place of a text unfilled and loads nothing from elsewhere', () => {
    for (const page of pages) {
      expect(visibleText(page)).not.toMatch(/\{\w+\}/);
      expect(page).not.toMatch(/(?:src|href|action)="https?:/);
      expect(page).toContain('content="noindex"');
    }
  });

  it('never says a latest time without saying that it is an estimate', () => {
    const latest = { en: /at the latest: /g, uk: /найпізніше: /g, ru: /самое позднее: /g }[language];
    const mark = { en: 'our estimate', uk: 'орієнтовно', ru: 'примерно' }[language];
    const found = pages.flatMap((page) => {
      const text = visibleText(page);
      return [...text.matchAll(latest)].map(({ index }) => text.slice(index, index + 90));
    });
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((text) => !text.includes(mark))).toEqual([]);
  });
});
