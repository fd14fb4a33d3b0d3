import type { Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints, writesOn } from '../platform/resource-http.ts';
import { shownSchema } from '../platform/shown.ts';
import { checkAgainFrom, meetingPointSchema, shownOfPoint, type MeetingPoint } from './meeting-point.ts';
import type { MeetingPointService } from './meeting-point-service.ts';

const PATH = '/api/v1/meeting-points';

const toView = (point: MeetingPoint) => ({
  ...point,
  shown: shownOfPoint(point),
  ...(point.verifiedAt ? { checkAgainFrom: checkAgainFrom(point.verifiedAt) } : {}),
});

export const meetingPointEndpoints = ({ meetingPoint }: { meetingPoint: MeetingPointService }): Endpoint[] => [
  ...resourceEndpoints({
    path: PATH,
    noun: 'meeting-point',
    plural: 'meetingPoints',
    schema: meetingPointSchema,
    list: async () => (await meetingPoint.list()).map(toView),
    create: (act, input) => meetingPoint.create(act, input),
    edit: (act, id, input) => meetingPoint.edit(act, id, input),
    acts: { retire: (act, id) => meetingPoint.retire(act, id) },
  }),
  writesOn(PATH)('verify', 'meeting-point.verify', shownSchema, (act, id, { shown }) =>
    meetingPoint.verify(act, id, shown),
  ),
];
