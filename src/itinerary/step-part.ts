import { html, type Html } from '../platform/html.ts';
import type { Language } from '../platform/language.ts';
import { card } from '../platform/parts.ts';
import type { StageGuidance } from '../route/guidance.ts';
import { renderCall } from './meeting-part.ts';
import { estimateTag, sayClockChange, sayMoment } from './moment-part.ts';
import { fill, MODES, sayMinutes, WORDS } from './phrases.ts';
import type { Step } from './itinerary.ts';
import type { PlannedWay } from './way.ts';

type Guidance = StageGuidance['traveller'];

/** `Minsk → Brest, by bus`: where a step leads and how. */
export function sayWhere({ from, place, mode }: Step, lang: Language): string {
  const spots = from ? `${from[lang]} → ${place[lang]}` : place[lang];
  return mode === undefined ? spots : `${spots}, ${MODES[mode][lang]}`;
}

/** The time of a step that matters to her, with its clock and the mark of an estimate. */
export function renderStepTime(step: Step, lang: Language): Html {
  const { kind, begins, ends, estimate, minutes } = step;
  const mark = estimateTag(estimate, lang);
  if (kind === 'accompany' || kind === 'handover')
    return html`${WORDS.about[lang]} ${sayMoment(ends.usual, ends.zone, lang)}${
      step.afterCurfew && html`, ${WORDS.afterCurfew[lang]}`
    }${mark}`;
  const range = minutes && { from: sayMinutes(minutes.shortest, lang), to: sayMinutes(minutes.longest, lang) };
  const said =
    range && html`<span class="soft">${fill((kind === 'border' ? WORDS.wait : WORDS.ride)[lang], range)}</span>`;
  if (step.counted === 'here' || step.counted === 'unsaid') return html`${said}${mark}`;
  if (step.counted === 'ahead')
    return html`${WORDS.about[lang]} <b>${sayMoment(begins.usual, begins.zone, lang)}</b>${mark}<br>${said}`;
  const word = (kind === 'border' ? WORDS.beThereBy : WORDS.leaveBy)[lang];
  return html`${word}: <b>${sayMoment(begins.latest, begins.zone, lang)}</b>${mark}${said && html`<br>${said}`}`;
}

/** What she is at just now, in a few lines. */
export function renderNow(way: PlannedWay, lang: Language): Html {
  const step = way.itinerary.steps[way.current];
  if (!step || step.kind === 'meeting') return html``;
  const { departure } = way.itinerary;
  return html`<section aria-labelledby="now"><h2 id="now">${WORDS.now[lang]}: ${step.guidance.title[lang]}</h2>
<p>${sayWhere(step, lang)}<br>${renderStepTime(step, lang)}${
    step.kind === 'hub' &&
    html`<br><span class="soft">${WORDS.usually[lang]}: ${sayMoment(departure.usual, departure.zone, lang)}${estimateTag(departure.estimate, lang)}</span>`
  }</p>
${way.itinerary.steps.some(({ counted }) => counted === 'unsaid') && html`<p><b>${WORDS.call[lang]}: ${renderCall(way, lang)}</b></p>`}
${renderDo(step.guidance, lang)}
${step.clockChange !== 0 && html`<p><b>${sayClockChange(step.clockChange, lang)}</b></p>`}
</section>`;
}

export const renderDo = (guidance: Guidance, lang: Language): Html =>
  html`<ul>${guidance.do.map((line) => html`<li>${line[lang]}</li>`)}</ul>`;

/** The step that follows, so that it does not come as a surprise. */
export function renderNext(way: PlannedWay, lang: Language): Html {
  const step = way.itinerary.steps[way.current + 1];
  if (!step) return html``;
  const body = html`<p>${step.kind === 'meeting' ? step.place[lang] : html`${sayWhere(step, lang)}<br>${renderStepTime(step, lang)}`}</p>${renderDo(step.guidance, lang)}`;
  return card({ id: 'next', title: `${WORDS.next[lang]}: ${step.guidance.title[lang]}`, body });
}

export const renderCarry = (guidance: Guidance, lang: Language): Html =>
  card({
    id: 'carry',
    title: WORDS.carry[lang],
    body: html`<ul>${guidance.carry.map((thing) => html`<li>${thing[lang]}</li>`)}</ul>`,
  });

export const renderTroubles = (guidance: Guidance, lang: Language): Html =>
  card({
    id: 'trouble',
    title: WORDS.trouble[lang],
    body: guidance.troubles.map(
      ({ title, do: lines }) =>
        html`<h3>${title[lang]}</h3><ul>${lines.map((line) => html`<li>${line[lang]}</li>`)}</ul>`,
    ),
  });
