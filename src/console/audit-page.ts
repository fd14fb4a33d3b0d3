import type { Staff } from '../access/staff.ts';
import type { StaffService } from '../access/staff-service.ts';
import type { AuditStore, KeptEntry } from '../audit/audit-store.ts';
import type { VerifyService } from '../audit/verify-service.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { formatReference, parseReference } from '../case-file/codes.ts';
import type { Clock } from '../platform/clock.ts';
import { endpoint, type Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { card, table, tag } from '../platform/parts.ts';
import { asOf } from './as-of.ts';
import {
  auditAddress,
  auditFilter,
  auditQuerySchema,
  readAuditQuery,
  toAuditSearch,
  type AuditQuery,
} from './audit-filter.ts';
import { chainCard } from './audit-chain-card.ts';
import { caseAddress } from './case-cells.ts';
import { heading, link, type SendPage } from './console-frame.ts';
import type { LoadNames, Names } from './names.ts';
import { DESK_ZONE, momentText } from './when.ts';

interface Dependencies {
  audit: Pick<AuditStore, 'search'>;
  auditChain: Pick<VerifyService, 'state'>;
  caseFiles: Pick<CaseFileStore, 'findBy' | 'findMany'>;
  staff: Pick<StaffService, 'list'>;
  loadNames: LoadNames;
  clock: Clock;
}

const ROWS = 50;

/** What the ids of an answer are called. */
interface Called {
  names: Names;
  people: ReadonlyMap<string, string>;
  /** References of case files by id. */
  references: ReadonlyMap<string, string>;
}

/** Who did what to which, when; and whether all of it is still what was written. It names no family. */
export const auditEndpoints = (
  send: SendPage,
  { audit, auditChain, caseFiles, staff, loadNames, clock }: Dependencies,
): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/console/audit',
    query: auditQuerySchema,
    handle: async (call) => {
      const now = clock();
      const query = readAuditQuery(call.input, now);
      const reference = parseReference(query.which);
      const [meant] = reference === undefined ? [] : await caseFiles.findBy('reference', reference);
      const skip = (query.page - 1) * ROWS;
      const found = await audit.search(toAuditSearch(query, meant?._id), skip, ROWS + 1);
      const rows = found.slice(0, ROWS);
      const people = await staff.list();
      const called = {
        names: await loadNames(),
        people: peopleOf(people),
        references: new Map((await caseFiles.findMany(caseIdsOf(rows))).map((each) => [each._id, each.reference])),
      };
      const state = await auditChain.state();
      send(call, {
        title: 'Audit',
        section: 'audit',
        body: html`${heading('Audit')}${asOf(now)}${chainCard(state, now)}
${card({ id: 'find', title: 'Look for', body: auditFilter(query, people) })}
${card({ id: 'entries', title: 'Entries, the newest first', body: html`${entryTable(rows, called)}${pager(query, found.length > ROWS)}` })}`,
      });
    },
  }),
];

const peopleOf = (people: readonly Staff[]): Map<string, string> => new Map(people.map(({ _id, name }) => [_id, name]));

const caseIdsOf = (rows: readonly KeptEntry[]): string[] => [
  ...new Set(
    rows.flatMap(({ which, actor }) =>
      [which['caseFileId'], 'caseFileId' in actor ? actor.caseFileId : undefined].filter((id) => id !== undefined),
    ),
  ),
];

const entryTable = (rows: readonly KeptEntry[], called: Called): Html =>
  table({
    rows,
    empty: 'Nothing in these days. Choose others, or ask for less.',
    columns: [
      { head: 'Number', numeric: true, cell: ({ no }) => no ?? tag('plain', 'waits') },
      { head: 'When', cell: ({ at }) => whenCell(at) },
      { head: 'Who', cell: ({ actor }) => whoCell(actor, called) },
      { head: 'What', cell: ({ what }) => html`<code>${what}</code>` },
      { head: 'Which', cell: ({ which }) => whichCell(which, called) },
      {
        head: 'Fields',
        cell: ({ fields }) => html`<span class="soft small">${fields.length > 0 ? fields.join(', ') : 'none'}</span>`,
      },
    ],
  });

const whenCell = (at: Date): Html =>
  html`${momentText(at, DESK_ZONE)}<br><span class="soft small num">${at.toISOString().slice(0, 19).replace('T', ' ')} UTC</span>`;

function whoCell(actor: KeptEntry['actor'], called: Called): Html {
  if (actor.kind === 'staff') return link(`/console/desk/${actor.id}`, actor.name);
  if (actor.kind === 'traveller') return html`traveller ${namedLink('caseFileId', actor.caseFileId, called)}`;
  if (actor.kind === 'escort') return html`escort ${namedLink('escortId', actor.escortId, called)}`;
  return actor.kind === 'job' ? html`job ${actor.name}` : html`${actor.name}`;
}

const whichCell = (which: KeptEntry['which'], called: Called): Html =>
  html`${Object.entries(which).map(
    ([key, id]) =>
      html`<div><span class="soft small">${wordOf(key)}</span> ${typeof id === 'string' && namedLink(key, id, called)}</div>`,
  )}`;

/** `caseFileId` as `case file`. */
const wordOf = (key: string): string =>
  key
    .replace(/Id$/, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();

/** What has a page is a link to it; anything else is its bare id. */
function namedLink(key: string, id: string, { names, people, references }: Called): Html {
  const reference = references.get(id);
  if (key === 'caseFileId' && reference !== undefined) return link(caseAddress(id), formatReference(reference));
  if (key === 'slotId') return link(`/console/slots/${id}`, shortId(id));
  if (key === 'escortId') return link(`/console/escorts/${id}`, names.escort(id));
  if (key === 'staffId' && people.has(id)) return link(`/console/desk/${id}`, people.get(id));
  if (key === 'meetingPointId') return html`${names.meetingPoint(id)}`;
  return html`<code>${shortId(id)}</code>`;
}

const shortId = (id: string): string => (id.length > 24 ? `${id.slice(0, 8)}…` : id);

const pager = (query: AuditQuery, isMore: boolean): Html | false =>
  (query.page > 1 || isMore) &&
  html`<p>${query.page > 1 && html`${link(auditAddress(query, query.page - 1), '← newer')} · `}page ${query.page}${isMore && html` · ${link(auditAddress(query, query.page + 1), 'older →')}`}</p>`;
