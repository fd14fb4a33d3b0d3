import { z } from 'zod';
import { cancelSchema, type BookingService } from '../booking/booking-service.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { textField } from '../platform/form.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { bothOrNeither, BOTH, choiceFields } from './case-book-page.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseButtonEndpoint, caseFormEndpoints, casePage } from './case-form.ts';
import type { SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice, type Notice } from './notices.ts';
import type { ListOffers, Offers } from './offers.ts';
import { acknowledgement, slotChoice } from './slot-choice.ts';

interface Dependencies {
  booking: BookingService;
  loadCase: LoadCaseDesk;
  listOffers: ListOffers;
}

const ONE = '/console/cases/:id/bookings/:bookingId';
const caseOf = (call: Call): string => caseAddress(parseParam(call.req, 'id'));
const bookingOf = (call: Call): string => parseParam(call.req, 'bookingId');
const addressOf = (call: Call): string => `${caseOf(call)}/bookings/${bookingOf(call)}`;

/** What can be done with a booking that stands: confirm and extend a hold, move it, cancel it. */
export const caseBookingEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] =>
  [
    holdButton(send, 'confirm', { notice: 'confirmed', submit: 'Book it now' }, dependencies),
    holdButton(send, 'extend', { notice: 'extended', submit: 'Ten minutes more' }, dependencies),
    ...moveEndpoints(send, dependencies),
    ...cancelEndpoints(send, dependencies),
  ].map((endpoint) => ofThisFamily(endpoint, dependencies.booking));

/** The same page, not found where its booking is another family's. */
function ofThisFamily(endpoint: Endpoint, booking: BookingService): Endpoint {
  const check = (call: Call) => booking.checkOf(parseParam(call.req, 'id'), bookingOf(call));
  return {
    ...endpoint,
    handle: async (call) => {
      await check(call);
      await endpoint.handle(call);
    },
    refuse: async (call, refusal) => {
      await check(call);
      if (!endpoint.refuse) throw refusal;
      await endpoint.refuse(call, refusal);
    },
  };
}

const holdButton = (
  send: SendPage,
  act: 'confirm' | 'extend',
  { notice, submit }: { notice: Notice; submit: string },
  { booking, loadCase }: Pick<Dependencies, 'booking' | 'loadCase'>,
): Endpoint =>
  caseButtonEndpoint(send, loadCase, {
    path: `${ONE}/${act}`,
    act: `booking.${act}`,
    submit,
    back: caseOf,
    run: async (context, call) => {
      await booking[act](context, bookingOf(call));
      return withNotice(caseOf(call), notice);
    },
  });

/** Where she could move to: everywhere but where she is. */
function elsewhere({ reached, doubtful, refused }: Offers, { view }: CaseDesk, bookingId: string): Offers {
  const here = view.bookings.find((booking) => booking.bookingId === bookingId)?.slotId;
  const isElsewhere = ({ slot }: Offers['reached'][number]): boolean => slot._id !== here;
  return {
    reached: reached.filter(isElsewhere),
    doubtful: doubtful.filter(isElsewhere),
    refused: refused.filter(isElsewhere),
  };
}

const moveEndpoints = (send: SendPage, { booking, loadCase, listOffers }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: `${ONE}/move`,
    act: 'booking.move',
    schema: z.strictObject(choiceFields).refine(bothOrNeither, BOTH),
    load: async (call) => {
      const desk = await loadCase(call);
      return {
        ...desk,
        found: elsewhere(await listOffers(call.act('case-file.read'), desk.view.caseFileId), desk, bookingOf(call)),
      };
    },
    render: ({ found, ...desk }, state, call) =>
      casePage(
        desk,
        'Move to another slot',
        html`<p class="lead">The old place is given up only when the new one is hers.</p>${filledForm(state, {
          action: `${addressOf(call)}/move`,
          submit: 'Move the booking',
          body: (field) => html`${slotChoice(field, found, desk.names)}${acknowledgement(field, state.refusal)}`,
          beside: backToCase(desk.view.caseFileId),
        })}`,
      ),
    run: async (act, { slotId, acknowledgedReason }, call) => {
      await booking.move(act, bookingOf(call), { slotId, acknowledgedReason });
      return withNotice(caseOf(call), 'moved');
    },
  });

const cancelEndpoints = (send: SendPage, { booking, loadCase }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: `${ONE}/cancel`,
    act: 'booking.cancel',
    schema: cancelSchema,
    load: loadCase,
    render: (desk, state, call) =>
      casePage(
        desk,
        'Cancel the booking',
        html`<p class="lead">Her seats are free for others at once. She and the escort stand on To tell until somebody has called them.</p>${filledForm(
          state,
          {
            action: `${addressOf(call)}/cancel`,
            submit: 'Cancel the booking',
            tone: 'danger',
            body: (field) => textField({ ...field('reason'), label: 'Why', required: true }),
            beside: backToCase(desk.view.caseFileId),
          },
        )}`,
      ),
    run: async (act, input, call) => {
      await booking.cancel(act, bookingOf(call), input);
      return withNotice(caseOf(call), 'cancelled');
    },
  });
