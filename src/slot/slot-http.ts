import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { writesOn } from '../platform/resource-http.ts';
import type { AssignService } from './assign-service.ts';
import {
  assignManySchema,
  assignSchema,
  cancelSlotSchema,
  createSlotSchema,
  editSlotSchema,
  listSlotsSchema,
} from './slot-input.ts';
import { slotViewSchema, type SlotListService } from './slot-list-service.ts';
import { SLOT_STATUSES } from './slot.ts';
import type { SlotService } from './slot-service.ts';

interface Services {
  slot: SlotService;
  slotList: SlotListService;
  assign: AssignService;
}

const SLOTS = '/api/v1/slots';
const DAY_MS = 86_400_000;
const slotId = z.string();
const named = z.strictObject({ slotId });
const withStatus = { body: nothing, reply: z.strictObject({ slotId, status: z.enum(SLOT_STATUSES) }) };

export const slotEndpoints = (services: Services): Endpoint[] => [
  ...listEndpoints(services),
  ...makingEndpoints(services),
  ...changingEndpoints(services),
];

const listEndpoints = ({ slotList }: Services): Endpoint[] => [
  api({
    method: 'get',
    path: SLOTS,
    query: listSlotsSchema,
    reply: z.strictObject({ slots: z.array(slotViewSchema) }),
    run: async ({ input: { from, to, crossing, escort, status } }) => {
      const bounds = from && to ? { from: new Date(from), to: new Date(to) } : slotList.weekAhead(7 * DAY_MS);
      const others = {
        ...(crossing ? { crossingId: crossing } : {}),
        ...(escort ? { escortId: escort } : {}),
        ...(status ? { status } : {}),
      };
      return { slots: await slotList.list({ ...bounds, ...others }) };
    },
  }),
  api({
    method: 'get',
    path: `${SLOTS}/:id`,
    reply: slotViewSchema,
    run: ({ req }) => slotList.get(parseParam(req, 'id')),
  }),
];

const makingEndpoints = ({ slot, assign }: Services): Endpoint[] => [
  api({
    method: 'post',
    path: SLOTS,
    body: createSlotSchema,
    status: 201,
    reply: named,
    locate: (made) => `${SLOTS}/${made.slotId}`,
    run: (call) => slot.create(call.act('slot.create'), call.input),
  }),
  api({
    method: 'post',
    path: `${SLOTS}/assign`,
    body: assignManySchema,
    reply: z.strictObject({ slotIds: z.array(slotId) }),
    run: (call) => assign.assignMany(call.act('slot.assign'), call.input.slotIds, call.input.escortId),
  }),
];

function changingEndpoints({ slot, assign }: Services): Endpoint[] {
  const write = writesOn(SLOTS);
  const ended = z.strictObject({ slotId, caseFileIds: z.array(z.string()) });
  return [
    write('edit', 'slot.edit', { body: editSlotSchema, reply: named }, (act, id, input) => slot.edit(act, id, input)),
    write('assign', 'slot.assign', { body: assignSchema, reply: named }, (act, id, { escortId }) =>
      assign.assign(act, id, escortId),
    ),
    write('open', 'slot.open', withStatus, (act, id) => slot.open(act, id)),
    write('close', 'slot.close', withStatus, (act, id) => slot.close(act, id)),
    write('cancel', 'slot.cancel', { body: cancelSlotSchema, reply: ended }, (act, id, { reason }) =>
      slot.cancel(act, id, reason),
    ),
  ];
}
