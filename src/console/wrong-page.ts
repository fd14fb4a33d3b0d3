import { formatReference } from '../case-file/codes.ts';
import { sayObstacle } from '../itinerary/risk-words.ts';
import type { WrongJourneyService } from '../itinerary/wrong-journey-service.ts';
import type { WrongJourney } from '../itinerary/wrong-journeys.ts';
import type { Clock } from '../platform/clock.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { table } from '../platform/parts.ts';
import { caseAddress } from './case-cells.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import type { LoadNames, Names } from './names.ts';
import { sayPath } from './slot-choice.ts';
import { DESK_ZONE, momentText } from './when.ts';

interface Dependencies {
  wrongJourney: WrongJourneyService;
  loadNames: LoadNames;
  clock: Clock;
}

/** What the world has made wrong of booked journeys: why, what would put each right, and the way to do it. */
export const wrongEndpoints = (send: SendPage, { wrongJourney, loadNames, clock }: Dependencies): Endpoint[] => [
  {
    method: 'get',
    path: '/console/wrong',
    handle: async (call) => {
      const names = await loadNames();
      const body = html`${heading('What is now wrong', linkButton('/console/crossings', 'Crossings'))}
<p class="soft">As of ${momentText(clock(), DESK_ZONE)}. Nothing is moved by itself: call her first, then change it.</p>
${wrongTable(await wrongJourney.list(), names)}`;
      send(call, { title: 'What is now wrong', section: 'crossings', body });
    },
  },
];

const wrongTable = (rows: readonly WrongJourney[], names: Names): Html =>
  table({
    rows,
    empty: 'Everybody who is booked can go as it stands.',
    isWrong: () => true,
    columns: [
      { head: 'Meeting', cell: ({ journey: { meeting } }) => momentText(meeting.slot.from, meeting.slot.zone) },
      {
        head: 'Family',
        cell: ({ journey: { caseFile } }) =>
          html`<a href="${caseAddress(caseFile._id)}">${formatReference(caseFile.reference)}</a>`,
      },
      {
        head: 'Why',
        cell: ({ reasons }) => reasons.map((reason) => sayObstacle(reason, (id) => names.crossing(id))).join(' '),
      },
      { head: 'What would put it right', cell: (row) => renderRemedy(row, names) },
    ],
  });

function renderRemedy({ journey, remedy }: WrongJourney, names: Names): Html {
  const address = caseAddress(journey.caseFile._id);
  if (!remedy) return html`<b>Nothing that is offered.</b> Add a slot, or call her: she must not go on.`;
  const { slot, way } = remedy;
  const path = sayPath(way, names);
  if (slot._id === journey.meeting.slot._id)
    // A path is chosen before a place is given: the seat is hers again only once she is booked anew.
    return html`The same meeting, ${path}. Cancel her place, change her path, and book this meeting again. ${linkButton(address, 'Her case file')}`;
  return html`${momentText(slot.from, slot.zone)} at ${names.crossing(slot.crossingId)}, ${path}. ${linkButton(`${address}/bookings/${journey.booking._id}/move`, 'Move her')}`;
}
