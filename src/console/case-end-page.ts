import { ENDINGS, isUnderWay } from '../case-file/case-state.ts';
import { endSchema, reopenSchema, type ProgressService } from '../case-file/progress-service.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { radioGroup, textField } from '../platform/form.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { note } from '../platform/parts.ts';
import { caseAddress } from './case-cells.ts';
import type { LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import type { SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { ENDING_WORDS, optionsOf } from './words.ts';

interface Dependencies {
  progress: ProgressService;
  loadCase: LoadCaseDesk;
}

const BEFORE = html`<p>Her places are released at once. Her page then says only: please call us before you travel on.</p>`;
const UNDER_WAY = html`<p><b>She is on the road: the escort stays with her.</b> Cancel the booking yourself when he may go.</p>`;

/** An ending other than arrival. The reason stays here: no page, card or calendar states it. */
export const caseEndEndpoints = (send: SendPage, { progress, loadCase }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/end',
    act: 'case-file.end',
    schema: endSchema,
    load: loadCase,
    render: (desk, state) =>
      casePage(
        desk,
        'End the case file',
        html`${note('warn', isUnderWay(desk.view.state) ? UNDER_WAY : BEFORE)}
${filledForm(state, {
  action: `${caseAddress(desk.view.caseFileId)}/end`,
  submit: 'End the case file',
  tone: 'danger',
  body: (field) => html`
${radioGroup({ ...field('ending'), label: 'How it ended', options: optionsOf(ENDING_WORDS, ENDINGS), required: true })}
${textField({ ...field('reason'), label: 'Who said so, and why', hint: 'Kept sealed, for the desk only', required: true })}`,
  beside: backToCase(desk.view.caseFileId),
})}`,
      ),
    run: async (act, input, call) => {
      const id = parseParam(call.req, 'id');
      await progress.end(act, id, input);
      return withNotice(caseAddress(id), 'ended');
    },
  });

/** Reopening what has ended, from a day after the ending to seven days. */
export const caseReopenEndpoints = (send: SendPage, { progress, loadCase }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/reopen',
    act: 'case-file.reopen',
    schema: reopenSchema,
    load: loadCase,
    render: (desk, state) =>
      casePage(
        desk,
        'Reopen the case file',
        html`<p class="lead">It returns to where it was, for 7 days after the ending. Its places are gone: book again.</p>
${filledForm(state, {
  action: `${caseAddress(desk.view.caseFileId)}/reopen`,
  submit: 'Reopen the case file',
  body: (field) => textField({ ...field('reason'), label: 'Why', required: true }),
  beside: backToCase(desk.view.caseFileId),
})}`,
      ),
    run: async (act, input, call) => {
      const id = parseParam(call.req, 'id');
      await progress.reopen(act, id, input);
      return withNotice(caseAddress(id), 'reopened');
    },
  });
