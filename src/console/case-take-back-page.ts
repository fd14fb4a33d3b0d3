import {
  takeBackSchema,
  type ReleasedPlace,
  type TakeBackService,
  type TakenBackReply,
} from '../case-file/take-back-service.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { textField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { card, note, table } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { Slot } from '../slot/slot.ts';
import { caseAddress, stateTag } from './case-cells.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, caseKeys, casePage } from './case-form.ts';
import type { ConsolePage, SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { DESK_ZONE, momentText } from './when.ts';
import { STATE_WORDS } from './words.ts';

interface Dependencies {
  takeBack: TakeBackService;
  loadCase: LoadCaseDesk;
  slots: Pick<SlotStore, 'findMany'>;
}

/** Taking the last change of state back, within 24 hours; then what it released, as far as it is still free. */
export const caseTakeBackEndpoints = (send: SendPage, { takeBack, loadCase, slots }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/take-back',
    act: 'case-file.take-back',
    schema: takeBackSchema,
    load: loadCase,
    render: (desk, state) =>
      casePage(
        desk,
        'Take the last change back',
        html`${renderMistake(desk)}
${filledForm(state, {
  action: `${caseAddress(desk.view.caseFileId)}/take-back`,
  submit: 'Take it back',
  body: (field) => textField({ ...field('reason'), label: 'Why it was a mistake', required: true }),
  beside: backToCase(desk.view.caseFileId),
})}`,
      ),
    run: async (act, input, call) => {
      const id = parseParam(call.req, 'id');
      const taken = await takeBack.takeBack(act, call.staff().role, id, input);
      if (taken.released.length === 0)
        return withNotice(caseAddress(id), taken.tellHer ? 'taken-back-tell' : 'taken-back');
      const found = await slots.findMany(taken.released.map(({ slotId }) => slotId));
      return takenBackPage(await loadCase(call), taken, new Map(found.map((slot) => [slot._id, slot])), call);
    },
  });

function renderMistake({ view: { lastChange } }: CaseDesk): Html {
  if (!lastChange) return note('warn', html`<p>There is no change of state that can be taken back now.</p>`);
  const { from, to, by, at } = lastChange;
  return html`<p class="lead">${by} changed it from ${stateTag(from)} to ${stateTag(to)}, ${momentText(new Date(at), DESK_ZONE)}.</p>
<p>Both stay in the history, with your reason. Whoever was not told yet is not told. Places that were given up are not taken again by this: book them after it. Until then she stands on To tell, because her meeting is gone.</p>`;
}

function takenBackPage(
  desk: CaseDesk,
  { state, tellHer, released }: TakenBackReply,
  slotOf: ReadonlyMap<string, Slot>,
  call: Call,
): ConsolePage {
  const address = caseAddress(desk.view.caseFileId);
  const again = ({ slotId }: ReleasedPlace): Html =>
    postForm({
      action: `${address}/book`,
      keys: caseKeys(call, desk),
      hidden: { slotId, how: 'book' },
      submit: 'Book this place again',
      small: true,
    });
  const places = table({
    rows: released,
    empty: '',
    columns: [
      { head: 'Place', cell: ({ slotId, seats }) => placeText(desk, slotOf.get(slotId), seats) },
      { head: 'The escort', cell: escortText },
      {
        head: '',
        cell: (place) => (place.free ? again(place) : html`<b>Gone:</b> closed, begun, or given to others.`),
      },
    ],
  });
  return casePage(
    desk,
    'Taken back',
    html`<p class="lead">The case file is “${STATE_WORDS[state][0]}” again. Her place is not: nothing is booked yet. Book it again, or tell her that this meeting does not take place.</p>
${tellHer && note('warn', html`<p>She had been told. She stands on To tell: say that it was a mistake of ours.</p>`)}
${card({ id: 'released', title: 'What the mistake gave up', body: places })}
<p><a href="${address}">Back to the case file</a></p>`,
  );
}

const placeText = ({ names }: CaseDesk, slot: Slot | undefined, seats: number): Html =>
  html`${slot ? html`<b>${momentText(slot.from, slot.zone)}</b><br>${names.meetingPoint(slot.meetingPointId)}` : 'a slot that is no more'} · ${seats} ${seats === 1 ? 'seat' : 'seats'}`;

const escortText = ({ escortToldBy }: ReleasedPlace): string =>
  escortToldBy === undefined
    ? 'has not been told that it was free'
    : `was told by ${escortToldBy} that it was free: call again`;
