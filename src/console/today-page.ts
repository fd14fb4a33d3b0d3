import type { CaseFile } from '../case-file/case-file.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import type { Clock } from '../platform/clock.ts';
import { html, type Html } from '../platform/html.ts';
import { card, note, table, tag } from '../platform/parts.ts';
import { formatDay, formatTime } from '../platform/zone-time.ts';
import { caseLink } from './case-cells.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import type { LoadNames, Names } from './names.ts';
import { redCard } from './red-card.ts';
import { escortWord, reportWord } from './report-words.ts';
import type { Expected } from './today.ts';
import type { LoadToday } from './today-service.ts';
import { DESK_ZONE, sinceText, windowHtml } from './when.ts';

interface Dependencies {
  loadToday: LoadToday;
  loadNames: LoadNames;
  hasVerifiedContact(): Promise<boolean>;
  clock: Clock;
}

/** What is wrong must come by itself to whoever only looks at the screen. */
const REFRESH_SECONDS = 60;

/** The first page of the desk: what is wrong, then who is expected where. */
export const todayEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => [
  {
    method: 'get',
    path: '/console',
    handle: async (call) => {
      const now = dependencies.clock();
      const [today, names] = [await dependencies.loadToday(), await dependencies.loadNames()];
      const verified = await dependencies.hasVerifiedContact();
      const beside = html`${linkButton('/console/cases/new', 'Open a case file', 'main')} ${linkButton('/console/cases', 'Find a case file')}`;
      const body = html`${heading(formatDay(now, DESK_ZONE, 'en'), beside)}
${renderClocks(now)}${!verified && noContact}${redCard(today.red, names, now)}
${expectedCard('today', 'Who is expected where', today.today, names, now, nobodyToday)}
${expectedCard('tomorrow', 'Tomorrow', today.tomorrow, names, now, nobodyTomorrow)}`;
      send(call, { title: 'Today', section: 'today', refreshSeconds: REFRESH_SECONDS, body });
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
        { head: 'Last word', cell: (row) => lastWords(row, now) },
      ],
    }),
  });
}

const caseCell = (caseFile: CaseFile): Html => caseLink({ ...caseFile, caseFileId: caseFile._id });

/** What she said last, and what the escort who meets her did. */
const lastWords = ({ report, escortWord: said }: Expected, now: Date): Html =>
  report || said
    ? html`${report && html`<span class="num">${sinceText(report.at, now)}</span> ${reportWord(report)}`}${report && said && html`<br>`}${
        said && html`escort: ${escortWord(said)}, <span class="num">${sinceText(said.at, now)}</span>`
      }`
    : html`<span class="soft">none yet</span>`;
