import { formatReference } from '../case-file/codes.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import type { Clock } from '../platform/clock.ts';
import { html, type Html } from '../platform/html.ts';
import { card, note, table, tag } from '../platform/parts.ts';
import { formatDay, formatTime } from '../platform/zone-time.ts';
import { caseAddress, caseLink } from './case-cells.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import type { LoadNames, Names } from './names.ts';
import { reportWord } from './report-words.ts';
import type { SlotLine } from './slot-line.ts';

import type { Expected, Today } from './today.ts';
import { DESK_ZONE, momentText, sinceText, windowHtml } from './when.ts';

interface Dependencies {
  loadToday(): Promise<Today>;
  loadNames: LoadNames;
  hasVerifiedContact(): Promise<boolean>;
  clock: Clock;
}

/** The first page of the desk: what is wrong, then who is expected where. */
export const todayEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => [
  {
    method: 'get',
    path: '/console',
    handle: async (call) => {
      const now = dependencies.clock();
      const [today, names] = [await dependencies.loadToday(), await dependencies.loadNames()];
      const verified = await dependencies.hasVerifiedContact();
      const body = html`${heading(formatDay(now, DESK_ZONE, 'en'), linkButton('/console/cases/new', 'Open a case file', 'main'))}
${renderClocks(now)}${!verified && noContact}${renderAlarms(today, now)}${renderUnassigned(today.unassigned, names)}
${expectedCard('today', 'Who is expected where', today.today, names, now, nobodyToday)}
${expectedCard('tomorrow', 'Tomorrow', today.tomorrow, names, now, nobodyTomorrow)}`;
      send(call, { title: 'Today', section: 'today', body });
    },
  },
];

const nobodyToday = html`Nobody is expected today. New places are on <a href="/console/slots">Slots</a>; a call begins with <a href="/console/cases/new">a case file</a>.`;
const nobodyTomorrow = html`Nobody is expected tomorrow.`;

const renderClocks = (now: Date): Html =>
  html`<p class="soft">As of ${formatTime(now, DESK_ZONE)} Warsaw · ${formatTime(now, 'Europe/Kyiv')} Kyiv · ${formatTime(now, 'Europe/Minsk')} Minsk · ${formatTime(now, 'Europe/Kaliningrad')} Kaliningrad</p>`;

const noContact = note(
  'stop',
  html`<p><b>No number of ours is verified.</b> No traveller can be given her link, and the guide shows no number. <a href="/console/contacts">Enter and verify a contact</a> (an administrator).</p>`,
);

const renderAlarms = ({ alarms }: Today, now: Date): Html =>
  html`${alarms.map(({ caseFile, report }) =>
    note(
      'stop',
      html`<p><b>${formatReference(caseFile.reference)} says ${reportWord(report)}</b>, ${sinceText(report.at, now)}. She speaks ${caseFile.language}. <a href="${caseAddress(caseFile._id)}">Open the case file and call her</a></p>`,
    ),
  )}`;

const renderUnassigned = (lines: readonly SlotLine[], names: Names): Html =>
  html`${lines.map(({ slot, booked, held }) =>
    note(
      'stop',
      html`<p><b>Nobody meets ${booked + held === 1 ? '1 traveller' : `${booked + held} travellers`}</b> at ${names.meetingPoint(slot.meetingPointId)}, ${momentText(slot.from, slot.zone)}. <a href="/console/slots/${slot._id}">Assign an escort</a></p>`,
    ),
  )}`;

function expectedCard(
  id: string,
  title: string,
  rows: readonly Expected[],
  names: Names,
  now: Date,
  empty: Html,
): Html {
  const isWrong = ({ tags }: Expected): boolean => tags.some(([tone]) => tone === 'stop');
  const sorted = [...rows.filter(isWrong), ...rows.filter((row) => !isWrong(row))];
  return card({
    id,
    title,
    body: table({
      rows: sorted,
      empty,
      isWrong,
      columns: [
        { head: 'State', cell: ({ tags }) => tags.map(([tone, text]) => html`${tag(tone, text)} `) },
        {
          head: 'Window',
          cell: ({ line: { slot } }) => html`<a href="/console/slots/${slot._id}">${windowHtml(slot)}</a>`,
        },
        { head: 'Where', cell: ({ line: { slot } }) => names.meetingPoint(slot.meetingPointId) },
        { head: 'Case', cell: ({ caseFile }) => caseCell(caseFile) },
        { head: 'Seats', cell: ({ booking }) => booking.seats, numeric: true },
        {
          head: 'Escort',
          cell: ({ line: { slot } }) => (slot.escortId === undefined ? 'nobody' : names.escort(slot.escortId)),
        },
        { head: 'Last word', cell: ({ report }) => lastWord(report, now) },
      ],
    }),
  });
}

const caseCell = (caseFile: CaseFile): Html => caseLink({ ...caseFile, caseFileId: caseFile._id });

const lastWord = (report: Expected['report'], now: Date): Html =>
  report
    ? html`<span class="num">${sinceText(report.at, now)}</span> ${reportWord(report)}`
    : html`<span class="soft">none yet</span>`;
