import { formatReference } from '../case-file/codes.ts';
import { html, type Html, type Renderable } from '../platform/html.ts';
import { caseAddress, stateTag } from './case-cells.ts';
import type { CaseDesk } from './case-desk.ts';
import { heading, type ConsolePage } from './console-frame.ts';

/** A page with one form about one case file: its reference and state above, the way back below. */
export const casePage = ({ view }: CaseDesk, title: string, body: Renderable): ConsolePage => ({
  title: `${title} · ${formatReference(view.reference)}`,
  section: 'cases',
  body: html`<p><a href="${caseAddress(view.caseFileId)}">${formatReference(view.reference)}</a> ${stateTag(view.state)}</p>
${heading(title)}${body}`,
});

/** Beside the button of a form about a case file. */
export const backToCase = (caseFileId: string): Html =>
  html`<a href="${caseAddress(caseFileId)}">Back without saving</a>`;
