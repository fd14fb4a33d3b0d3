import type { Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints, writesOn } from '../platform/resource-http.ts';
import type { CrossingEventService } from './crossing-event-service.ts';
import { correctEventSchema, endEventSchema, reportEventSchema, type RecordedEvent } from './recorded-event.ts';

const PATH = '/api/v1/crossing-events';
const on = writesOn(PATH);

const toView = ({ eventId, seq, what, event, at, by }: RecordedEvent) => ({
  ...{ eventId, seq, what, at: at.toISOString(), by },
  event,
});

export const crossingEventEndpoints = ({ crossingEvent }: { crossingEvent: CrossingEventService }): Endpoint[] => [
  ...resourceEndpoints({
    path: PATH,
    noun: 'crossing-event',
    plural: 'crossingEvents',
    schema: reportEventSchema,
    list: async () => (await crossingEvent.listCurrent()).map(toView),
    create: (act, input) => crossingEvent.report(act, input),
    acts: {},
  }),
  on('correct', 'crossing-event.correct', correctEventSchema, (act, id, input) =>
    crossingEvent.correct(act, id, input),
  ),
  on('end', 'crossing-event.end', endEventSchema, (act, id, input) => crossingEvent.end(act, id, input)),
];
