import type { Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints } from '../platform/resource-http.ts';
import { meetingPointSchema } from './meeting-point.ts';
import type { MeetingPointService } from './meeting-point-service.ts';

export const meetingPointEndpoints = ({ meetingPoint }: { meetingPoint: MeetingPointService }): Endpoint[] =>
  resourceEndpoints({
    path: '/api/v1/meeting-points',
    noun: 'meeting-point',
    plural: 'meetingPoints',
    schema: meetingPointSchema,
    list: () => meetingPoint.list(),
    create: (act, input) => meetingPoint.create(act, input),
    edit: (act, id, input) => meetingPoint.edit(act, id, input),
    acts: {
      verify: (act, id) => meetingPoint.verify(act, id),
      retire: (act, id) => meetingPoint.retire(act, id),
    },
  });
