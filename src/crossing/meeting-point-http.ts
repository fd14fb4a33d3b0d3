import { z } from 'zod';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints, writesOn } from '../platform/resource-http.ts';
import { shownSchema } from '../platform/shown.ts';
import {
  checkAgainFrom,
  meetingPointSchema,
  shownOfPoint,
  storedPointSchema,
  type MeetingPoint,
} from './meeting-point.ts';
import type { MeetingPointService } from './meeting-point-service.ts';

const PATH = '/api/v1/meeting-points';
const write = writesOn(PATH);
const named = z.strictObject({ meetingPointId: z.string() });
const viewSchema = storedPointSchema.extend({ shown: z.string(), checkAgainFrom: z.date().exactOptional() });

const toView = (point: MeetingPoint): z.infer<typeof viewSchema> => ({
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
    item: viewSchema,
    made: named,
    list: async () => (await meetingPoint.list()).map(toView),
    create: (act, input) => meetingPoint.create(act, input),
  }),
  write('edit', 'meeting-point.edit', { body: meetingPointSchema, reply: named }, (act, id, input) =>
    meetingPoint.edit(act, id, input),
  ),
  write('retire', 'meeting-point.retire', { body: nothing, reply: named }, (act, id) => meetingPoint.retire(act, id)),
  write('verify', 'meeting-point.verify', { body: shownSchema, reply: named }, (act, id, { shown }) =>
    meetingPoint.verify(act, id, shown),
  ),
];
