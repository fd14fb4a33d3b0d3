import type { Crossing } from '../crossing/crossing.ts';
import { lastEnd, type CrossingEvent } from '../crossing/crossing-event.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { card, table } from '../platform/parts.ts';
import { currentRouteRef, getRoute, type Reference } from '../route/reference.ts';
import { heading, type SendPage } from './console-frame.ts';
import { MODE_WORDS } from './words.ts';

/** The documented route and its crossing points, to read: whatever stands here comes from files with sources. */
export const routeEndpoints = (send: SendPage, { reference }: { reference: Reference }): Endpoint[] => [
  {
    method: 'get',
    path: '/console/route',
    handle: (call) => {
      const route = getRoute(reference, currentRouteRef(reference));
      const crossings = [...reference.crossings.values()];
      const body = html`${heading('The route')}<p class="lead">${route.title.en} <span class="soft">(${route.ref})</span></p>
${card({ id: 'into-ukraine', title: 'Into Ukraine', body: crossingTable(crossings.filter(({ border }) => border === 'PL-UA')) })}
${card({ id: 'into-poland', title: 'Into Poland', body: crossingTable(crossings.filter(({ border }) => border !== 'PL-UA')) })}
${card({ id: 'events', title: 'What changed at the crossing points', body: eventTable(reference) })}`;
      send(call, { title: 'Route', section: 'route', body });
    },
  },
];

const modesOf = ({ border, modes }: Crossing): string =>
  (modes[border === 'PL-UA' ? 'to-UA' : 'to-PL'] ?? []).map((mode) => MODE_WORDS[mode] ?? mode).join(', ');

const crossingTable = (rows: readonly Crossing[]): Html =>
  table({
    rows,
    empty: 'None in the data.',
    columns: [
      { head: 'Crossing point', cell: ({ names }) => html`<b>${names.en}</b>` },
      { head: 'Takes, in her direction', cell: (crossing) => modesOf(crossing) || 'nobody' },
      { head: 'Hours', cell: ({ hours }) => hours },
      { head: 'Status', cell: ({ status }) => status.latest.en },
      { head: 'As of', cell: ({ status }) => status.asOf ?? 'no date on its source' },
    ],
  });

const eventTable = ({ crossingEvents, crossings }: Reference): Html =>
  table<CrossingEvent>({
    rows: [...crossingEvents.values()].sort((one, other) => other.from.localeCompare(one.from)),
    empty: 'None known.',
    columns: [
      { head: 'From', cell: ({ from }) => from },
      { head: 'Until', cell: (event) => lastEnd(event) ?? 'open' },
      { head: 'Where', cell: (event) => event.crossings.map((id) => crossings.get(id)?.names.en ?? id).join(', ') },
      {
        head: 'What',
        cell: ({ effect, modes }) =>
          `${effect.replaceAll('-', ' ')}: ${modes.map((mode) => MODE_WORDS[mode] ?? mode).join(', ')}`,
      },
    ],
  });
