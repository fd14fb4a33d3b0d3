import { LANGUAGE_WORDS } from './words.ts';
import { html, type Html } from '../platform/html.ts';
import { card, table, tag } from '../platform/parts.ts';
import { caseAddress, caseLink } from './case-cells.ts';
import { link, linkButton } from './console-frame.ts';
import type { Names } from './names.ts';
import { rowName, type RedRow } from './red-row.ts';
import { reportWord } from './report-words.ts';
import { momentText, sinceText } from './when.ts';

/** What needs somebody now, the state first; nothing while all is well. */
export const redCard = (rows: readonly RedRow[], names: Names, now: Date): Html | false =>
  rows.length > 0 &&
  card({
    id: 'red',
    title: 'Needs somebody now',
    body: table({
      rows,
      empty: '',
      isWrong: ({ tone }) => tone === 'stop',
      columns: [
        { head: 'State', cell: ({ tone, text }) => tag(tone, text) },
        { head: 'Case', cell: caseCell },
        { head: 'Last word', cell: (row) => lastWord(row, now) },
        { head: 'Meeting', cell: ({ line }) => line && meetingCell(line, names) },
        { head: '', cell: renderLinks },
      ],
    }),
  });

const caseCell = ({ caseFile }: RedRow): Html =>
  caseFile
    ? html`${caseLink({ ...caseFile, caseFileId: caseFile._id })} ${LANGUAGE_WORDS[caseFile.language]}`
    : html`<span class="soft">nobody booked</span>`;

const lastWord = ({ report }: RedRow, now: Date): Html =>
  report
    ? html`<span class="num">${sinceText(report.at, now)}</span> ${reportWord(report)}`
    : html`<span class="soft">none from her</span>`;

const meetingCell = ({ slot }: NonNullable<RedRow['line']>, names: Names): Html =>
  html`${link(`/console/slots/${slot._id}`, momentText(slot.from, slot.zone))}<br>${names.meetingPoint(slot.meetingPointId)}`;

function renderLinks(row: RedRow): Html {
  const { caseFile, line, kind } = row;
  const needsEscort = kind === 'escort-cannot-come' || kind === 'nobody-assigned';
  return html`<div class="actions">${caseFile && linkButton(caseAddress(caseFile._id), 'Open and call', 'main')} ${
    line && needsEscort && linkButton(`/console/slots/${line.slot._id}`, 'Find an escort')
  } ${linkButton(clearAddress(row), 'Clear')}</div>`;
}

/** The page on which this row is cleared: never this one, which refreshes itself under whatever is typed. */
function clearAddress(row: RedRow): string {
  const named = Object.entries<string | undefined>({ ...rowName(row), since: row.since.toISOString() });
  const known = named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return `/console/clear?${new URLSearchParams(Object.fromEntries(known)).toString()}`;
}
