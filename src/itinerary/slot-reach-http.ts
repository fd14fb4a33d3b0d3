import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { pathChoiceSchema } from '../route/path.ts';
import type { SlotReachService } from './slot-reach-service.ts';
import type { SlotReach, WhyNot } from './slot-reach.ts';
import type { WayThere } from './way-to.ts';

const span = z.strictObject({ latest: z.iso.datetime(), usual: z.iso.datetime() });
export const groundSchema = z.strictObject({
  code: z.string(),
  crossing: z.string().exactOptional(),
  eventId: z.string().exactOptional(),
  text: z.string().exactOptional(),
});
const waySchema = z.strictObject({
  path: pathChoiceSchema,
  leave: span.exactOptional(),
  arrival: span.exactOptional(),
  risks: z.array(groundSchema),
});
const reachSchema = z.strictObject({
  slotId: z.string(),
  crossingId: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  zone: z.string(),
  seatsLeft: z.int(),
  /** Empty where it can be booked as it stands. */
  reasons: z.array(groundSchema),
  way: waySchema.exactOptional(),
  instead: waySchema.exactOptional(),
});

const toSpan = ({ latest, usual }: { latest: Date; usual: Date }): z.infer<typeof span> => ({
  ...{ latest: latest.toISOString(), usual: usual.toISOString() },
});

export const toGround = (ground: WhyNot | WayThere['risks'][number]): z.infer<typeof groundSchema> =>
  'text' in ground
    ? ground
    : {
        code: ground.code,
        ...(ground.crossing === undefined ? {} : { crossing: ground.crossing }),
        ...(ground.event === undefined ? {} : { eventId: ground.event.id }),
      };

const toWay = ({ choice, leave, arrival, risks }: WayThere): z.infer<typeof waySchema> => ({
  path: choice,
  ...(leave ? { leave: toSpan(leave) } : {}),
  ...(arrival ? { arrival: toSpan(arrival) } : {}),
  risks: risks.map(toGround),
});

const toReach = ({ slot, seatsLeft, reasons, way, instead }: SlotReach): z.infer<typeof reachSchema> => ({
  ...{ slotId: slot._id, crossingId: slot.crossingId, zone: slot.zone, seatsLeft },
  ...{ from: slot.from.toISOString(), to: slot.to.toISOString() },
  reasons: reasons.map(toGround),
  ...(way ? { way: toWay(way) } : {}),
  ...(instead ? { instead: toWay(instead) } : {}),
});

/** The slots of the next weeks as they are for one family, the best first. */
export const slotReachEndpoints = ({ slotReach }: { slotReach: SlotReachService }): Endpoint[] => [
  api({
    method: 'get',
    path: '/api/v1/case-files/:id/slots',
    reply: z.strictObject({ slots: z.array(reachSchema) }),
    run: async (call) => {
      const found = await slotReach.listFor(call.act('case-file.read'), parseParam(call.req, 'id'));
      return { slots: found.map(toReach) };
    },
  }),
];
