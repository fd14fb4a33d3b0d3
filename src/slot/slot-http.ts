import { endpoint, nothing, type Endpoint } from '../platform/endpoint.ts';
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
import type { SlotListService } from './slot-list-service.ts';
import type { SlotService } from './slot-service.ts';

interface Services {
  slot: SlotService;
  slotList: SlotListService;
  assign: AssignService;
}

const SLOTS = '/api/v1/slots';
const DAY_MS = 86_400_000;

const write = writesOn(SLOTS);

export function slotEndpoints({ slot, slotList, assign }: Services): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: SLOTS,
      query: listSlotsSchema,
      handle: async ({ input, res }) => {
        const { from, to, crossing, escort, status } = input;
        const bounds = from && to ? { from: new Date(from), to: new Date(to) } : slotList.weekAhead(7 * DAY_MS);
        const others = {
          ...(crossing ? { crossingId: crossing } : {}),
          ...(escort ? { escortId: escort } : {}),
          ...(status ? { status } : {}),
        };
        res.json({ slots: await slotList.list({ ...bounds, ...others }) });
      },
    }),
    endpoint({
      method: 'post',
      path: SLOTS,
      body: createSlotSchema,
      handle: async (call) => {
        const made = await slot.create(call.act('slot.create'), call.input);
        call.res.status(201).location(`${SLOTS}/${made.slotId}`).json(made);
      },
    }),
    endpoint({
      method: 'post',
      path: `${SLOTS}/assign`,
      body: assignManySchema,
      handle: async (call) => {
        const { slotIds, escortId } = call.input;
        call.res.json(await assign.assignMany(call.act('slot.assign'), slotIds, escortId));
      },
    }),
    {
      method: 'get',
      path: `${SLOTS}/:id`,
      handle: async ({ req, res }) => void res.json(await slotList.get(parseParam(req, 'id'))),
    },
    write('edit', 'slot.edit', editSlotSchema, (act, id, input) => slot.edit(act, id, input)),
    write('assign', 'slot.assign', assignSchema, (act, id, { escortId }) => assign.assign(act, id, escortId)),
    write('open', 'slot.open', nothing, (act, id) => slot.open(act, id)),
    write('close', 'slot.close', nothing, (act, id) => slot.close(act, id)),
    write('cancel', 'slot.cancel', cancelSlotSchema, (act, id, { reason }) => slot.cancel(act, id, reason)),
  ];
}
