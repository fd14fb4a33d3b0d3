import type { ActContext } from '../platform/act-context.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { dateField, textField } from '../platform/form.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { localDateTime } from '../platform/zone-time.ts';
import { proofSchema, type ProgressService } from '../case-file/progress-service.ts';
import { caseAddress } from './case-cells.ts';
import type { LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import type { SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { DESK_ZONE } from './when.ts';

interface Dependencies {
  progress: ProgressService;
  loadCase: LoadCaseDesk;
}

/** The confirmation that he is held: nothing can be booked before it. */
export const caseProofEndpoints = (send: SendPage, { progress, loadCase }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/proof',
    act: 'case-file.record-proof',
    schema: proofSchema,
    load: loadCase,
    render: (desk, state) =>
      casePage(
        desk,
        'Record the proof',
        html`<p class="lead">Write down who confirmed that her son is held. From then on she can be booked.</p>
${filledForm(state, {
  action: `${caseAddress(desk.view.caseFileId)}/proof`,
  submit: 'Record the proof',
  body: (field) => html`
${textField({ ...field('confirmedBy'), label: 'Who confirmed it', hint: 'Name and office', required: true })}
${textField({ ...field('reference'), label: 'Their reference', hint: 'Number of the letter, the call or the list', required: true })}
${dateField({ ...field('confirmedAt', localDateTime(desk.now, DESK_ZONE).date), label: 'When', required: true })}`,
  beside: backToCase(desk.view.caseFileId),
})}`,
      ),
    run: async (act: ActContext, input, call) => {
      const id = parseParam(call.req, 'id');
      await progress.recordProof(act, id, input);
      return withNotice(caseAddress(id), 'proof');
    },
  });
