import { eraseSchema } from '../erasure/erasure.ts';
import type { ErasureService } from '../erasure/erasure-service.ts';
import { formatReference } from '../case-file/codes.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { textField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { card, note } from '../platform/parts.ts';
import { formatDay } from '../platform/zone-time.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import { linkButton, type SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { DESK_ZONE } from './when.ts';

interface Dependencies {
  erasure: Pick<ErasureService, 'erase'>;
  loadCase: LoadCaseDesk;
}

const WHAT_GOES = html`<p><b>This cannot be undone.</b> Her key is destroyed: names, numbers, notes and reasons cannot be read by anybody any more, on no page and in no later backup. Her links, cards and open pages end.</p>
<p>What stays: the reference, states with their dates, the party’s size, and who of the desk did what.</p>`;

/** Destroying all that is hers. Whoever does it types the reference. */
export const caseEraseEndpoints = (send: SendPage, { erasure, loadCase }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/erase',
    act: 'case-file.erase',
    schema: eraseSchema,
    load: loadCase,
    render: (desk, state) =>
      casePage(
        desk,
        'Erase the case file',
        html`${note('stop', WHAT_GOES)}
${filledForm(state, {
  action: `${caseAddress(desk.view.caseFileId)}/erase`,
  submit: 'Erase it for good',
  tone: 'danger',
  body: (field) =>
    textField({
      ...field('reference'),
      label: 'The reference of this case file',
      hint: `Type it as it stands above: ${formatReference(desk.view.reference)}`,
      required: true,
    }),
  beside: backToCase(desk.view.caseFileId),
})}`,
      ),
    run: async (act, input, call) => {
      const id = parseParam(call.req, 'id');
      await erasure.erase(act, id, input);
      return withNotice(caseAddress(id), 'erased');
    },
  });

/** On the page of a journey that has ended: until when it is kept. Nothing while it goes on. */
export function renderKeptUntil({ view, reader }: CaseDesk, dueAfter: (end: Date) => Date): Html {
  if (view.overSince === undefined) return html``;
  const day = formatDay(dueAfter(new Date(view.overSince)), DESK_ZONE, 'en');
  const button = linkButton(`${caseAddress(view.caseFileId)}/erase`, 'Erase it now');
  return card({
    id: 'kept',
    title: 'How long it is kept',
    body: html`<p>The journey is over. All that is hers is erased by itself on <b>${day}</b>, unless the case file is opened again.</p>
${reader.role === 'administrator' && html`<p class="actions">${button}</p>`}`,
  });
}
