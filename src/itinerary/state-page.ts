import { html, type Html } from '../platform/html.ts';
import { phoneLink } from '../platform/page.ts';
import { card, facts } from '../platform/parts.ts';
import { renderClosures } from './closure-part.ts';
import { renderCall } from './meeting-part.ts';
import { sayMoment } from './moment-part.ts';
import { WORDS } from './phrases.ts';
import { renderLastReport, renderReports } from './report-part.ts';
import { STATE_TEXTS, STATE_WORDS } from './state-phrases.ts';
import { renderCarry, renderDo } from './step-part.ts';
import { renderTravellerPage } from './traveller-page.ts';
import type { FormerMeeting, Way } from './way.ts';
import type { WayPageParts } from './way-page.ts';

type Waiting = Exclude<Way, { state: 'planned' }>;

/** Her page while nothing is planned: one thing to know, and the number. */
export function renderStatePage(way: Waiting, parts: WayPageParts): string {
  const { language: lang, state } = way;
  const { title, lead } = STATE_WORDS[state];
  const call =
    state === 'ended'
      ? way.phone !== undefined && html`<p class="number">${phoneLink(way.phone)}</p>`
      : facts([[WORDS.call[lang], renderCall(way, lang)]]);
  const body = html`${renderClosures(way, parts.now)}
<section class="card next" aria-labelledby="state"><h1 id="state">${title[lang]}</h1>
${lead && html`<p class="lead">${lead[lang]}</p>`}
${call}
</section>
${renderMore(way, parts)}`;
  return renderTravellerPage({ ...parts.frame, lang, body, keys: parts.keys });
}

function renderMore(way: Waiting, { keys, now }: WayPageParts): Html | false {
  const lang = way.language;
  if (way.state === 'no-booking') return way.guidance !== undefined && renderMeanwhile(way.guidance, lang);
  if (way.state !== 'meeting-cancelled' && way.state !== 'no-escort') return false;
  return html`<p>${STATE_TEXTS.onTheWay[lang]}</p>
${renderWas(way.was, lang)}
${renderLastReport(way.reports.at(-1), { keys, zone: way.was.zone, now }, lang)}
${renderReports(['need-help'], keys, lang)}`;
}

const renderMeanwhile = (
  guidance: NonNullable<Extract<Way, { state: 'no-booking' }>['guidance']>,
  lang: Way['language'],
): Html =>
  html`${card({ id: 'meanwhile', title: STATE_TEXTS.meanwhile[lang], body: renderDo(guidance, lang) })}${renderCarry(guidance, lang)}`;

const renderWas = ({ from, zone, place }: FormerMeeting, lang: Way['language']): Html =>
  html`<p class="soft">${STATE_TEXTS.wasArranged[lang]}: <s>${sayMoment(from, zone, lang)}, ${WORDS[place.side][lang]}, ${place.crossing[lang]}</s></p>`;
