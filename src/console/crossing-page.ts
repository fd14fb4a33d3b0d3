import { momentStart } from '../crossing/period.ts';
import { isPast, type RecordedEvent } from '../crossing/recorded-event.ts';
import { daysAfter } from '../platform/days.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { card, facts, table, tag } from '../platform/parts.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import { crossingFormEndpoints, type CrossingPageDependencies } from './crossing-form-page.ts';
import type { Names } from './names.ts';
import { DESK_ZONE, momentText, periodText, sinceText, untilText } from './when.ts';
import { APPLIES_WORDS, CAUSE_WORDS, DIRECTION_WORDS, EFFECT_WORDS, MODE_WORDS } from './words.ts';

const CROSSINGS_PAGE = '/console/crossings';
const RECENT_DAYS = 30;

/** What the desk has recorded of crossings: what holds, what was recent, who said so and when; and the forms to change it. */
export const crossingEndpoints = (send: SendPage, dependencies: CrossingPageDependencies): Endpoint[] => [
  {
    method: 'get',
    path: CROSSINGS_PAGE,
    handle: async (call) => {
      const now = dependencies.clock();
      const names = await dependencies.loadNames();
      const rows = await dependencies.crossingEvent.list();
      const current = await dependencies.crossingEvent.listCurrent();
      const standing = current.filter(({ event }) => !isPast(event, now));
      const recent = current.filter(({ event, at }) => isPast(event, now) && daysAfter(at, RECENT_DAYS) > now);
      const body = html`${heading('Crossings', html`${linkButton('/console/wrong', 'What is now wrong')} ${linkButton(`${CROSSINGS_PAGE}/now`, 'All crossings now')} ${linkButton(`${CROSSINGS_PAGE}/new`, 'Close, restrict or reopen', 'main')}`)}
<p class="soft">As of ${momentText(now, DESK_ZONE)}. What is documented of the years before stands under Route.</p>
${standing.length === 0 ? none : standing.map((row) => renderStanding(row, rows, names, now))}
${card({ id: 'recent', title: 'Over, in the last 30 days', body: recentTable(recent, names, now) })}`;
      send(call, { title: 'Crossings', section: 'crossings', body });
    },
  },
  ...crossingFormEndpoints(send, dependencies),
];

const none = html`<p class="empty">Nothing is recorded that holds now. When a border closes, record it here: whoever is on her way there stands on To tell at once.</p>`;

const listOf = (ids: readonly string[], name: (id: string) => string): string => ids.map(name).join(', ');

const modesOf = ({ event }: RecordedEvent): string => listOf(event.modes, (mode) => MODE_WORDS[mode] ?? mode);

/** `citizens of RU, BY`. */
const whomText = ({ event: { appliesTo, countries = [] } }: RecordedEvent): string =>
  APPLIES_WORDS[appliesTo].replace('some countries', countries.join(', '));

function renderStanding(row: RecordedEvent, rows: readonly RecordedEvent[], names: Names, now: Date): Html {
  const { eventId, event } = row;
  const address = `${CROSSINGS_PAGE}/${eventId}`;
  const [effect, tone] = EFFECT_WORDS[event.effect] ?? [event.effect, 'plain'];
  const isAhead = momentStart(event.from) > now;
  const history = rows.filter((each) => each.eventId === eventId);
  return card({
    id: `event-${eventId}`,
    title: html`${listOf(event.crossings, (id) => names.crossing(id))} ${tag(tone, isAhead ? `${effect}, ahead` : effect)}`,
    body: html`${facts([
      ['Holds', periodText(event)],
      ...(event.publish
        ? [['On her page', `from ${momentText(momentStart(event.publish.from), DESK_ZONE)}`] as const]
        : []),
      ['Whom', `${whomText(row)}, ${modesOf(row)}; ${DIRECTION_WORDS[event.direction] ?? event.direction}`],
      ['Why', CAUSE_WORDS[event.cause]],
      ['Said', `“${event.wording.en}”`],
      ['Source', event.sources.join('; ')],
      ['Recorded', history.map((each) => html`${each.what} by ${each.by}, ${sinceText(each.at, now)}<br>`)],
    ])}
<div class="actions">${linkButton(`${address}/correct`, 'Correct')} ${linkButton(`${address}/end`, 'It is over')}</div>`,
  });
}

const recentTable = (rows: readonly RecordedEvent[], names: Names, now: Date): Html =>
  table({
    rows,
    empty: 'None.',
    columns: [
      { head: 'Where', cell: ({ event }) => html`<b>${listOf(event.crossings, (id) => names.crossing(id))}</b>` },
      { head: 'What', cell: (row) => `${EFFECT_WORDS[row.event.effect]?.[0] ?? row.event.effect}: ${modesOf(row)}` },
      { head: 'From', cell: ({ event }) => momentText(momentStart(event.from), DESK_ZONE) },
      { head: 'Until', cell: ({ event }) => untilText(event.to) },
      { head: 'Last word', cell: ({ what, by, at }) => `${what} by ${by}, ${sinceText(at, now)}` },
    ],
  });
