import QRCode from 'qrcode';
import { html, raw, type Html } from '../platform/html.ts';
import { facts } from '../platform/parts.ts';
import { clockName, formatShortDay, formatTime } from '../platform/zone-time.ts';
import { sayArrival } from './arrival-part.ts';
import { formatCardCode } from './card-code.ts';
import { renderClosures } from './closure-part.ts';
import { renderCall, renderPlace, renderWho } from './meeting-part.ts';
import { renderWhen, sayMoment } from './moment-part.ts';
import { fill, WORDS } from './phrases.ts';
import { STATE_WORDS } from './state-phrases.ts';
import { renderStepTime, sayWhere } from './step-part.ts';
import { isWithEscort, type PlannedWay, type Way } from './way.ts';

export interface CardParts {
  way: Way;
  /** Only right after it was issued: nobody here keeps it. */
  code?: string;
  /** The whole link with its token, likewise. */
  link?: string;
  /** Without https:// and without a token: where the code is typed. */
  address: string;
  printedAt: Date;
}

/** Her card, A6, in her language: all that she needs when the phone is dead or gone. */
export function renderCard({ way, code, link, address, printedAt }: CardParts): Html {
  const lang = way.language;
  const zone = way.state === 'planned' ? way.itinerary.departure.zone : 'Europe/Kyiv';
  return html`<article class="a6">
${renderClosures(way, printedAt)}
${renderFacts(way)}
<div class="opens">${link !== undefined && html`<figure>${renderQr(link)}<figcaption class="small">${WORDS.scan[lang]}</figcaption></figure>`}
${code !== undefined && html`<div><p class="small">${WORDS.code[lang]}</p><p class="code">${formatCardCode(code)}</p><p class="small">${WORDS.typeCodeAt[lang]} ${address}</p></div>`}</div>
<p class="soft small">${WORDS.printed[lang]} ${formatShortDay(printedAt, zone, lang)}, ${formatTime(printedAt, zone)} ${clockName(zone, lang)}</p>
</article>`;
}

function renderFacts(way: Way): Html {
  if (way.state !== 'planned') return renderWaitingFacts(way);
  return isWithEscort(way) ? renderArrivalFacts(way) : renderMeetingFacts(way);
}

function renderArrivalFacts(way: PlannedWay): Html {
  const lang = way.language;
  return html`<h1>${fill(WORDS.onWith[lang], { name: way.escort })}</h1>
${sayArrival(way)}
${facts([[WORDS.call[lang], renderCall(way, lang)]])}`;
}

function renderMeetingFacts(way: PlannedWay): Html {
  const lang = way.language;
  const step = way.itinerary.steps[way.current];
  const isOnTheRoad = step !== undefined && step.kind !== 'meeting';
  return html`<h1>${WORDS.youAreMet[lang]}</h1>
${renderWhen(way.itinerary, lang)}
${facts([
  [WORDS.where[lang], renderPlace(way.place, lang)],
  [WORDS.who[lang], renderWho(way, lang)],
  [WORDS.call[lang], renderCall(way, lang)],
  [WORDS.next[lang], isOnTheRoad && html`${sayWhere(step, lang)}<br>${renderStepTime(step, lang)}`],
])}`;
}

function renderWaitingFacts(way: Exclude<Way, { state: 'planned' }>): Html {
  const lang = way.language;
  const { title, lead } = STATE_WORDS[way.state];
  return html`<h1>${title[lang]}</h1>
${lead && html`<p>${lead[lang]}</p>`}
${'was' in way && html`<p><s>${sayMoment(way.was.from, way.was.zone, lang)}</s></p>`}
${facts([[WORDS.call[lang], renderCall(way, lang)]])}`;
}

/** The link as squares, drawn in the page itself: one path, dark on white whatever the screen's colours. */
function renderQr(link: string): Html {
  const { modules } = QRCode.create(link, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const squares = Array.from(data, (dark, index) =>
    dark ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '',
  ).join('');
  const margin = 4;
  const edge = size + 2 * margin;
  return raw(
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="QR" viewBox="-${margin} -${margin} ${edge} ${edge}" ` +
      `shape-rendering="crispEdges"><path fill="#fff" d="M-${margin} -${margin}h${edge}v${edge}h-${edge}z"/><path fill="#000" d="${squares}"/></svg>`,
  );
}
