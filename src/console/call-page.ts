import { getMeetingWord } from '../case-file/meeting-word.ts';
import { formatReference } from '../case-file/codes.ts';
import type { TakenCall } from '../notification/call-service.ts';
import type { ToTell } from '../notification/notification-service.ts';
import { html, type Html } from '../platform/html.ts';
import { phoneLink } from '../platform/page.ts';
import { card, facts, note } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import { caseAddress } from './case-cells.ts';
import { heading, link, linkButton, type ConsolePage } from './console-frame.ts';
import { TO_TELL, triedText, whatLine, type Shown } from './to-tell-lines.ts';
import { whatToSay } from './tell-say.ts';
import { LANGUAGE_WORDS } from './words.ts';

/** How the person is reached; absent while she is on the phone already. */
type Reached = Pick<TakenCall, 'language' | 'phone' | 'email'>;

/** The page of one call: the number, the language, and what to say. Shown for this call only, so it refreshes nothing. */
export function callPage(lines: readonly ToTell[], shown: Shown, reached?: Reached): ConsolePage {
  const [first] = lines;
  if (!first) return nothingLeft;
  const who = first.notification.audience === 'traveller' ? 'Call her' : `Call ${nameOf(first, shown)}`;
  return {
    title: 'Call',
    section: 'tell',
    body: html`${heading(who, linkButton(TO_TELL, 'To tell'))}
${card({ id: 'reach', title: 'Whom', body: renderReached(first, reached, shown) })}
${card({ id: 'say', title: 'What to say', body: html`${lines.map((line) => renderLine(line, shown))}${lines.length > 1 && allOfIt(lines, shown)}` })}
${card({ id: 'otherwise', title: 'Not told?', body: renderOtherwise(first, shown) })}`,
  };
}

const nothingLeft: ConsolePage = {
  title: 'Call',
  section: 'tell',
  body: html`${heading('Nothing to tell')}${note('ok', html`<p>There is nothing left to tell in this call.</p>`)}<p>${link(TO_TELL, 'Back to To tell')}</p>`,
};

const nameOf = ({ notification: { escortId = '' } }: ToTell, { names }: Shown): string => names.escort(escortId);

function renderReached(line: ToTell, reached: Reached | undefined, shown: Shown): Html {
  const { notification, caseFile } = line;
  const language = reached?.language ?? '';
  const isHer = notification.audience === 'traveller';
  return facts([
    ['Whom', isHer ? caseFile && caseLinkOf(caseFile) : nameOf(line, shown)],
    ['Language', LANGUAGE_WORDS[language]],
    ['Phone', reached && (reached.phone === undefined ? 'no number known' : phoneLink(reached.phone))],
    ['E-mail', reached?.email !== undefined && html`<a href="mailto:${reached.email}">${reached.email}</a>`],
    ['She asked for', isHer && caseFile?.channel === 'email' && 'e-mail'],
    ['So far', triedText(notification, shown.now)],
  ]);
}

const caseLinkOf = ({ _id, reference }: NonNullable<ToTell['caseFile']>): Html =>
  html`<a href="${caseAddress(_id)}"><b class="num">${formatReference(reference)}</b></a>`;

function renderLine(line: ToTell, shown: Shown): Html {
  const { notification, caseFile } = line;
  const isHer = notification.audience === 'traveller';
  const wording = shown.sayCrossing(line)?.wording;
  const mustStop = isHer && notification.about === 'crossing-closed';
  const word = caseFile && notification.about === 'word-changed' && getMeetingWord(caseFile.word);
  return html`<div class="note info"><p>${whatLine(line, shown)}</p>
${wording !== undefined && html`<p>What was said: “${wording}”</p>`}${mustStop && html`<p><b>She must not go on.</b></p>`}
<p>${!isHer && caseFile && html`Of ${caseLinkOf(caseFile)}. `}${whatToSay(notification)}${word && html` The word: <b>${word.cyrillic}</b> (${word.latin}).`}</p>
${postForm({
  action: `${TO_TELL}/${notification._id}/told`,
  keys: shown.newKeys(),
  submit: notification.about === 'booking-made' && !isHer ? 'Told: he knows' : 'Told',
  small: true,
})}</div>`;
}

/** Names the lines that were on the page: what has come since was not said. */
const allOfIt = ([first, ...others]: readonly ToTell[], { newKeys }: Shown): Html =>
  postForm({
    action: `${TO_TELL}/${first?.notification._id ?? ''}/told`,
    keys: newKeys(),
    submit: 'Told all of it',
    hidden: { also: others.map(({ notification }) => notification._id).join(' ') },
  });

const renderOtherwise = ({ notification: { _id } }: ToTell, { newKeys }: Shown): Html =>
  html`<div class="actions">${postForm({ action: `${TO_TELL}/${_id}/tried`, keys: newKeys(), submit: 'Tried, no answer', tone: 'quiet' })}${postForm({ action: `${TO_TELL}/${_id}/leave`, keys: newKeys(), submit: 'Leave it', tone: 'quiet' })}</div>
<p class="hint">Until you say how it went, nobody else can call. After ten minutes the call is free again.</p>`;
