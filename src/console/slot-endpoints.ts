import type { Call, Endpoint } from '../platform/endpoint.ts';
import { textField } from '../platform/form.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { z } from 'zod';
import type { AssignService } from '../slot/assign-service.ts';
import { cancelSlotSchema, createSlotSchema, editSlotSchema } from '../slot/slot-input.ts';
import type { SlotService } from '../slot/slot-service.ts';
import { heading, type SendPage } from './console-frame.ts';
import { buttonEndpoint, formEndpoints } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import type { LoadSlotChoices, LoadSlotDesk, SlotDesk } from './slot-desk.ts';
import { escortField, slotFields, type SlotValues } from './slot-fields.ts';
import { renderSlotPage } from './slot-page.ts';

export interface SlotDependencies {
  slot: SlotService;
  assign: AssignService;
  loadSlot: LoadSlotDesk;
  loadChoices: LoadSlotChoices;
}

const addressOf = (call: Call): string => `/console/slots/${parseParam(call.req, 'id')}`;
const idOf = (call: Call): string => parseParam(call.req, 'id');

/** What is done with single slots. */
export const slotEndpoints = (send: SendPage, dependencies: SlotDependencies): Endpoint[] => [
  ...newSlotEndpoints(send, dependencies),
  ...oneSlotEndpoints(send, dependencies),
  ...editSlotEndpoints(send, dependencies),
  ...cancelSlotEndpoints(send, dependencies),
  statusButton(send, 'open', dependencies),
  statusButton(send, 'close', dependencies),
];

const newSlotEndpoints = (send: SendPage, { slot, loadChoices }: SlotDependencies): Endpoint[] =>
  formEndpoints(send, {
    path: '/console/slots/new',
    act: 'slot.create',
    schema: createSlotSchema,
    load: () => loadChoices(),
    render: (choices, state) => ({
      title: 'New slot',
      section: 'slots',
      body: html`${heading('New slot')}<p class="lead">It begins as a draft: open it when the escort has agreed.</p>
${filledForm(state, {
  action: '/console/slots/new',
  submit: 'Add the slot',
  body: (field) => html`${slotFields(field, choices, {})}${escortField(field, choices, undefined, 'nobody yet')}`,
  beside: backLink('/console/slots', 'Back without adding'),
})}`,
    }),
    run: async (act, input) => withNotice(`/console/slots/${(await slot.create(act, input)).slotId}`, 'created'),
  });

const oneSlotEndpoints = (send: SendPage, { assign, loadSlot }: SlotDependencies): Endpoint[] =>
  formEndpoints(send, {
    path: '/console/slots/:id',
    postPath: '/console/slots/:id/assign',
    act: 'slot.assign',
    // The form's own first line, "nobody", arrives as an empty text, which a form leaves out.
    schema: z.strictObject({ escortId: z.string().max(64).default('') }),
    load: loadSlot,
    render: (desk, state, call) => renderSlotPage(desk, state, () => call.formKeys()),
    run: async (act, { escortId }, call) => {
      await assign.assign(act, idOf(call), escortId);
      return withNotice(addressOf(call), escortId === '' ? 'unassigned' : 'assigned');
    },
  });

const valuesOf = ({ line: { slot } }: SlotDesk): SlotValues => ({
  meetingPointId: slot.meetingPointId,
  date: slot.localDate,
  time: slot.localTime,
  windowMinutes: String((slot.to.getTime() - slot.from.getTime()) / 60_000),
  capacity: String(slot.capacity),
});

const editSlotEndpoints = (send: SendPage, { slot, loadSlot }: SlotDependencies): Endpoint[] =>
  formEndpoints(send, {
    path: '/console/slots/:id/edit',
    act: 'slot.edit',
    schema: editSlotSchema,
    load: loadSlot,
    render: (desk, state, call) => ({
      title: 'Edit the slot',
      section: 'slots',
      body: html`${heading('Edit the slot')}<p class="lead">Time and place stay while somebody is booked or held. Its series leaves an edited slot alone.</p>
${filledForm(state, {
  action: `${addressOf(call)}/edit`,
  submit: 'Save the slot',
  body: (field) => slotFields(field, desk.choices, valuesOf(desk)),
  beside: backLink(addressOf(call), 'Back without saving'),
})}`,
    }),
    run: async (act, input, call) => {
      await slot.edit(act, idOf(call), input);
      return withNotice(addressOf(call), 'saved');
    },
  });

const cancelSlotEndpoints = (send: SendPage, { slot, loadSlot }: SlotDependencies): Endpoint[] =>
  formEndpoints(send, {
    path: '/console/slots/:id/cancel',
    act: 'slot.cancel',
    schema: cancelSlotSchema,
    load: loadSlot,
    render: ({ line }, state, call) => ({
      title: 'Cancel the slot',
      section: 'slots',
      body: html`${heading('Cancel the slot')}<p class="lead">${cancelText(line.live.length)}</p>
${filledForm(state, {
  action: `${addressOf(call)}/cancel`,
  submit: 'Cancel the slot',
  tone: 'danger',
  body: (field) => textField({ ...field('reason'), label: 'Why', required: true }),
  beside: backLink(addressOf(call), 'Back, keep it'),
})}`,
    }),
    run: async (act, { reason }, call) => {
      await slot.cancel(act, idOf(call), reason);
      return withNotice(addressOf(call), 'slot-cancelled');
    },
  });

const cancelText = (live: number): string =>
  live === 0
    ? 'Nobody is booked here. The slot stays on the board as cancelled.'
    : `${live} booked or held: each loses the place at once, returns to “confirmed”, and stands on To tell.`;

const statusButton = (send: SendPage, act: 'open' | 'close', { slot }: SlotDependencies): Endpoint =>
  buttonEndpoint(send, {
    path: `/console/slots/:id/${act}`,
    act: `slot.${act}`,
    section: 'slots',
    back: addressOf,
    run: async (context, call) => {
      await slot[act](context, idOf(call));
      return withNotice(addressOf(call), act === 'open' ? 'slot-opened' : 'slot-closed');
    },
  });
