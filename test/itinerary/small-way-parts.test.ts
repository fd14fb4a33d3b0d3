import { describe, expect, it } from '@jest/globals';
import { renderArrival, sayArrival } from '../../src/itinerary/arrival-part.ts';
import { buildItinerary } from '../../src/itinerary/itinerary.ts';
import { renderCall, renderChanged, renderMeeting, renderPlace, renderWho } from '../../src/itinerary/meeting-part.ts';
import { renderWhen, sayMoment } from '../../src/itinerary/moment-part.ts';
import { fill, sayHours, sayMinutes } from '../../src/itinerary/phrases.ts';
import { renderLastReport, renderReports } from '../../src/itinerary/report-part.ts';
import type { ReportKind } from '../../src/itinerary/report.ts';
import type { PlannedWay } from '../../src/itinerary/way.ts';
import { smallWay } from '../support/small-way.ts';
import { aSmallWay, markup, smallItinerary, text } from '../support/small-way-parts.ts';
import { aFormerMeeting, aPlannedWay } from '../support/way.ts';

const withoutPhone = (): PlannedWay => {
  const { phone: _phone, ...rest } = aSmallWay();
  return rest;
};
const CALL = '<a class="phone" href="tel:+48000000000">+48 000 000 000</a>, say <b class="nowrap">417-2085</b>';
const ESTIMATE = '<span class="tag warn">our estimate</span>';

describe('who meets her, where and when', () => {
  it('is one screen: time and clock, day and other clocks, side and place, word, number', () => {
    expect(markup(renderMeeting(aSmallWay(), 'en'))).toBe(
      `<section class="card next meet" aria-labelledby="meeting"><h1 id="meeting">You will be met</h1>
<p class="when">14:00 <small>Kyiv time</small></p>
<p><b>Thursday 26 November</b>, until 14:30<br><span class="soft small">= 13:00 Warsaw · 15:00 Minsk</span></p>
<p><b>Ukrainian side</b>, Medyka–Shehyni<br>After the passport window, by the yellow kiosk.</p>
<p>Wait until Olena says: <span class="word nowrap">ЛИПА · LIPA</span><br>Do not say it first. Go with nobody else.</p>
<p>${CALL}</p>
</section>`,
    );
  });

  it('names no other clock where none on her way differs', () => {
    const near = { ...smallItinerary, steps: smallItinerary.steps.slice(-2) };
    expect(text(renderWhen(near, 'en'))).toBe('14:00 Kyiv time Thursday 26 November , until 14:30');
  });

  it('says the earlier word beside the new one, and no number while none is verified', () => {
    const previousWord = { cyrillic: 'ЛАМПА', latin: 'LAMPA' };
    expect(text(renderWho(aSmallWay({ previousWord }), 'en'))).toBe(
      'Wait until Olena says: ЛИПА · LIPA or the word we told you before: ЛАМПА · LAMPA Do not say it first. Go with nobody else.',
    );
    expect(renderCall(withoutPhone(), 'en')).toBeUndefined();
  });

  it('says of a place that was not checked for long when it was, below it', () => {
    const lastChecked = { at: new Date('2026-08-03T10:00:00Z'), zone: 'Europe/Kyiv', now: new Date('2026-11-24') };
    expect(markup(renderPlace({ ...aSmallWay().place, lastChecked }, 'en'))).toMatch(
      /kiosk\.<br><span class="soft small">We last checked this place on 3 August\.<\/span>$/,
    );
  });

  it('names what was before what is now, where it has changed', () => {
    expect(markup(renderChanged(aSmallWay(), aFormerMeeting(), 'en'))).toBe(
      `<div class="note warn"><h2>Your meeting has changed</h2>
<p>Was: <s>Thu 26 Nov, 13:30 Kyiv time, Ukrainian side, Medyka–Shehyni</s><br>
Now: <b>Thu 26 Nov, 14:00 Kyiv time, Ukrainian side, Medyka–Shehyni</b></p></div>`,
    );
  });

  it('is, once she was met, with whom she goes on and when they are there', () => {
    expect(markup(renderArrival(aSmallWay()))).toBe(
      `<section class="card next meet" aria-labelledby="meeting"><h1 id="meeting">On with Olena</h1>
<p>Kyiv, about</p>
<p class="when">05:00 <small>Kyiv time</small></p>
<p><b>Friday 27 November</b>, after the curfew ${ESTIMATE}</p>
<p>${CALL}</p>
</section>`,
    );
    const byDay = aPlannedWay({ itinerary: buildItinerary(smallWay()) });
    expect(text(sayArrival(byDay))).toBe('Kyiv, about 22:50 Kyiv time Thursday 26 November our estimate');
    expect(markup(sayArrival(aSmallWay({ itinerary: { ...smallItinerary, steps: [] } })))).toBe('');
  });
});

