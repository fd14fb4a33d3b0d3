import { formatReference } from '../case-file/codes.ts';
import { sayObstacle } from '../itinerary/risk-words.ts';
import type { WrongJourneyService } from '../itinerary/wrong-journey-service.ts';
import type { WrongJourney } from '../itinerary/wrong-journeys.ts';
import type { Clock } from '../platform/clock.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { card, note, table } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import type { ProposalService } from '../proposal/proposal-service.ts';
import type { Proposal } from '../proposal/proposal.ts';
import type { RederivationService } from '../proposal/rederivation-service.ts';
import type { Rederivation } from '../proposal/rederivation.ts';
import type { Slot } from '../slot/slot.ts';
import { caseAddress } from './case-cells.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import { buttonEndpoint } from './form-page.ts';
import type { LoadNames, Names } from './names.ts';
import { proposalAcceptEndpoints } from './proposal-page.ts';
import { sayPath } from './slot-choice.ts';
import { withNotice } from './notices.ts';
import { DESK_ZONE, momentText, sinceText } from './when.ts';
import { parseParam } from '../platform/parse.ts';

export interface WrongDependencies {
  wrongJourney: WrongJourneyService;
  proposal: ProposalService;
  rederivation: RederivationService;
  /** Case files' references and slots, by id. */
  stores: {
    caseFiles: { findMany: (ids: readonly string[]) => Promise<{ _id: string; reference: string }[]> };
    slots: { findMany: (ids: readonly string[]) => Promise<Slot[]> };
  };
  loadNames: LoadNames;
  clock: Clock;
}

const PAGE = '/console/wrong';

/** What the world has made wrong of booked journeys, what is proposed for each, and what was decided. */
export const wrongEndpoints = (send: SendPage, dependencies: WrongDependencies): Endpoint[] => [
  {
    method: 'get',
    path: PAGE,
    handle: async (call) => {
      const { wrongJourney, proposal, rederivation, loadNames, clock } = dependencies;
      const [names, now] = [await loadNames(), clock()];
      const open = await proposal.listOpen();
      const wrong = await wrongJourney.list();
      const all = open.length > 1 && acceptAllForm(call, open.length);
      const body = html`${heading('What is now wrong', linkButton('/console/crossings', 'Crossings'))}
<p class="soft">As of ${momentText(now, DESK_ZONE)}. Nothing of hers changes until somebody accepts it here; then she and the escorts stand on To tell.</p>
${renderProgress(await rederivation.listLately(), now)}${all}
${wrongTable(wrong, { names, open, now })}
${renderMoved(await wrongJourney.listMovedClocks())}
${card({ id: 'decided', title: 'Decided in the last day', body: await decidedTable(call, dependencies, now) })}`;
      send(call, { title: 'What is now wrong', section: 'crossings', body });
    },
  },
  ...proposalAcceptEndpoints(send, dependencies),
  ...decideButtons(send, dependencies),
];

function acceptAllForm(call: Call, count: number): Html {
  return postForm({ action: `${PAGE}/accept-all`, keys: call.formKeys(), submit: `Accept all ${count}` });
}

const BECAUSE: Record<Rederivation['because'], string> = {
  'crossing-event': 'of what was recorded of a crossing',
  wait: 'of a wait that was reported',
  data: 'the route, its facts or the time zones are new',
  asked: 'somebody asked',
};

function renderProgress([last]: readonly Rederivation[], now: Date): Html {
  if (!last) return html``;
  const { because, counts, at, doneAt } = last;
  const come = `${counts.wrong} cannot go, ${counts.proposed} newly proposed`;
  const text = doneAt
    ? `All journeys were looked at anew, ${sinceText(doneAt, now)}, because ${BECAUSE[because]}: ${come}.`
    : `All journeys are being looked at anew since ${sinceText(at, now)}, because ${BECAUSE[because]}; so far ${come}.`;
  return note('info', html`<p>${text}</p>`);
}

const renderMoved = (moved: readonly Slot[]): Html =>
  moved.length === 0
    ? html``
    : note(
        'warn',
        html`<h2>Agreed times that no longer stand where they stood</h2><p>The time zones of this machine are newer than the slots. Edit each to the time that was agreed, and call whoever is booked.</p><ul>${moved.map(
          ({ _id, localDate, localTime, zone, from }) =>
            html`<li><a href="/console/slots/${_id}">${localDate} ${localTime}</a> was agreed; it now is ${momentText(from, zone)}</li>`,
        )}</ul>`,
      );

