import { endpoint, nothing, type Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import type { Session } from './session.ts';
import { inviteSchema, roleSchema, type Staff } from './staff.ts';
import type { StaffService } from './staff-service.ts';

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
  endpoint({
    method: 'post',
    path: '/api/v1/staff',
    body: inviteSchema,
    handle: async (call) => {
      call.res.status(201).json(await staff.invite(call.act('staff.invite'), call.input));
    },
  }),
  {
    method: 'post',
    path: '/api/v1/staff/:id/end',
    body: nothing,
    handle: async (call) => {
      call.res.json(await staff.end(call.act('staff.end'), parseParam(call.req, 'id')));
    },
  },
  {
    method: 'post',
    path: '/api/v1/staff/:id/end-sessions',
    body: nothing,
    handle: async (call) => {
      call.res.json(await staff.endSessions(call.act('staff.end-sessions'), parseParam(call.req, 'id')));
    },
  },
  endpoint({
    method: 'post',
    path: '/api/v1/staff/:id/role',
    body: roleSchema,
    handle: async (call) => {
      const { role } = call.input;
      call.res.json(await staff.changeRole(call.act('staff.change-role'), parseParam(call.req, 'id'), role));
    },
  }),
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
      body: nothing,
      handle: async (call) => {
        const [id, sessionId] = [parseParam(call.req, 'id'), parseParam(call.req, 'sessionId')];
        call.res.json(await staff.endSession(call.act('session.end'), id, sessionId));
      },
    },
  ];
}
