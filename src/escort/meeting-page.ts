import { fullSpan, fullTime, clocksToShow } from '../feed/feed-clock.ts';
import type { FeedEvent } from '../feed/feed-event.ts';
import { FEED_WORDS } from '../feed/feed-words.ts';
import { attributes, html, type Html } from '../platform/html.ts';
import type { Language } from '../platform/language.ts';
import type { Look } from '../platform/look.ts';
import { phoneLink, renderDocument, type Banner } from '../platform/page.ts';
import { facts, note } from '../platform/parts.ts';
import { hiddenField } from '../platform/post-form.ts';
import { ESCORT_TEXTS, WORD_TEXTS } from './escort-phrases.ts';
import type { EscortView, SpokenWord } from './escort-word-service.ts';

export interface EscortFrame {
  look: Look;
  banners: readonly Banner[];
}

export type EscortProblem = 'changed' | 'notHere' | 'notSent';

interface MeetingParts {
  frame: EscortFrame;
  /** Where the buttons send to: the address of the page itself. */
  action: string;
  formToken: string;
  problem?: EscortProblem | undefined;
}

const render = (frame: EscortFrame, lang: Language, body: Html): string =>
  renderDocument({ ...frame, lang, body, title: ESCORT_TEXTS.title[lang] });

const renderDesk = (phone: string | undefined, lang: Language): Html | false =>
  phone !== undefined && html`<p>${FEED_WORDS[lang].desk}: ${phoneLink(phone)}</p>`;

const spotOf = ({ place }: FeedEvent, lang: Language): string =>
  `${place.name}, ${FEED_WORDS[lang].sides[place.side]} (${place.crossingName})`;

const saying = ({ kind, reference }: SpokenWord, lang: Language): string =>
  reference === undefined ? WORD_TEXTS[kind][lang] : `${WORD_TEXTS[kind][lang]}: ${reference}`;

/** The meeting with codes and places only, what he has said, and the buttons; each is a form of its own, without script. */
export function renderMeetingPage(view: EscortView, parts: MeetingParts): string {
  const { language: lang, event, now } = view;
  const words = FEED_WORDS[lang];
  const problem = parts.problem && note('warn', html`<p>${ESCORT_TEXTS[parts.problem][lang]}</p>`);
  const asOf = html`<p class="soft small">${words.asOf} ${fullTime(now, event.zone, lang)}</p>`;
  if (event.status !== 'confirmed') return render(parts.frame, lang, renderOff(event, event.status, lang, asOf));
  const body = html`${problem}${renderSaid(view, lang)}
<h1>${spotOf(event, lang)}</h1>
${event.warning !== undefined && note('stop', html`<p>${event.warning}</p>`)}
${renderFacts(event, lang)}
${renderDesk(event.deskPhone, lang)}
<section aria-labelledby="tell"><h2 id="tell">${ESCORT_TEXTS.tellDesk[lang]}</h2>
${view.offers.some(({ kind }) => kind === 'knows') && html`<p class="soft">${ESCORT_TEXTS.knowsHint[lang]}</p>`}
<div class="actions">${view.offers.map((offer, index) => button(offer, index === 0, event.seq, parts, lang))}</div></section>
${asOf}`;
  return render(parts.frame, lang, body);
}

const renderOff = (event: FeedEvent, status: 'cancelled' | 'left', lang: Language, asOf: Html): Html =>
  html`<h1>${FEED_WORDS[lang].over[status]}: ${spotOf(event, lang)}</h1>
${note('stop', html`<p>${FEED_WORDS[lang].overAdvice[status]}</p>`)}
${facts([[FEED_WORDS[lang].meetBetween, spanLines(event, lang)]])}
${renderDesk(event.deskPhone, lang)}${asOf}`;

const spanLines = ({ window, zone, otherClocks }: FeedEvent, lang: Language): Html =>
  html`${clocksToShow(zone, otherClocks).map((each) => html`${fullSpan(window, each, lang)}<br>`)}`;

function renderFacts(event: FeedEvent, lang: Language): Html {
  const words = FEED_WORDS[lang];
  const booked = event.bookings.map(
    ({ reference, seats, language }) =>
      html`<b class="nowrap">${reference}</b> · ${words.seats}: ${seats} · ${words.speaks}: ${words.languages[language]}<br>`,
  );
  return facts([
    [words.meetBetween, spanLines(event, lang)],
    [words.place, event.place.description],
    [words.until, fullTime(event.until, event.zone, lang)],
    [words.reference, booked.length > 0 ? booked : words.nobodyYet],
  ]);
}

/** What stands of him at the desk, the last word first. */
function renderSaid({ said, event, now }: EscortView, lang: Language): Html {
  if (said.length === 0) return html``;
  const cannot = said.some(({ kind }) => kind === 'cannot-come') && now < event.window.to;
  const lines = said
    .toReversed()
    .map((word) => html`<li><b>“${saying(word, lang)}”</b>, ${fullTime(word.at, event.zone, lang)}</li>`);
  const told = html`<p>${ESCORT_TEXTS.youSaid[lang]}:</p><ul>${lines}</ul>`;
  return note(cannot ? 'stop' : 'ok', html`${cannot && html`<p><b>${ESCORT_TEXTS.weCall[lang]}</b></p>`}${told}`);
}

/**
 * It carries no idempotency key: the page may stand open for days, and whether a word was said already is a rule of
 * its own.
 */
function button(offer: SpokenWord, first: boolean, seen: number, parts: MeetingParts, lang: Language): Html {
  const tone = offer.kind === 'cannot-come' ? 'btn danger' : first ? 'btn' : 'btn quiet';
  return html`<form method="post" action="${parts.action}">${hiddenField('formToken', parts.formToken)}${hiddenField('seen', String(seen))}${
    offer.reference !== undefined && hiddenField('reference', offer.reference)
  }<button${attributes({ class: tone, name: 'kind', value: offer.kind })}>${saying(offer, lang)}</button></form>`;
}

/** No meeting can be shown: whom to call. The same words for an address that never was and for one mistyped. */
export const renderNoMeeting = (
  frame: EscortFrame,
  why: 'over' | 'unknown',
  phone: string | undefined,
  lang: Language,
): string =>
  render(
    frame,
    lang,
    html`<h1>${ESCORT_TEXTS[why][lang]}</h1><p class="lead">${ESCORT_TEXTS[`${why}Lead`][lang]}</p>${renderDesk(phone, lang)}`,
  );