interface Standing {
  names: Names;
  open: readonly Proposal[];
  now: Date;
}

const wrongTable = (rows: readonly WrongJourney[], standing: Standing): Html =>
  table({
    rows,
    empty: 'Everybody who is booked can go as it stands.',
    isWrong: () => true,
    columns: [
      { head: 'Meeting', cell: ({ journey: { meeting } }) => momentText(meeting.slot.from, meeting.slot.zone) },
      { head: 'Family', cell: ({ journey: { caseFile } }) => familyLink(caseFile._id, caseFile.reference) },
      {
        head: 'Why',
        cell: ({ reasons }) => reasons.map((each) => sayObstacle(each, (id) => standing.names.crossing(id))).join(' '),
      },
      { head: 'What would put it right', cell: (row) => renderRemedy(row, standing) },
    ],
  });

const familyLink = (caseFileId: string, reference: string): Html =>
  html`<a class="nowrap" href="${caseAddress(caseFileId)}">${formatReference(reference)}</a>`;

function renderRemedy({ journey, remedy }: WrongJourney, { names, open, now }: Standing): Html {
  const proposal = open.find(({ bookingId }) => bookingId === journey.booking._id);
  if (proposal)
    return html`Proposed, with the seats held for ${hoursLeft(proposal, now)} more. ${linkButton(`/console/proposals/${proposal._id}/accept`, 'Look and decide', 'main')}`;
  if (!remedy) return html`<b>Nothing that is offered.</b> Add a slot, and call her: she must not go on.`;
  const where =
    remedy.slot._id === journey.meeting.slot._id
      ? 'The same meeting'
      : `${momentText(remedy.slot.from, remedy.slot.zone)} at ${names.crossing(remedy.slot.crossingId)}`;
  return html`${where}, ${sayPath(remedy.way, names)}. It is proposed within a minute.`;
}

const hoursLeft = ({ endsAt }: Proposal, now: Date): string =>
  `${Math.max(1, Math.round((endsAt.getTime() - now.getTime()) / 3_600_000))} h`;

async function decidedTable(call: Call, { proposal, stores }: WrongDependencies, now: Date): Promise<Html> {
  const decided = await proposal.listDecided();
  const families = await stores.caseFiles.findMany([...new Set(decided.map(({ caseFileId }) => caseFileId))]);
  const referenceOf = new Map(families.map(({ _id, reference }) => [_id, reference]));
  return table({
    rows: decided,
    empty: 'Nothing.',
    columns: [
      { head: 'Family', cell: ({ caseFileId }) => familyLink(caseFileId, referenceOf.get(caseFileId) ?? '') },
      {
        head: 'What',
        cell: ({ status, decidedBy, decidedAt }) =>
          `${status} by ${decidedBy ?? ''}, ${decidedAt ? sinceText(decidedAt, now) : ''}`,
      },
      {
        head: '',
        cell: ({ _id, status }) =>
          status === 'accepted' &&
          postForm({
            action: `/console/proposals/${_id}/undo`,
            keys: call.formKeys(),
            submit: 'Undo',
            tone: 'quiet',
            small: true,
          }),
      },
    ],
  });
}

const decideButtons = (send: SendPage, { proposal }: WrongDependencies): Endpoint[] => [
  buttonEndpoint(send, {
    ...{ path: `${PAGE}/accept-all`, act: 'proposal.accept-all', back: () => PAGE, section: 'crossings' },
    run: async (act) => {
      const { left } = await proposal.acceptAll(act);
      return withNotice(PAGE, left.length === 0 ? 'all-accepted' : 'some-accepted');
    },
  }),
  buttonEndpoint(send, {
    ...{ path: '/console/proposals/:id/refuse', act: 'proposal.refuse', back: () => PAGE, section: 'crossings' },
    run: async (act, call) => {
      await proposal.refuse(act, parseParam(call.req, 'id'));
      return withNotice(PAGE, 'proposal-refused');
    },
  }),
  buttonEndpoint(send, {
    ...{ path: '/console/proposals/:id/undo', act: 'proposal.undo', back: () => PAGE, section: 'crossings' },
    run: async (act, call) => {
      await proposal.undo(act, parseParam(call.req, 'id'), {});
      return withNotice(PAGE, 'proposal-undone');
    },
  }),
];
