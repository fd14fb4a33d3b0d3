import { openCaseSchema } from '../case-file/case-file.ts';
import type { IntakeService, OpenedCase } from '../case-file/intake-service.ts';
import { formatReference } from '../case-file/codes.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { html } from '../platform/html.ts';
import { note } from '../platform/parts.ts';
import { caseAddress } from './case-cells.ts';
import { caseFields } from './case-fields.ts';
import { heading, link, type ConsolePage, type SendPage } from './console-frame.ts';
import { formEndpoints, type AfterAct } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';

/** Opening a case file while she is on the phone: language and channel are enough. */
export const caseOpenEndpoints = (send: SendPage, { intake }: { intake: IntakeService }): Endpoint[] =>
  formEndpoints(send, {
    path: '/console/cases/new',
    act: 'case-file.open',
    schema: openCaseSchema,
    load: () => Promise.resolve(),
    render: (_, state) => ({
      title: 'Open a case file',
      section: 'cases',
      body: html`${heading('Open a case file')}<p class="lead">Language and channel are enough to begin. Add the rest as you learn it.</p>
${filledForm(state, {
  action: '/console/cases/new',
  submit: 'Open the case file',
  body: (field) => caseFields(field, {}),
  beside: backLink('/console/cases', 'Back without opening'),
})}`,
    }),
    run: async (act, input) => afterOpening(await intake.open(act, input)),
  });

function afterOpening(opened: OpenedCase): AfterAct {
  const address = withNotice(caseAddress(opened.caseFileId), 'opened');
  return opened.similar.length === 0 ? address : similarPage(opened, address);
}

const similarPage = ({ reference, similar }: OpenedCase, address: string): ConsolePage => ({
  title: 'Perhaps the same family',
  section: 'cases',
  body: html`${heading(`${formatReference(reference)} is open`)}
${note(
  'warn',
  html`<h2>Perhaps the same family</h2><p>The phone number, or his name and year of birth, stand in another case file too. Look there before you go on: ${similarLinks(similar)}</p>`,
)}
<p><a class="btn" href="${address}">Go on with ${formatReference(reference)}</a></p>`,
});

/** References that a case file resembles, each as a way to find it. */
export const similarLinks = (similar: readonly string[]) =>
  similar.map((each) => html`${link(`/console/cases?q=${each}`, formatReference(each))} `);
