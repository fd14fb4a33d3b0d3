import { z } from 'zod';
import { ASKABLE, askedSchema, tellsHerApart, type Askable } from '../case-file/caller-check.ts';
import type { CallerCheckService } from '../case-file/caller-check-service.ts';
import type { CaseView } from '../case-file/case-view.ts';
import { formatProofCode, formatReference } from '../case-file/codes.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { checkboxes, radioGroup } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { note } from '../platform/parts.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import type { ConsolePage, SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';

interface Dependencies {
  callerCheck: CallerCheckService;
  loadCase: LoadCaseDesk;
}

const schema = z.strictObject({ asked: askedSchema, matched: z.enum(['yes', 'no']) });

const QUESTIONS: Record<Askable, string> = {
  reference: 'Her reference',
  'proof-code': 'The proof code',
  'her-name': 'Her name',
  'son-birth-year': 'Her son’s year of birth',
  number: 'The number she calls from',
};

/** What the file says to a question; the caller must say it, never hear it. */
const answerOf = ({ reference, personal }: CaseView, asked: Askable): string | undefined =>
  ({
    reference: formatReference(reference),
    'proof-code': personal.proofCode && formatProofCode(personal.proofCode),
    'her-name': personal.travellerName,
    'son-birth-year': personal.detaineeBirthYear,
    number: personal.phone,
  })[asked];

/** Asking a caller who she is, before anything of hers is given out or changed. */
export const caseCheckEndpoints = (send: SendPage, { callerCheck, loadCase }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/check',
    act: 'case-file.check-caller',
    schema,
    load: loadCase,
    render: (desk, state) =>
      casePage(
        desk,
        'Check the caller',
        html`<p class="lead">Ask two or more of these, and not only her reference and her number: both are on her phone, whoever holds it. She says the answer; you never read it to her.</p>
${!tellsHerApart(ASKABLE.filter((asked) => answerOf(desk.view, asked) !== undefined)) && TOO_LITTLE}
${filledForm(state, {
  action: `${caseAddress(desk.view.caseFileId)}/check`,
  submit: 'Record the check',
  body: (field) => html`
${checkboxes({ ...field('asked'), label: 'What you asked', options: ASKABLE.map((asked) => ({ value: asked, text: QUESTIONS[asked], hint: `On file: ${answerOf(desk.view, asked) ?? 'nothing, so do not ask it'}` })) })}
${radioGroup({ ...field('matched'), label: 'Did every answer match?', options: MATCHED, required: true })}`,
  beside: backToCase(desk.view.caseFileId),
})}`,
      ),
    run: async (act, { asked, matched }, call) => {
      const id = parseParam(call.req, 'id');
      const done = await callerCheck.check(act, id, { asked, matched: matched === 'yes' });
      return done.matched ? withNotice(caseAddress(id), 'checked') : failedPage(await loadCase(call));
    },
  });

const TOO_LITTLE = note(
  'warn',
  html`<p>Nothing is on file that only she knows, so nobody can be checked by phone yet. Add what you know of her first: her name, or her son’s year of birth.</p>`,
);

const MATCHED = [
  { value: 'yes', text: 'Yes, every answer' },
  { value: 'no', text: 'No, or not sure' },
];

const failedPage = (desk: CaseDesk): ConsolePage =>
  casePage(
    desk,
    'The caller did not match',
    html`${note('stop', html`<p><b>Give nothing, and say nothing of this family.</b></p><ul><li>Say: “I will call you back on the number we have.”</li><li>End the call.</li>${callBack(desk.view)}<li>Write a note of the call.</li></ul>`)}
<p><a class="btn" href="${caseAddress(desk.view.caseFileId)}">Back to the case file</a></p>`,
  );

const callBack = ({ personal: { phone } }: CaseView): Html =>
  phone === undefined
    ? html`<li>No number is on file: ask an administrator before you go on.</li>`
    : html`<li>Call <a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>, and check her there.</li>`;
