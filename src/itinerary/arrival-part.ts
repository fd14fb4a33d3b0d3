import { html, type Html } from '../platform/html.ts';
import { clockName, formatDay, formatTime } from '../platform/zone-time.ts';
import { renderCall } from './meeting-part.ts';
import { estimateTag } from './moment-part.ts';
import { fill, WORDS } from './phrases.ts';
import type { PlannedWay } from './way.ts';

/** Once she has been met: with whom she goes on, and when they are there. */
export function renderArrival(way: PlannedWay): Html {
  const lang = way.language;
  return html`<section class="card next meet" aria-labelledby="meeting"><h1 id="meeting">${fill(WORDS.onWith[lang], { name: way.escort })}</h1>
${sayArrival(way)}
<p>${renderCall(way, lang)}</p>
</section>`;
}

/** Where she arrives and about when. */
export function sayArrival({ language: lang, itinerary }: PlannedWay): Html {
  const last = itinerary.steps.at(-1);
  if (!last) return html``;
  const { usual, zone } = last.ends;
  return html`<p>${last.place[lang]}, ${WORDS.about[lang]}</p>
<p class="when">${formatTime(usual, zone)} <small>${clockName(zone, lang)}</small></p>
<p><b>${formatDay(usual, zone, lang)}</b>${last.afterCurfew && html`, ${WORDS.afterCurfew[lang]}`}${estimateTag(last.estimate, lang)}</p>`;
}
