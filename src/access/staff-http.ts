import { z } from 'zod';
import type { Endpoint } from '../platform/endpoint.ts';
import { parseBody, parseParam } from '../platform/parse.ts';
import { inviteSchema, type Staff } from './staff.ts';
import type { StaffService } from './staff-service.ts';

const nothing = z.strictObject({});

const toStaffView = ({ _id, name, role, since, endedAt }: Staff) => ({
  staffId: _id,
  name,
  role,
  since: since.toISOString(),
  ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
});

/** The people of the desk, for administrators. */
export const staffEndpoints = ({ staff }: { staff: StaffService }): Endpoint[] => [
  {
    method: 'get',
    path: '/api/v1/staff',
    handle: async ({ res }) => {
      res.json({ staff: (await staff.list()).map(toStaffView) });
    },
  },
  {
    method: 'post',
    path: '/api/v1/staff',
    handle: async (call) => {
      const invited = await staff.invite(call.act('staff.invite'), parseBody(inviteSchema, call.req));
      call.res.status(201).json(invited);
    },
  },
  {
    method: 'post',
    path: '/api/v1/staff/:id/end',
    handle: async (call) => {
      parseBody(nothing, call.req);
      call.res.json(await staff.end(call.act('staff.end'), parseParam(call.req, 'id')));
    },
  },
  {
    method: 'post',
    path: '/api/v1/staff/:id/end-sessions',
    handle: async (call) => {
      parseBody(nothing, call.req);
      call.res.json(await staff.endSessions(call.act('staff.end-sessions'), parseParam(call.req, 'id')));
    },
  },
];
