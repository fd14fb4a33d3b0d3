import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { crossingEventSchema } from './crossing-event.ts';
import type { CrossingNow } from './crossing-now.ts';
import { STATUSES } from './crossing-status.ts';
import { crossingModeSchema, directionSchema } from './crossing.ts';
import type { ObservationService } from './observation-service.ts';
import { checkInputSchema, waitInputSchema, type ObservedWait } from './observation.ts';

const madeSchema = z.strictObject({ observationId: z.string() });
const instant = z.iso.datetime();

/** Minutes; instants in UTC. */
const waitSummarySchema = z.strictObject({
  median: z.int(),
  longest: z.int(),
  count: z.int(),
  newestMinutes: z.int(),
  newestAt: instant,
});
const crossingViewSchema = z.strictObject({
  crossingId: z.string(),
  name: z.string(),
  lastCheck: z.strictObject({ at: instant, by: z.string(), source: z.string() }).exactOptional(),
  passages: z.array(
    z.strictObject({
      direction: directionSchema,
      mode: crossingModeSchema,
      status: z.enum(STATUSES),
      event: crossingEventSchema.exactOptional(),
      sources: z.array(z.string()).readonly(),
      checked: z.string().nullable(),
      isOld: z.boolean(),
      wait: waitSummarySchema.exactOptional(),
    }),
  ),
});

const toCrossingView = ({ crossing, passages, lastCheck }: CrossingNow): z.infer<typeof crossingViewSchema> => ({
  crossingId: crossing.id,
  name: crossing.names.en,
  ...(lastCheck ? { lastCheck: { at: lastCheck.at.toISOString(), by: lastCheck.by, source: lastCheck.source } } : {}),
  passages: passages.map(({ direction, mode, status, wait }) => ({
    ...{ direction, mode, ...status },
    ...(wait
      ? {
          wait: {
            ...{ median: wait.median, longest: wait.longest, count: wait.count },
            ...{ newestMinutes: wait.newest.minutes, newestAt: wait.newest.at.toISOString() },
          },
        }
      : {}),
  })),
});

const waitViewSchema = z.strictObject({
  observationId: z.string(),
  crossing: z.string(),
  direction: directionSchema,
  mode: crossingModeSchema,
  minutes: z.int(),
  at: instant,
  source: z.string(),
  by: z.string(),
});

const toWaitView = ({ _id, at, recordedAt: _, ...wait }: ObservedWait): z.infer<typeof waitViewSchema> => ({
  observationId: _id,
  ...wait,
  at: at.toISOString(),
});

/** What holds at the crossings now, and what the desk hears of them. */
export const observationEndpoints = ({ observation }: { observation: ObservationService }): Endpoint[] => [
  api({
    method: 'get',
    path: '/api/v1/crossings',
    reply: z.strictObject({ crossings: z.array(crossingViewSchema) }),
    run: async () => ({ crossings: (await observation.listNow()).map(toCrossingView) }),
  }),
  api({
    method: 'get',
    path: '/api/v1/crossing-waits',
    reply: z.strictObject({ waits: z.array(waitViewSchema) }),
    run: async () => ({ waits: (await observation.listWaits()).map(toWaitView) }),
  }),
  api({
    method: 'post',
    path: '/api/v1/crossing-waits',
    body: waitInputSchema,
    status: 201,
    reply: madeSchema,
    run: (call) => observation.reportWait(call.act('crossing-wait.create'), call.input),
  }),
  api({
    method: 'post',
    path: '/api/v1/crossing-checks',
    body: checkInputSchema,
    status: 201,
    reply: madeSchema,
    run: (call) => observation.check(call.act('crossing-check.create'), call.input),
  }),
];
