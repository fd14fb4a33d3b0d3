import type { CredentialService, CredentialView } from '../itinerary/credential-service.ts';
import type { Call } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { card, table, tag } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import { caseAddress } from './case-cells.ts';
import { checkState } from './caller-check-part.ts';
import type { CaseDesk } from './case-desk.ts';
import { caseKeys } from './case-form.ts';
import { reportWord, type LastReport } from './report-words.ts';
import { DESK_ZONE, momentText, sinceText } from './when.ts';

interface Dependencies {
  credential: Pick<CredentialService, 'listOf'>;
  report: { listOf: (caseFileId: string) => Promise<readonly LastReport[]> };
}

export type LoadCaseCards = (call: Call, desk: CaseDesk) => Promise<Html>;

const KINDS = { link: 'link', card: 'card code' };

/** What opens her page, and what she told us by it. */
export const caseCards =
  ({ credential, report }: Dependencies): LoadCaseCards =>
  async (call, desk) => {
    const { caseFileId } = desk.view;
    return html`
${card({ id: 'link', title: 'Her link and card', body: renderCredentials(await credential.listOf(caseFileId), desk, call) })}
${card({ id: 'reports', title: 'Her reports', body: renderReports(await report.listOf(caseFileId)) })}`;
  };

function renderCredentials(rows: readonly CredentialView[], desk: CaseDesk, call: Call): Html {
  const address = caseAddress(desk.view.caseFileId);
  const form = (path: string, submit: string): Html =>
    postForm({ action: `${address}/${path}`, keys: caseKeys(call, desk), submit, tone: 'quiet', small: true });
  const acts = html`<div class="actions">${form('link', 'Give her a link')}${form('card', 'Print a card')}</div>`;
  return html`${table({
    rows,
    empty: 'Nothing given yet. A link goes into a message; a card has a link and a code on paper.',
    columns: [
      { head: 'What', cell: ({ kind }) => KINDS[kind] },
      { head: 'Given', cell: ({ issuedAt, issuedBy }) => `${momentText(issuedAt, DESK_ZONE)}, ${issuedBy}` },
      {
        head: 'Opened',
        cell: ({ openedAt }) =>
          openedAt ? `opened ${sinceText(openedAt, desk.now)}` : html`<span class="soft">not opened yet</span>`,
      },
      {
        head: '',
        cell: ({ credentialId, revokedAt }) =>
          revokedAt
            ? tag('plain', 'ended')
            : html`<div class="actions">${form(`credentials/${credentialId}/replace`, 'Replace it')}${form(`credentials/${credentialId}/revoke`, 'End it')}</div>`,
      },
    ],
  })}${checkState(desk)}${acts}<p class="hint">A new one adds to those that stand. Replacing ends the old one. A printed card has a link of its own beside its code: is the paper lost, replace or end both.</p>`;
}

const renderReports = (reports: readonly LastReport[]): Html =>
  reports.length === 0
    ? html`<p class="soft">None yet.</p>`
    : html`<ul class="plain-list">${[...reports]
        .reverse()
        .map(
          (report) => html`<li><span class="num">${momentText(report.at, DESK_ZONE)}</span> ${reportWord(report)}</li>`,
        )}</ul>`;
