import { createHash } from 'node:crypto';
import { html, raw, type Html } from '../platform/html.ts';
import { textField } from '../platform/form.ts';
import type { Language } from '../platform/language.ts';
import { phoneLink } from '../platform/page.ts';
import { hiddenField, postForm, type FormKeys } from '../platform/post-form.ts';
import { WORDS } from './phrases.ts';
import { DOOR_WORDS } from './state-phrases.ts';
import { renderTravellerPage, type Frame } from './traveller-page.ts';

/** Takes the token out of the address before anything else can see it there, and trades it for the cookie. */
const SCRIPT =
  "function go(){var t=location.hash.slice(1);if(!/^[\\w-]{43}$/.test(t))return;history.replaceState(null,'','/i');" +
  "var f=document.getElementById('open');f.elements.namedItem('token').value=t;f.submit()}" +
  "go();addEventListener('hashchange',go)";

/** What the policy of the exchange page, and of no other page, allows: this script and nothing else. */
export const SCRIPT_SOURCE = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`;

export type DoorWord = 'needLink' | 'linkOver' | 'codeNotRight' | 'tooManyCodes' | 'closed';

export interface DoorParts {
  frame: Frame;
  lang: Language;
  phone: string | undefined;
  /** What brought her here. */
  why: DoorWord;
}

const renderPhone = (phone: string | undefined, lang: Language): Html | false =>
  phone !== undefined && html`<p>${WORDS.call[lang]}: ${phoneLink(phone)}</p>`;

/** Where the link leads: with script it is passed in a moment, without it she can still call or type her code. */
export function renderExchange({ frame, lang, phone, why }: DoorParts, keys: FormKeys): string {
  const problem = why === 'codeNotRight' || why === 'tooManyCodes' ? DOOR_WORDS[why][lang] : undefined;
  const title = problem === undefined ? DOOR_WORDS[why][lang] : DOOR_WORDS.needLink[lang];
  const body = html`<h1>${title}</h1>
${why === 'linkOver' && html`<p class="lead">${DOOR_WORDS.callForNew[lang]}</p>`}
${renderPhone(phone, lang)}
<section class="card" aria-labelledby="code"><h2 id="code">${DOOR_WORDS.orCode[lang]}</h2>
${codeForm(keys, problem, lang)}
</section>
<form id="open" method="post" action="/i/open" hidden>${hiddenField('formToken', keys.formToken)}${hiddenField('token', '')}</form>
<script>${raw(SCRIPT)}</script>`;
  return renderTravellerPage({ ...frame, lang, body });
}

const codeForm = (keys: FormKeys, problem: string | undefined, lang: Language): Html =>
  postForm({
    ...{ action: '/i/code', keys, submit: DOOR_WORDS.open[lang] },
    body: textField({
      ...{ name: 'code', values: [], problem, shape: 'code', required: true },
      label: DOOR_WORDS.codeLabel[lang],
      hint: DOOR_WORDS.codeHint[lang],
      more: { inputmode: 'numeric', autocomplete: 'off', maxlength: 40 },
    }),
  });

/** No page is open and none can be shown: the number, and the way to the code. */
export const renderClosedDoor = ({ frame, lang, phone, why }: DoorParts): string =>
  renderTravellerPage({
    ...{ ...frame, lang },
    body: html`<h1>${DOOR_WORDS[why][lang]}</h1>
${why === 'linkOver' && html`<p class="lead">${DOOR_WORDS.callForNew[lang]}</p>`}
${renderPhone(phone, lang)}
<p><a class="btn quiet" href="/i">${DOOR_WORDS.orCode[lang]}</a></p>`,
  });

/** Where the quiet way out leads: it says nothing, not even whom to call. */
export const renderQuiet = (frame: Frame, lang: Language): string =>
  renderTravellerPage({ ...frame, lang, body: html`<p class="lead">${DOOR_WORDS.closed[lang]}</p>` });
