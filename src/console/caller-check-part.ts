import { html, type Html } from '../platform/html.ts';
import { note } from '../platform/parts.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk } from './case-desk.ts';
import { link } from './console-frame.ts';
import { sinceText } from './when.ts';

const checkAddress = (caseFileId: string): string => `${caseAddress(caseFileId)}/check`;

/** Above what was refused: the check opens beside it, so that nothing typed is lost. */
export const checkFirst = (caseFileId: string): Html =>
  note(
    'warn',
    html`<p><a href="${checkAddress(caseFileId)}" target="_blank" rel="noopener">Check the caller</a> (opens beside this page), then come back and press the button again. What you typed stays here.</p>`,
  );

/** Whether the caller is checked, where links and cards are handed out. */
export const checkState = ({ view, check, now }: CaseDesk): Html =>
  check
    ? html`<p class="hint">You checked the caller at ${sinceText(check.at, now)}. It counts for an hour.</p>`
    : html`<p>${link(checkAddress(view.caseFileId), 'Check the caller')} before you give her anything.</p>`;
