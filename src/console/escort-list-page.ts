import type { EscortService } from '../escort/escort-service.ts';
import type { EscortView } from '../escort/escort.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { table, tag } from '../platform/parts.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import type { LoadNames, Names } from './names.ts';
import { verifiedBy } from './verified.ts';
import { sinceText } from './when.ts';
import type { Clock } from '../platform/clock.ts';
import { LANGUAGE_WORDS } from './words.ts';

interface Dependencies {
  escort: Pick<EscortService, 'list'>;
  lastFetches: (escortIds: readonly string[]) => Promise<Map<string, Date>>;
  loadNames: LoadNames;
  clock: Clock;
}

/** Everybody who accompanies, and when their calendar last came for news. */
export const escortListEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => [
  {
    method: 'get',
    path: '/console/escorts',
    handle: async (call) => {
      const escorts = await dependencies.escort.list();
      const fetches = await dependencies.lastFetches(escorts.map(({ escortId }) => escortId));
      const rows = [...escorts.filter(({ retired }) => !retired), ...escorts.filter(({ retired }) => retired)];
      const fetched = ({ escortId }: EscortView): string => {
        const at = fetches.get(escortId);
        return at ? sinceText(at, dependencies.clock()) : 'never';
      };
      const body = html`${heading('Escorts', linkButton('/console/escorts/new', 'New escort', 'main'))}
<section class="card">${renderTable(rows, await dependencies.loadNames(), fetched)}</section>`;
      send(call, { title: 'Escorts', section: 'escorts', body });
    },
  },
];

const renderTable = (rows: readonly EscortView[], names: Names, fetched: (row: EscortView) => string): Html =>
  table({
    rows,
    empty: html`Nobody accompanies yet. <a href="/console/escorts/new">Enter the first escort</a>; then give her or him a calendar.`,
    columns: [
      {
        head: 'Name',
        cell: ({ escortId, name, retired }) =>
          html`<a href="/console/escorts/${escortId}">${name}</a> ${retired && tag('plain', 'retired')}`,
      },
      { head: 'Verified', cell: ({ verified }) => verifiedBy(verified) },
      { head: 'Language', cell: ({ language }) => LANGUAGE_WORDS[language] },
      { head: 'Knows', cell: ({ crossingIds }) => crossingIds.map((id) => names.crossing(id)).join(', ') },
      { head: 'Calendar last fetched', cell: fetched },
    ],
  });
