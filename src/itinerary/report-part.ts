import { attributes, html, type Html } from '../platform/html.ts';
import type { Language } from '../platform/language.ts';
import { note } from '../platform/parts.ts';
import { hiddenField, type FormKeys } from '../platform/post-form.ts';
import { sayMoment } from './moment-part.ts';
import { WORDS } from './phrases.ts';
import { REPORT_TEXTS, REPORT_WORDS } from './report-phrases.ts';
import { isAlarm, mayTakeBack, type Report, type ReportKind } from './report.ts';

const TONES: Record<ReportKind, string> = {
  left: 'btn',
  'at-border': 'btn',
  met: 'btn',
  'turned-back': 'btn danger',
  'need-help': 'btn danger',
};

/**
 * One button. The answer opens beside her page, so that her page stays when the connection fails. It carries no
 * idempotency key: the page may stand for hours, and a second call for help is one.
 */
const reportButton = (kind: ReportKind, keys: FormKeys, lang: Language, quiet: boolean): Html =>
  html`<form method="post" action="/way/report" target="sent">${hiddenField('formToken', keys.formToken)}<button${attributes(
    { class: quiet ? 'btn quiet' : TONES[kind], name: 'kind', value: kind },
  )}>${REPORT_WORDS[kind][lang]}</button></form>`;

/** Her buttons; the one that fits the step she is on stands first and is the main one. */
export function renderReports(kinds: readonly ReportKind[], keys: FormKeys, lang: Language): Html {
  const buttons = kinds.map((kind, index) => reportButton(kind, keys, lang, index > 0 && !isAlarm({ kind })));
  return html`<section class="noprint" aria-labelledby="tell"><h2 id="tell">${WORDS.tellUs[lang]}</h2><div class="actions">${buttons}</div></section>`;
}

/** What we know from her, and the way to take it back while that is possible. */
export function renderLastReport(
  report: Report | undefined,
  { keys, zone, now }: { keys: FormKeys; zone: string; now: Date },
  lang: Language,
): Html {
  if (!report) return html``;
  const said = html`<p>${WORDS.weKnow[lang]}: <b>“${REPORT_WORDS[report.kind][lang]}”</b>, ${sayMoment(report.at, zone, lang)}.</p>
<p>${(isAlarm(report) ? REPORT_TEXTS.weCall : REPORT_TEXTS.isRead)[lang]}</p>`;
  return note(isAlarm(report) ? 'stop' : 'ok', html`${said}${mayTakeBack(report, now) && takeBackForm(keys, lang)}`);
}

const takeBackForm = (keys: FormKeys, lang: Language): Html =>
  html`<form class="noprint" method="post" action="/way/report/undo">${hiddenField('formToken', keys.formToken)}<button class="btn quiet small">${WORDS.takeBack[lang]}</button></form>`;
