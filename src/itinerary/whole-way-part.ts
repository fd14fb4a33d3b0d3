import { attributes, html, type Html } from '../platform/html.ts';
import type { Language } from '../platform/language.ts';
import { tag } from '../platform/parts.ts';
import type { Step } from './itinerary.ts';
import { sayClockChange, sayMoment } from './moment-part.ts';
import { fill, sayMinutes, WORDS } from './phrases.ts';
import { renderStepTime, sayWhere } from './step-part.ts';
import type { PlannedWay } from './way.ts';

/** Every step in order, with a diamond where the clock changes. */
export function renderWholeWay(way: PlannedWay, lang: Language): Html {
  const { steps } = way.itinerary;
  return html`<section aria-labelledby="way"><h2 id="way">${WORDS.wholeWay[lang]}</h2>
<ol class="way">${steps.map((step, index) => renderStep(way, step, index, lang))}</ol>
${renderRules(steps, lang)}
</section>`;
}

function renderStep(way: PlannedWay, step: Step, index: number, lang: Language): Html {
  const isBehind = index < way.current;
  const isHere = index === way.current;
  const mark = isBehind ? tag('plain', WORDS.behind[lang]) : isHere && tag('info', WORDS.now[lang].toLowerCase());
  return html`<li${attributes({ class: isBehind ? 'done' : isHere && 'here' })}><b>${titleOf(way, step, lang)}</b> ${mark}${
    !isBehind && html`<br>${timeOf(way, step, lang)}${renderRest(step, lang)}`
  }</li>
${step.clockChange !== 0 && html`<li class="clock">${sayClockChange(step.clockChange, lang)}</li>`}`;
}

const renderRest = ({ restAfter }: Step, lang: Language): Html | false =>
  restAfter > 0 && html`<br>${fill(WORDS.rest[lang], { time: sayMinutes(restAfter, lang) })}`;

function titleOf(way: PlannedWay, step: Step, lang: Language): string {
  if (step.kind === 'meeting') return `${step.place[lang]}, ${WORDS[way.place.side][lang]}`;
  if (step.kind === 'accompany') return fill(WORDS.onWith[lang], { name: way.escort });
  return step.kind === 'handover' ? step.guidance.title[lang] : sayWhere(step, lang);
}

function timeOf(way: PlannedWay, step: Step, lang: Language): Html | string {
  if (step.kind === 'meeting')
    return `${sayMoment(step.begins.usual, step.begins.zone, lang)} · ${fill(WORDS.meets[lang], { name: way.escort })}`;
  if (step.kind === 'hub') return step.guidance.title[lang];
  return renderStepTime(step, lang);
}

/** How each estimate on the way came about, once. */
function renderRules(steps: readonly Step[], lang: Language): Html {
  const texts = [...new Set(steps.flatMap(({ rule }) => rule?.text[lang] ?? []))];
  if (texts.length === 0) return html``;
  return html`<details><summary>${WORDS.howEstimated[lang]}</summary><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul></details>`;
}
