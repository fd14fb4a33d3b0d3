import { html, type Html } from '../platform/html.ts';
import type { Language } from '../platform/language.ts';
import { phoneLink } from '../platform/page.ts';
import { note } from '../platform/parts.ts';
import type { MeetingWord } from '../case-file/meeting-word.ts';
import { formatReference } from '../case-file/codes.ts';
import { formatPastDay } from '../platform/zone-time.ts';
import { renderWhen, sayMoment } from './moment-part.ts';
import { fill, WORDS } from './phrases.ts';
import type { FormerMeeting, MeetingPlace, PlannedWay } from './way.ts';

const renderWord = ({ cyrillic, latin }: MeetingWord): Html =>
  html`<span class="word nowrap">${cyrillic} · ${latin}</span>`;

/** The number to call and what to say there; nothing while no number of ours is verified. */
export const renderCall = (
  { phone, reference }: Pick<PlannedWay, 'phone' | 'reference'>,
  lang: Language,
): Html | undefined =>
  phone === undefined
    ? undefined
    : html`${phoneLink(phone)}, ${WORDS.say[lang]} <b class="nowrap">${formatReference(reference)}</b>`;

export const renderPlace = ({ side, crossing, description, lastChecked }: MeetingPlace, lang: Language): Html =>
  html`<b>${WORDS[side][lang]}</b>, ${crossing[lang]}<br>${description[lang]}${
    lastChecked && html`<br><span class="soft small">${sayLastChecked(lastChecked, lang)}</span>`
  }`;

const sayLastChecked = ({ at, zone, now }: NonNullable<MeetingPlace['lastChecked']>, lang: Language): string =>
  fill(WORDS.lastChecked[lang], { day: formatPastDay(at, now, zone, lang) });

/** Who comes, and the word by which she checks whoever says to be that person. */
export const renderWho = ({ escort, word, previousWord }: PlannedWay, lang: Language): Html =>
  html`${fill(WORDS.waitForWord[lang], { name: escort })}: ${renderWord(word)}${
    previousWord && html` ${WORDS.earlierWord[lang]}: ${renderWord(previousWord)}`
  }<br>${WORDS.keepWord[lang]}`;

/** When, where, who, whom to call: one screenshot of this carries her. */
export const renderMeeting = (way: PlannedWay, lang: Language): Html =>
  html`<section class="card next meet" aria-labelledby="meeting"><h1 id="meeting">${WORDS.youAreMet[lang]}</h1>
${renderWhen(way.itinerary, lang)}
<p>${renderPlace(way.place, lang)}</p>
<p>${renderWho(way, lang)}</p>
<p>${renderCall(way, lang)}</p>
</section>`;

/** Stands first: what she may still have in her head or on paper, and what holds now. */
export function renderChanged(way: PlannedWay, was: FormerMeeting, lang: Language): Html {
  const { meeting } = way.itinerary;
  const say = (at: Date, zone: string, { side, crossing }: MeetingPlace): string =>
    `${sayMoment(at, zone, lang)}, ${WORDS[side][lang]}, ${crossing[lang]}`;
  return note(
    'warn',
    html`<h2>${WORDS.changed[lang]}</h2>
<p>${WORDS.was[lang]}: <s>${say(was.from, was.zone, was.place)}</s><br>
${WORDS.nowIs[lang]}: <b>${say(meeting.from, meeting.zone, way.place)}</b></p>`,
  );
}
