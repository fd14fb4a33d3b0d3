import { z } from 'zod';
import { bookSchema, type BookingService } from '../booking/booking-service.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import type { SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import type { ListOffers, Offers } from './offers.ts';
import { acknowledgement, slotChoice } from './slot-choice.ts';

interface Choice {
  seen?: 'yes' | undefined;
  acknowledgedReason?: string | undefined;
}

/** Ticked without a reason, or a reason without the tick, is half an answer. */
export const bothOrNeither = ({ seen, acknowledgedReason }: Choice): boolean =>
  (seen === undefined) === (acknowledgedReason === undefined);
export const BOTH = { message: 'Tick that you have seen it, and say why it is right all the same.', path: ['seen'] };

export const choiceFields = {
  slotId: z.string('Choose one of the slots.').max(64),
  seen: z.literal('yes').optional(),
  acknowledgedReason: bookSchema.shape.acknowledgedReason,
};

const schema = z
  .strictObject({ ...choiceFields, how: z.enum(['book', 'hold']).default('book') })
  .refine(bothOrNeither, BOTH);

interface Dependencies {
  booking: BookingService;
  loadCase: LoadCaseDesk;
  listOffers: ListOffers;
}

const holdButton = html`<button class="btn quiet" name="how" value="hold">Hold it for 10 minutes</button>`;

/** Booking, or holding while she is on the phone. */
export const caseBookEndpoints = (send: SendPage, { booking, loadCase, listOffers }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/book',
    act: 'booking.book',
    schema,
    load: async (call): Promise<CaseDesk & { found: Offers }> => {
      const desk = await loadCase(call);
      return { ...desk, found: await listOffers(call.act('case-file.read'), desk.view.caseFileId) };
    },
    render: ({ found, ...desk }, state) =>
      casePage(
        desk,
        'Book a place',
        html`<p class="lead">${partyText(desk.view.party)}</p>${filledForm(state, {
          action: `${caseAddress(desk.view.caseFileId)}/book`,
          submit: 'Book this place',
          body: (field) => html`${slotChoice(field, found, desk.names)}${acknowledgement(field, state.refusal)}`,
          beside: html`${holdButton} ${backToCase(desk.view.caseFileId)}`,
        })}`,
      ),
    run: async (act, { slotId, how, acknowledgedReason }, call) => {
      const caseFileId = parseParam(call.req, 'id');
      const made = await booking.book(act, slotId, { caseFileId, hold: how === 'hold', acknowledgedReason });
      return withNotice(caseAddress(caseFileId), made.status === 'held' ? 'held' : 'booked');
    },
  });

const partyText = (party: number): string =>
  party === 1 ? 'She travels alone: one seat.' : `They are ${party}: seats for all are taken together, or none.`;
