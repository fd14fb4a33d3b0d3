import { z } from 'zod';
import type { Staff } from '../access/staff.ts';
import type { AuditSearch } from '../audit/audit-store.ts';
import { dayField } from '../platform/day-fields.ts';
import { daysAfter } from '../platform/days.ts';
import { dateField, enteredFields, selectField, textField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { localDateTime, resolveLocal } from '../platform/zone-time.ts';
import { DESK_ZONE } from './when.ts';

const AUDIT_PAGE = '/console/audit';

const DEFAULT_DAYS = 7;
/** More is looked through in several goes: each answer stays quick, however long the log grows. */
const MOST_DAYS = 31;
const MOST_PAGES = 200;

const KINDS = ['traveller', 'escort', 'job', 'admin'] as const;
type Kind = (typeof KINDS)[number];
const KIND_WORDS: Record<Kind, string> = {
  traveller: 'a traveller, on her page',
  escort: 'an escort, on his page',
  job: 'a job of the service',
  admin: 'the command line',
};

const typed = z.string().trim().max(60).catch('').default('');
export const auditQuerySchema = z.object({
  who: typed,
  what: typed,
  which: typed,
  from: dayField.optional().catch(undefined),
  to: dayField.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(MOST_PAGES).catch(1).default(1),
});

/** What is asked for: as it was typed, with its days made certain. */
export interface AuditQuery {
  who: string;
  what: string;
  which: string;
  from: string;
  to: string;
  page: number;
}

/** Reads the address; whatever makes no sense there is as if it was not there. */
export function readAuditQuery(query: z.infer<typeof auditQuerySchema>, now: Date): AuditQuery {
  const { from: asked, to = dayText(now), ...rest } = query;
  const end = startOf(to, '12:00');
  const from = asked ?? dayText(daysAfter(end, 1 - DEFAULT_DAYS));
  const earliest = dayText(daysAfter(end, 1 - MOST_DAYS));
  const kept = [from, to].toSorted()[0] ?? to;
  return { ...rest, to, from: kept < earliest ? earliest : kept };
}

/** The search that a query means. `idOf` knows the case file that a typed reference names. */
export function toAuditSearch({ who, what, which, from, to }: AuditQuery, idOf?: string): AuditSearch {
  const kind = KINDS.find((each) => each === who);
  return {
    from: startOf(from),
    to: startOf(dayText(daysAfter(startOf(to, '12:00'), 1))),
    kind,
    staffId: kind === undefined && who !== '' ? who : undefined,
    what: what === '' ? undefined : what.toLowerCase(),
    id: idOf ?? (which === '' ? undefined : which),
  };
}

const dayText = (at: Date): string => localDateTime(at, DESK_ZONE).date;
const startOf = (date: string, time = '00:00'): Date => resolveLocal({ date, time, zone: DESK_ZONE }).instant;

/** The address of the same question at another page of its answer. */
export const auditAddress = (query: AuditQuery, page: number): string =>
  `${AUDIT_PAGE}?${new URLSearchParams({ ...query, page: String(page) }).toString()}`;

/** Asks who, what, which and when; all of it may be left empty. */
export function auditFilter(query: AuditQuery, people: readonly Staff[]): Html {
  const field = enteredFields({ values: { ...query, page: undefined }, problems: [] });
  const options = [
    ...people.map(({ _id, name }) => ({ value: _id, text: name })),
    ...KINDS.map((kind) => ({ value: kind, text: KIND_WORDS[kind] })),
  ];
  return html`<form method="get" action="${AUDIT_PAGE}"><div class="columns">
${selectField({ ...field('who'), label: 'Who', hint: 'of the desk, or what they are', empty: 'anybody', options })}
${textField({ ...field('what'), label: 'What', hint: 'booking.book, or only booking', more: { maxlength: 60, autocapitalize: 'none' } })}
${textField({ ...field('which'), label: 'Which', hint: 'a reference (417-2085), or any id', more: { maxlength: 60 } })}
<fieldset><legend>When (Warsaw days, ${MOST_DAYS} at most)</legend><div class="across">${dateField({ ...field('from'), label: 'From' })}${dateField({ ...field('to'), label: 'To' })}</div></fieldset>
</div><div class="actions"><button class="btn">Show</button> <a class="btn quiet" href="${AUDIT_PAGE}">Clear</a></div></form>`;
}