describe('what she tells us', () => {
  const keys = { formToken: 'token', idempotencyKey: 'key' };
  const now = new Date('2026-11-26T10:00:00Z');
  const last = (kind: ReportKind, minutesAgo = 0) =>
    markup(
      renderLastReport(
        { _id: 'r', caseFileId: 'c', kind, at: new Date(now.getTime() - minutesAgo * 60_000) },
        { keys, zone: 'Europe/Kyiv', now },
        'en',
      ),
    );

  it('has the fitting button first and as the main one, and the alarms as such', () => {
    const page = markup(renderReports(['at-border', 'met', 'need-help'], keys, 'en'));
    const button = (kind: string, look: string, words: string) =>
      '<form method="post" action="/way/report" target="sent"><input type="hidden" name="formToken" value="token">' +
      `<button class="${look}" name="kind" value="${kind}">${words}</button></form>`;
    expect(page).toBe(
      '<section class="noprint" aria-labelledby="tell"><h2 id="tell">Tell us</h2><div class="actions">' +
        button('at-border', 'btn', 'I am at the border') +
        button('met', 'btn quiet', 'I have been met') +
        button('need-help', 'btn danger', 'I need help') +
        '</div></section>',
    );
    expect(markup(renderReports(['need-help', 'turned-back', 'left'], keys, 'en'))).toMatch(
      /class="btn danger"[^>]*>I need help.*class="btn danger"[^>]*>I was turned back.*class="btn quiet"/,
    );
    const first = (kind: ReportKind) => markup(renderReports([kind], keys, 'en'));
    for (const kind of ['left', 'at-border', 'met'] as const) expect(first(kind)).toContain('<button class="btn" ');
  });

  it('is said back with its time; an alarm is called back, and for ten minutes it can be taken back', () => {
    expect(text(last('left'))).toBe(
      'We know: “I am on my way” , Thu 26 Nov, 12:00 Kyiv time. Our desk reads it now. token Take this back',
    );
    expect(last('left')).toMatch(/^<div class="note ok">.*action="\/way\/report\/undo"/s);
    expect(last('need-help')).toMatch(/^<div class="note stop">.*We will call you as soon as we can/s);
    expect(last('left', 10)).toContain('/way/report/undo');
    expect(last('left', 10.1)).not.toContain('form');
    expect(markup(renderLastReport(undefined, { keys, zone: 'Europe/Kyiv', now }, 'en'))).toBe('');
  });
});

describe('short words', () => {
  it('say hours and minutes, and zero of them', () => {
    expect([0, 45, 60, 61, 1170].map((minutes) => sayMinutes(minutes, 'en').replaceAll('\u00a0', ' '))).toEqual([
      ...['0 min', '45 min', '1 h', '1 h 1 min', '19 h 30 min'],
    ]);
    expect([sayMinutes(90, 'uk'), sayMinutes(90, 'ru')].map((said) => said.replaceAll('\u00a0', ' '))).toEqual([
      ...['1 год 30 хв', '1 ч 30 мин'],
    ]);
    expect([sayHours(1, 'en'), sayHours(2, 'uk'), sayHours(2, 'ru')]).toEqual(['1 hour', '2 години', '2 часа']);
  });

  it('keep a day together on a narrow phone', () => {
    const said = sayMoment(new Date('2026-11-26T12:00:00Z'), 'Europe/Kyiv', 'en');
    expect(said).toBe('Thu\u00a026\u00a0Nov, 14:00 Kyiv time');
  });

  it('are filled where a value is given, and keep their place where none is', () => {
    expect(fill('{a} and {b}, {a}', { a: 'one' })).toBe('one and {b}, one');
  });
});
