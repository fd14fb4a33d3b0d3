import { formatReference } from '../case-file/codes.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { clearSchema, rowSchema, type RowAsked } from '../clearing/clearing.ts';
import type { ClearingService } from '../clearing/clearing-service.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { textField } from '../platform/form.ts';
import { html } from '../platform/html.ts';
import { hiddenField } from '../platform/post-form.ts';
import { heading, type SendPage } from './console-frame.ts';
import { formEndpoints, type FormState } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { RED_RULES } from './red-rules.ts';

interface Dependencies {
  clearing: Pick<ClearingService, 'clear'>;
  caseFiles: Pick<CaseFileStore, 'get'>;
}

const PAGE = '/console/clear';
const HIDDEN = ['kind', 'caseFileId', 'slotId', 'since'] as const;

/** Taking a red row off Today, by name and with a note of what was done. */
export const clearEndpoints = (send: SendPage, { clearing, caseFiles }: Dependencies): Endpoint[] =>
  formEndpoints(send, {
    path: PAGE,
    act: 'row.clear',
    schema: clearSchema,
    query: rowSchema,
    load: async ({ input: row }) => {
      const caseFile = row.caseFileId === undefined ? undefined : await caseFiles.get(row.caseFileId);
      return { row, reference: caseFile?.reference };
    },
    render: ({ row, reference }, state) => {
      const word = RED_RULES.find(({ kind }) => kind === row.kind)?.word ?? row.kind;
      const whose = reference === undefined ? 'the slot' : formatReference(reference);
      return {
        title: 'Clear a row',
        section: 'today',
        body: html`${heading(`Clear “${word}” of ${whose}`)}
<p class="lead">It leaves Today for everybody, in your name. It comes back only if something new happens.</p>
${renderForm(row, state)}`,
      };
    },
    run: async (act, input) => {
      await clearing.clear(act, input);
      return withNotice('/console', 'cleared');
    },
  });

const renderForm = (row: RowAsked, state: FormState) =>
  filledForm(state, {
    action: PAGE,
    submit: 'Clear this row',
    body: (field) => html`${HIDDEN.map((name) => {
      const value = row[name];
      return value === undefined ? false : hiddenField(name, value);
    })}
${textField({ ...field('note'), label: 'What you did about it', hint: 'Short; kept sealed with the case file', required: true, more: { maxlength: 500 } })}`,
    beside: backLink('/console', 'Back without clearing'),
  });
