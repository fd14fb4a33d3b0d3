import { z } from 'zod';
import { findSchema, type ReadingService } from '../case-file/reading-service.ts';
import { endpoint, type Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import type { CaseLine } from '../case-file/case-view.ts';
import { findForm, heading, linkButton, type ConsolePage, type SendPage } from './console-frame.ts';
import { caseAddress, caseTable } from './case-cells.ts';

const RECENT_DAYS = 30;

const querySchema = z.object({ q: z.string().trim().max(120).catch('').default('') });

/** Find a case file, or look through the recent ones. One that fits alone is opened at once. */
export const caseListEndpoints = (send: SendPage, { reading }: { reading: ReadingService }): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/console/cases',
    query: querySchema,
    handle: async (call) => {
      const { q } = call.input;
      if (q === '') {
        send(call, recentPage(await reading.listRecent(RECENT_DAYS)));
        return;
      }
      const query = findSchema.safeParse({ q });
      const found = query.success ? await reading.find(query.data) : [];
      const [only] = found;
      if (only && found.length === 1) call.res.redirect(303, caseAddress(only.caseFileId));
      else send(call, foundPage(q, found));
    },
  }),
];

const openButton = linkButton('/console/cases/new', 'Open a case file', 'main');

const howToFind = html`Type her reference (417-2085), a proof code, her whole phone number, or his surname and year of birth (Shevchenko 1998).`;

const findCard = (typed: string): Html =>
  html`<section class="card"><h2>Find a case file</h2><p class="hint">${howToFind}</p>${findForm(typed)}</section>`;

const recentPage = (rows: readonly CaseLine[]): ConsolePage => ({
  title: 'Case files',
  section: 'cases',
  body: html`${heading('Case files', openButton)}${findCard('')}
<section class="card"><h2>Opened in the last ${RECENT_DAYS} days</h2>${caseTable(
    rows,
    html`No case file yet. Open one when the first call comes: language and channel are enough.`,
  )}</section>`,
});

const foundPage = (typed: string, rows: readonly CaseLine[]): ConsolePage => ({
  title: 'Find',
  section: 'cases',
  body: html`${heading('Case files', openButton)}${findCard(typed)}
<section class="card"><h2>${rows.length === 0 ? 'Nothing found' : `${rows.length} found`}</h2>${caseTable(
    rows,
    html`Nothing fits “${typed}”. Check the digits, try her phone number, or open a new case file.`,
  )}</section>`,
});
