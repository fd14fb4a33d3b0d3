import { fieldId, type Entered } from './form.ts';
import { attributes, html, type Html, type Renderable } from './html.ts';

/** What every form that changes something carries hidden: against a forged request, and against doing it twice. */
export interface FormKeys {
  formToken: string;
  idempotencyKey: string;
  /** Of the case file as the page shows it: a form that is stale by the time it is sent is refused. */
  version?: number;
}

export interface PostFormParts {
  /** Named by fields that stand elsewhere on the page. */
  id?: string;
  action: string;
  keys: FormKeys;
  /** The words on the button say the effect: "Book this place", not "Submit". */
  submit: string;
  body?: Renderable;
  hidden?: Record<string, string>;
  tone?: 'main' | 'quiet' | 'danger';
  small?: boolean;
  /** Another way on, beside the button: usually a link back. */
  beside?: Renderable;
}

const tones = { main: '', quiet: ' quiet', danger: ' danger' };

/** A field that is not shown. */
export const hiddenField = (name: string, value: string): Html =>
  html`<input type="hidden"${attributes({ name, value })}>`;

const hiddenKeys = ({ formToken, idempotencyKey, version }: FormKeys): Html =>
  html`${hiddenField('formToken', formToken)}${hiddenField('idempotencyKey', idempotencyKey)}${
    version !== undefined && hiddenField('version', String(version))
  }`;

/** A form that does one act. Without `body` it is a single button. The server judges it, so the browser does not. */
export const postForm = (
  parts: PostFormParts,
): Html => html`<form${attributes({ id: parts.id })} method="post" action="${parts.action}" novalidate>
${hiddenKeys(parts.keys)}${Object.entries(parts.hidden ?? {}).map(([name, value]) => hiddenField(name, value))}
${parts.body}
${formButton(parts)}
</form>`;

function formButton({ submit, tone = 'main', small = false, beside, body }: PostFormParts): Html {
  const button = html`<button class="btn${tones[tone]}${small && ' small'}">${submit}</button>`;
  return body === undefined && beside === undefined ? button : html`<div class="actions">${button} ${beside}</div>`;
}

/** What was wrong, first on the page and with the focus on it; each line leads to its field. Nothing when all was right. */
export const errorSummary = (title: string, { problems }: Pick<Entered, 'problems'>): Html =>
  problems.length === 0
    ? html``
    : html`<div class="note stop" role="alert" tabindex="-1" autofocus>
<h2>${title}</h2>
<ul>${problems.map(({ name, reason }) => html`<li><a href="#${fieldId(name)}">${reason}</a></li>`)}</ul>
</div>`;
