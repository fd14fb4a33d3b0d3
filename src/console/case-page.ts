import type { CaseView } from '../case-file/case-view.ts';
import { formatProofCode, formatReference } from '../case-file/codes.ts';
import { textArea, type Option } from '../platform/form.ts';
import { html, type Html, type Renderable } from '../platform/html.ts';
import { card, facts, note } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import { formatDay } from '../platform/zone-time.ts';
import { renderBookings } from './case-bookings.ts';
import { caseAddress, stateTag } from './case-cells.ts';
import type { CaseDesk } from './case-desk.ts';
import { renderNext } from './case-next.ts';
import { renderPresence } from './case-presence.ts';
import { renderProgress } from './case-progress-list.ts';
import { heading, linkButton, type ConsolePage } from './console-frame.ts';
import type { FormState } from './form-page.ts';
import { filledForm } from './form-parts.ts';
import { DESK_ZONE, momentText } from './when.ts';
import { CHANNEL_WORDS, HUB_WORDS, LANGUAGE_WORDS, MODE_WORDS } from './words.ts';

/** A case file: where it stands and what is next, her meeting, what is known, what was said. */
export function renderCasePage(
  desk: CaseDesk,
  state: FormState,
  parts: { newKeys: () => FormState['keys']; cards: Html; places: readonly Option[] },
): ConsolePage {
  const { view } = desk;
  const address = caseAddress(view.caseFileId);
  return {
    title: formatReference(view.reference),
    section: 'cases',
    body: html`${heading(html`${formatReference(view.reference)} ${stateTag(view.state)}`, renderNext(desk))}
${renderPresence(desk)}
${!view.readable && note('stop', html`<p>The key of this case file is missing, so nothing personal can be read here. Tell an administrator: the key database may be an older one.</p>`)}
<div class="columns"><div>
${card({ id: 'meeting', title: 'Her meeting', body: renderMeetingCard(desk, parts.newKeys) })}
${card({ id: 'way', title: 'Her path', body: renderPath(desk) })}
${card({ id: 'word', title: 'Meeting word', body: renderWord(view, parts.newKeys) })}
${parts.cards}
${card({ id: 'progress', title: 'What happened', body: renderProgress(view, parts.places) })}
</div><div>
${card({ id: 'known', title: 'What is known', body: html`${renderKnown(view)}<p class="actions">${linkButton(`${address}/correct`, 'Correct or add')}</p>` })}
${view.proofAt !== undefined && card({ id: 'proof', title: 'Proof', body: renderProof(view) })}
${card({ id: 'notes', title: 'Notes of calls', body: html`${renderNotes(view)}${renderNoteForm(address, state)}` })}
</div></div>`,
  };
}

const renderMeetingCard = (desk: CaseDesk, newKeys: () => FormState['keys']): Renderable =>
  desk.view.bookings.length > 0
    ? renderBookings(desk, newKeys)
    : html`<p class="soft">Not booked yet. ${whyNotYet(desk.view)}</p>`;

function whyNotYet({ state, path }: CaseView): string {
  if (state === 'received') return 'Record the proof first: nothing can be booked before it.';
  return path ? 'Book a place on her path.' : 'Choose her path first.';
}

const renderPath = ({ view: { path, routeRef }, names }: CaseDesk): Html =>
  path
    ? facts([
        ['From', HUB_WORDS[path.hub]],
        ['Into Poland', `${names.crossing(path.entryCrossing)}, by ${MODE_WORDS[path.mode] ?? path.mode}`],
        [
          'Into Ukraine',
          `${names.crossing(path.exitCrossing)}, ${path.exitMode === 'foot' ? '' : 'by '}${MODE_WORDS[path.exitMode] ?? ''}`,
        ],
        ['Route', routeRef],
      ])
    : html`<p class="soft">Not chosen yet.</p>`;

const wordText = ({ cyrillic, latin }: CaseView['word']): Html =>
  html`<span class="word">${cyrillic} · ${latin}</span>`;

const renderWord = ({ word, previousWord, caseFileId }: CaseView, newKeys: () => FormState['keys']): Html => html`
<p>${wordText(word)}<br><span class="soft">The escort says it first. She never says it herself.</span></p>
${previousWord && note('warn', html`<p>She may still know only the old one: ${wordText(previousWord)}. Both stand in the escort’s calendar until she has been told.</p>`)}
${postForm({ action: `${caseAddress(caseFileId)}/word`, keys: newKeys(), submit: 'Give her a new word', tone: 'quiet', small: true })}`;

const renderKnown = ({ language, channel, party, personal, openedAt }: CaseView): Html =>
  facts([
    ['Language', LANGUAGE_WORDS[language]],
    ['Came by', CHANNEL_WORDS[channel]],
    ['Party', party === 1 ? 'alone' : `${party} together`],
    ['Her name', personal.travellerName],
    [
      'Phone',
      personal.phone !== undefined &&
        html`<a href="tel:${personal.phone.replace(/[^+\d]/g, '')}">${personal.phone}</a>`,
    ],
    ['E-mail', personal.email],
    ['Nationality', personal.nationality],
    ['She needs', personal.needs],
    ['Her son', personal.detaineeName],
    ['Born', personal.detaineeBirthYear],
    ['Opened', momentText(new Date(openedAt), DESK_ZONE)],
  ]);

const renderProof = ({ personal, proofAt }: CaseView): Html =>
  facts([
    ['Proof code', personal.proofCode !== undefined && html`<b class="num">${formatProofCode(personal.proofCode)}</b>`],
    ['Confirmed by', personal.proofConfirmedBy],
    ['Reference', personal.proofReference],
    ['On', proofAt !== undefined && formatDay(new Date(proofAt), 'UTC', 'en')],
  ]);

const renderNotes = ({ notes }: CaseView): Html =>
  html`<ul class="plain-list">${[...notes]
    .reverse()
    .map(
      ({ at, by, text }) =>
        html`<li><span class="soft small">${momentText(new Date(at), DESK_ZONE)}, ${by}</span><br>${text.split('\n').map((line) => html`${line}<br>`)}</li>`,
    )}</ul>`;

const renderNoteForm = (address: string, state: FormState): Html =>
  filledForm(state, {
    action: `${address}/notes`,
    submit: 'Save the note',
    tone: 'quiet',
    body: (field) =>
      textArea({ ...field('text'), label: 'New note', hint: 'Kept sealed, with your name and the time' }),
  });
