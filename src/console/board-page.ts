import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { endpoint, type Endpoint } from '../platform/endpoint.ts';
import { attributes, html, type Html } from '../platform/html.ts';
import { tag } from '../platform/parts.ts';
import { formatShortDay, formatTime, localDateTime, resolveLocal } from '../platform/zone-time.ts';
import { heading, link, linkButton, type SendPage } from './console-frame.ts';
import type { LoadNames, Names } from './names.ts';
import { slotState, type ListSlotLines, type SlotLine } from './slot-line.ts';
import { boardRows, weekField, weekOf, type BoardRow, type Week } from './week.ts';
import { DESK_ZONE } from './when.ts';

interface Dependencies {
  listLines: ListSlotLines;
  loadNames: LoadNames;
  clock: Clock;
}

const shown = z.object({ week: weekField, by: z.enum(['escort', 'crossing']).catch('escort') });
type By = z.infer<typeof shown>['by'];

/** The slots of a week, by escort or by crossing point. */
export const boardEndpoints = (send: SendPage, { listLines, loadNames, clock }: Dependencies): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/console/slots',
    query: shown,
    handle: async (call) => {
      const { by } = call.input;
      const week = weekOf(call.input.week, clock());
      const lines = await listLines({ from: week.from, to: week.to });
      const names = await loadNames();
      const today = localDateTime(clock(), DESK_ZONE).date;
      const body = html`${heading(`Week of ${dayText(week.days[0])}`, actions(week))}${navigation(week, by)}${legend}
${lines.length === 0 ? nothing : renderBoard(boardRows(lines, week.days, rowOf(by, names)), { week, by, today, names })}`;
      send(call, { title: 'Slots', section: 'slots', body });
    },
  }),
];

const dayText = (day = ''): string =>
  formatShortDay(resolveLocal({ date: day, time: '12:00', zone: DESK_ZONE }).instant, DESK_ZONE, 'en');

const rowOf =
  (by: By, names: Names) =>
  ({ slot }: SlotLine) =>
    by === 'crossing'
      ? { key: slot.crossingId, name: names.crossing(slot.crossingId) }
      : { key: slot.escortId ?? '', name: slot.escortId === undefined ? 'nobody' : names.escort(slot.escortId) };

const actions = ({ days }: Week): Html =>
  html`${linkButton('/console/slots/new', 'New slot', 'main')} ${linkButton(`/console/slots/assign?week=${days[0] ?? ''}`, 'Assign an escort to many')} ${linkButton('/console/series', 'Series')}`;

const navigation = ({ before, after, days }: Week, by: By): Html => {
  const other: By = by === 'escort' ? 'crossing' : 'escort';
  const to = (address: string, text: string): Html => link(`/console/slots?${address}`, text);
  return html`<p class="noprint">${to(`week=${before}&by=${by}`, '← week before')} · ${to(`by=${by}`, 'this week')} · ${to(`week=${after}&by=${by}`, 'week after →')} · by ${by}, ${to(`week=${days[0] ?? ''}&by=${other}`, `by ${other}`)}</p>`;
};

const legend = html`<p>${tag('info', 'seats left')} ${tag('ok', 'full')} ${tag('warn', 'held while someone talks')} ${tag('stop', 'nobody assigned')} ${tag('plain', 'draft, closed or cancelled')} <span class="soft small">Times on the clock of the meeting point.</span></p>`;

const nothing = html`<p class="empty">No slot in this week. <a href="/console/series">Plan a series</a>, or add <a href="/console/slots/new">a single slot</a>.</p>`;

interface Shown {
  week: Week;
  by: By;
  today: string;
  names: Names;
}

const renderBoard = (rows: readonly BoardRow[], { week, by, today, names }: Shown): Html => {
  const todayClass = (index: number): Html => attributes({ class: week.days[index] === today && 'today' });
  return html`<div class="board" tabindex="0" role="region" aria-label="Slots of the week"><table>
<thead><tr><th scope="col">${by === 'escort' ? 'Escort' : 'Crossing point'}</th>${week.days.map(
    (day, index) => html`<th scope="col"${todayClass(index)}>${dayText(day)}</th>`,
  )}</tr></thead>
<tbody>${rows.map(
    ({ name, cells }) =>
      html`<tr><th scope="row">${name}</th>${cells.map(
        (lines, index) => html`<td${todayClass(index)}>${lines.map((line) => slotCell(line, by, names))}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
};

function slotCell(line: SlotLine, by: By, names: Names): Html {
  const [looks, text] = slotState(line);
  const { slot } = line;
  const who = slot.escortId === undefined ? '' : names.escort(slot.escortId);
  return html`<a class="slot${looks && ` ${looks}`}" href="/console/slots/${slot._id}"><b>${formatTime(slot.from, slot.zone)} ${
    by === 'escort' ? names.crossing(slot.crossingId) : who
  }</b>${text}</a>`;
}
