import type { z } from 'zod';
import { CallerNotChecked } from '../case-file/caller-check.ts';
import { formatReference } from '../case-file/codes.ts';
import { ChangedMeanwhile } from '../case-file/seen-version.ts';
import type { DomainError } from '../platform/domain-error.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { html, type Html, type Renderable } from '../platform/html.ts';
import { card } from '../platform/parts.ts';
import { postForm, type FormKeys } from '../platform/post-form.ts';
import { caseAddress, stateTag } from './case-cells.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { renderErasedCase } from './case-erased-page.ts';
import { renderNow } from './case-now.ts';
import { renderPresence } from './case-presence.ts';
import { checkFirst } from './caller-check-part.ts';
import { heading, type ConsolePage, type SendPage } from './console-frame.ts';
import { buttonEndpoint, formEndpoints, type ButtonAct, type FormPage, type FormState } from './form-page.ts';

/** A page with one form about one case file: its reference and state above, the way back below. */
export const casePage = (desk: CaseDesk, title: string, body: Renderable): ConsolePage => ({
  title: `${title} · ${formatReference(desk.view.reference)}`,
  section: 'cases',
  body: html`<p><a href="${caseAddress(desk.view.caseFileId)}">${formatReference(desk.view.reference)}</a> ${stateTag(desk.view.state)}</p>
${renderPresence(desk)}${heading(title)}${body}`,
});

/** Beside the button of a form about a case file. */
export const backToCase = (caseFileId: string): Html =>
  html`<a href="${caseAddress(caseFileId)}">Back without saving</a>`;

/** What the forms on a page carry: the version of the case file as that page shows it. */
export const caseKeys = (call: Call, { view }: CaseDesk): FormKeys => ({ ...call.formKeys(), version: view.version });

interface CaseFormPage<S extends z.ZodType, T extends CaseDesk> extends FormPage<S, T> {
  /** What of the typed differs from what stands now, shown when somebody else has changed the case file. */
  compare?(desk: T, state: FormState): Html;
}

/** As formEndpoints, for a case file: a stale form is answered with both versions, an unchecked caller with the way to the check. */
export const caseFormEndpoints = <S extends z.ZodType, T extends CaseDesk>(
  send: SendPage,
  form: CaseFormPage<S, T>,
): Endpoint[] =>
  formEndpoints(send, {
    ...form,
    render: (desk, state, call) => {
      if (desk.view.erased) return renderErasedCase(desk);
      const page = form.render(desk, { ...state, keys: { ...state.keys, version: desk.view.version } }, call);
      return { ...page, body: beside(desk, state.refusal, page.body, form.compare?.(desk, state)) };
    },
  });

function beside(desk: CaseDesk, refusal: DomainError | undefined, form: Html, differing?: Html): Html {
  if (refusal instanceof CallerNotChecked) return html`${checkFirst(desk.view.caseFileId)}${form}`;
  if (!(refusal instanceof ChangedMeanwhile)) return form;
  const now = card({ id: 'now', title: 'As it stands now', body: html`${renderNow(desk)}${differing}` });
  return html`<div class="columns"><div>${now}</div><div>${form}</div></div>`;
}

/** As buttonEndpoint, for a case file; `submit` are the words of the button, for pressing it once more. */
export const caseButtonEndpoint = (
  send: SendPage,
  loadCase: LoadCaseDesk,
  { submit, ...button }: Omit<ButtonAct, 'explain' | 'section'> & { submit: string },
): Endpoint =>
  buttonEndpoint(send, {
    ...button,
    section: 'cases',
    explain: async (refusal, call) => {
      if (!(refusal instanceof ChangedMeanwhile) && !(refusal instanceof CallerNotChecked)) return html``;
      const desk = await loadCase(call);
      const again = postForm({ action: call.req.path, keys: caseKeys(call, desk), submit, tone: 'quiet' });
      return beside(desk, refusal, again);
    },
  });
