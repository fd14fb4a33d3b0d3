import { z } from 'zod';
import type { Endpoint } from '../platform/endpoint.ts';
import { parseBody, parseParam } from '../platform/parse.ts';
import type { Session } from './session.ts';
import { inviteSchema, roleSchema, type Staff } from './staff.ts';
import type { StaffService } from './staff-service.ts';

const nothing = z.strictObject({});

const toStaffView = ({ _id, name, role, since, invitedBy, endedAt }: Staff) => ({
  staffId: _id,
  name,
  role,
  since: since.toISOString(),
  ...(invitedBy === undefined ? {} : { invitedBy }),
  ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
});

const toSessionView = ({ _id, openedAt, usedAt }: Session) => ({
  sessionId: _id,
  openedAt: openedAt.toISOString(),
  usedAt: usedAt.toISOString(),
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
  {
    method: 'post',
    path: '/api/v1/staff/:id/role',
    handle: async (call) => {
      const { role } = parseBody(roleSchema, call.req);
      call.res.json(await staff.changeRole(call.act('staff.change-role'), parseParam(call.req, 'id'), role));
    },
  },
  ...sessionEndpoints(staff),
];

function sessionEndpoints(staff: StaffService): Endpoint[] {
  const path = '/api/v1/staff/:id/sessions';
  return [
    {
      method: 'get',
      path,
      handle: async ({ req, res }) => {
        const { _id } = await staff.get(parseParam(req, 'id'));
        res.json({ sessions: (await staff.listSessions(_id)).map(toSessionView) });
      },
    },
    {
      method: 'post',
      path: `${path}/:sessionId/end`,
      handle: async (call) => {
        parseBody(nothing, call.req);
        const [id, sessionId] = [parseParam(call.req, 'id'), parseParam(call.req, 'sessionId')];
        call.res.json(await staff.endSession(call.act('session.end'), id, sessionId));
      },
    },
  ];
}
