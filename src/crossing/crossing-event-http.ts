import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints, writesOn } from '../platform/resource-http.ts';
import { crossingEventSchema } from './crossing-event.ts';
import { recordedSchema, type CrossingEventService } from './crossing-event-service.ts';
import { eventPreviewSchema, type EventPreviewService } from './event-preview-service.ts';
import { ROW_KINDS, type RecordedEvent } from './recorded-event.ts';
import { correctEventSchema, endEventSchema, reportEventSchema } from './entered-event.ts';

const PATH = '/api/v1/crossing-events';
const write = writesOn(PATH);

const viewSchema = z.strictObject({
  eventId: z.string(),
  seq: z.int(),
  what: z.enum(ROW_KINDS),
  at: z.iso.datetime(),
  by: z.string(),
  event: crossingEventSchema,
});

const toView = ({ eventId, seq, what, event, at, by }: RecordedEvent): z.infer<typeof viewSchema> => ({
  ...{ eventId, seq, what, at: at.toISOString(), by },
  event,
});

interface Services {
  crossingEvent: CrossingEventService;
  eventPreview: EventPreviewService;
}

export const crossingEventEndpoints = ({ crossingEvent, eventPreview }: Services): Endpoint[] => [
  api({
    method: 'post',
    path: `${PATH}/preview`,
    body: reportEventSchema,
    reply: eventPreviewSchema,
    run: ({ input }) => eventPreview.ofNew(input),
  }),
  ...resourceEndpoints({
    path: PATH,
    noun: 'crossing-event',
    plural: 'crossingEvents',
    schema: reportEventSchema,
    item: viewSchema,
    made: recordedSchema,
    list: async () => (await crossingEvent.listCurrent()).map(toView),
    create: (act, input) => crossingEvent.report(act, input),
  }),
  write('correct', 'crossing-event.correct', { body: correctEventSchema, reply: recordedSchema }, (act, id, input) =>
    crossingEvent.correct(act, id, input),
  ),
  write('end', 'crossing-event.end', { body: endEventSchema, reply: recordedSchema }, (act, id, input) =>
    crossingEvent.end(act, id, input),
  ),
];
