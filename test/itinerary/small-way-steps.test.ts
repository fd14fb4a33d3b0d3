import { describe, expect, it } from '@jest/globals';
import { countAnew } from '../../src/itinerary/from-here.ts';
import { buildItinerary } from '../../src/itinerary/itinerary.ts';
import { renderCarry, renderNext, renderNow, renderStepTime, renderTroubles } from '../../src/itinerary/step-part.ts';
import { renderWholeWay } from '../../src/itinerary/whole-way-part.ts';
import type { PlannedWay } from '../../src/itinerary/way.ts';
import { smallWay } from '../support/small-way.ts';
import { aSmallWay, markup, smallItinerary, text } from '../support/small-way-parts.ts';

const guidance = smallItinerary.steps[1]?.guidance;
if (!guidance) throw new Error('A small way has steps.');
const ESTIMATE = '<span class="tag warn">our estimate</span>';

describe('what she is at, and what comes next', () => {
  const now = (current: number) => markup(renderNow(aSmallWay({ current }), 'en'));

  it('is where it leads and how, by when, how long it takes, what she does, and where her clock changes', () => {
    expect(now(3)).toBe(
      `<section aria-labelledby="now"><h2 id="now">Now: the first border</h2>
<p>Terespol–Brest, by bus<br>be there at the latest: <b>Thu 26 Nov, 11:40 Minsk time</b> ${ESTIMATE}<br><span class="soft">The wait can take 10 min to 1 h.</span></p>

<ul><li>the first border: go</li><li>the first border: wait</li></ul>
<p><b>Here the clock goes back 2 hours</b></p>
</section>`,
    );
    expect(text(now(1))).toContain(
      'Minsk → a-village, by bus leave at the latest: Thu 26 Nov, 07:40 Minsk time our estimate',
    );
    expect(text(now(1))).toContain('The ride takes 20 min to 50 min.');
    expect(text(now(5))).toContain('Here the clock goes forward 1 hour');
    expect(now(1)).not.toContain('the clock');
  });

  it('is in the first city when she may leave on a usual day too', () => {
    expect(text(now(0))).toMatch(
      /^Now: the city Minsk leave at the latest: Thu 26 Nov, 07:40 Minsk time our estimate On a usual day it is enough to leave: Thu 26 Nov, 10:15 Minsk time our estimate the city: go/,
    );
    expect(text(now(1))).not.toContain('On a usual day');
  });

  it('is nothing at the meeting, which stands first on her page, nor beyond the end', () => {
    expect([now(6), now(9), markup(renderNext(aSmallWay({ current: 8 }), 'en'))]).toEqual(['', '', '']);
  });

  it('is counted from where she is: no time for that step, “about” for those ahead, none where she would read “too late”', () => {
    const counted = (since: string) => {
      const at = new Date(`2026-11-26T${since}:00Z`);
      return aSmallWay({ itinerary: countAnew(smallWay(), smallItinerary, { step: 2, since: at, at }), current: 2 });
    };
    const onTime = counted('08:00');
    expect(text(renderNow(onTime, 'en'))).toMatch(/by bus The ride takes 1 h 40 min to 2 h 30 min\. our estimate/);
    expect(text(renderNow(onTime, 'en'))).not.toContain('Call us');
    expect(markup(renderNext(onTime, 'en'))).toContain(
      `about <b>Thu 26 Nov, 13:00 Minsk time</b> ${ESTIMATE}<br><span class="soft">The wait`,
    );
    const late = counted('11:00');
    expect(text(renderNow(late, 'en'))).toContain('Call us: +48 000 000 000 , say 417-2085');
    expect(text(renderNext(late, 'en'))).toContain('by bus The wait can take 10 min to 1 h. our estimate');
  });

  it('is of the drive and its end about when they are there', () => {
    expect(text(now(7))).toContain('Kyiv about Fri 27 Nov, 05:00 Kyiv time, after the curfew our estimate');
    const end = buildItinerary(smallWay()).steps[8];
    expect(end && text(renderStepTime(end, 'en'))).toBe('about Thu 26 Nov, 22:50 Kyiv time our estimate');
  });

  it('is named ahead: the next step as a card, of the meeting only its place', () => {
    const next = (current: number) => markup(renderNext(aSmallWay({ current }), 'en'));
    expect(next(0)).toMatch(/^<section class="card" aria-labelledby="next"><h2 id="next">Next: the first ride<\/h2>/);
    expect(text(next(0))).toMatch(/Minsk → a-village, by bus leave at the latest: .* the first ride: go/);
    expect(text(next(5))).toBe('Next: the meeting Medyka–Shehyni the meeting: go the meeting: wait');
  });

  it('has what she carries and what she does when something goes wrong', () => {
    expect(markup(renderCarry(guidance, 'en'))).toMatch(
      /aria-labelledby="carry"><h2 id="carry">Carry with you<\/h2><ul><li>bread<\/li><\/ul>/,
    );
    expect(markup(renderTroubles(guidance, 'en'))).toMatch(
      /id="trouble">If something goes wrong here<\/h2><h3>lost<\/h3><ul><li>call<\/li><li>ask<\/li><\/ul>/,
    );
  });
});

describe('the whole way', () => {
  const whole = (changes: Partial<PlannedWay> = {}) => markup(renderWholeWay(aSmallWay(changes), 'en'));

  it('names each step, what lies behind her, where she is, the rests, the clock changes and how it was estimated', () => {
    const page = whole({ current: 2 });
    expect(page.match(/<li class="done">/g)).toHaveLength(2);
    expect(page).toContain('<li class="done"><b>Minsk</b> <span class="tag plain">behind you</span></li>');
    expect(page).toContain(
      '<li class="here"><b>a-village → Terespol–Brest, by bus</b> <span class="tag info">now</span>',
    );
    const before = whole({ current: 1 });
    expect(before).toContain('20 min to 50 min.</span><br>Then rest: 40 min.</li>');
    expect(before.match(/Then rest/g)).toHaveLength(1);
    expect(page).toContain('<li class="clock">Here the clock goes back 2 hours</li>');
    expect(page.match(/class="clock"/g)).toHaveLength(2);
    expect(page).toContain('<b>Medyka–Shehyni, Ukrainian side</b> <br>Thu 26 Nov, 14:00 Kyiv time · Olena meets you');
    expect(page).toContain('<b>On with Olena</b> <br>about Fri');
    expect(page).toContain('<b>the end</b> <br>about Fri');
    expect(page).toContain('<li><b>Terespol–Brest → Lublin, by taxi</b> <br>leave at the latest');
    expect(page).toContain('<details><summary>How we estimate</summary><ul><li>wait</li><li>drive</li></ul></details>');
    expect(page).toMatch(/^<section aria-labelledby="way"><h2 id="way">The whole way<\/h2>/);
  });

  it('says of the city where she begins what it is, and nothing of estimates where there are none', () => {
    expect(text(whole())).toContain('Minsk now the city Minsk → a-village');
    const known = { ...smallItinerary, steps: smallItinerary.steps.slice(0, 3) };
    expect(whole({ itinerary: known })).toMatch(/<\/ol>\n\n<\/section>$/);
  });
});
