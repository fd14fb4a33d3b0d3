import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { writesOn } from '../platform/resource-http.ts';
import type { Session } from './session.ts';
import { invitedSchema } from './sign-in-link-service.ts';
import { inviteSchema, roleField, roleSchema, type Staff } from './staff.ts';
import type { StaffService } from './staff-service.ts';

const STAFF = '/api/v1/staff';

const staffViewSchema = z.strictObject({
  staffId: z.string(),
  name: z.string(),
  role: roleField,
  since: z.iso.datetime(),
  invitedBy: z.string().exactOptional(),
  endedAt: z.iso.datetime().exactOptional(),
});
const sessionViewSchema = z.strictObject({
  sessionId: z.string(),
  openedAt: z.iso.datetime(),
  usedAt: z.iso.datetime(),
});
const named = z.strictObject({ staffId: z.string() });

const toStaffView = ({ _id, name, role, since, invitedBy, endedAt }: Staff): z.infer<typeof staffViewSchema> => ({
  staffId: _id,
  name,
  role,
  since: since.toISOString(),
  ...(invitedBy === undefined ? {} : { invitedBy }),
  ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
});

const toSessionView = ({ _id, openedAt, usedAt }: Session): z.infer<typeof sessionViewSchema> => ({
  sessionId: _id,
  openedAt: openedAt.toISOString(),
  usedAt: usedAt.toISOString(),
});

/** The people of the desk, for administrators. */
export function staffEndpoints({ staff }: { staff: StaffService }): Endpoint[] {
  const write = writesOn(STAFF);
  return [
    api({
      method: 'get',
      path: STAFF,
      reply: z.strictObject({ staff: z.array(staffViewSchema) }),
      run: async () => ({ staff: (await staff.list()).map(toStaffView) }),
    }),
    api({
      method: 'post',
      path: STAFF,
      body: inviteSchema,
      status: 201,
      reply: invitedSchema,
      run: (call) => staff.invite(call.act('staff.invite'), call.input),
    }),
    write('end', 'staff.end', { body: nothing, reply: named }, (act, id) => staff.end(act, id)),
    write(
      'end-sessions',
      'staff.end-sessions',
      { body: nothing, reply: z.strictObject({ ended: z.int() }) },
      (act, id) => staff.endSessions(act, id),
    ),
    write('role', 'staff.change-role', { body: roleSchema, reply: named }, (act, id, { role }) =>
      staff.changeRole(act, id, role),
    ),
    ...sessionEndpoints(staff),
  ];
}

const sessionEndpoints = (staff: StaffService): Endpoint[] => [
  api({
    method: 'get',
    path: `${STAFF}/:id/sessions`,
    reply: z.strictObject({ sessions: z.array(sessionViewSchema) }),
    run: async ({ req }) => {
      const { _id } = await staff.get(parseParam(req, 'id'));
      return { sessions: (await staff.listSessions(_id)).map(toSessionView) };
    },
  }),
  api({
    method: 'post',
    path: `${STAFF}/:id/sessions/:sessionId/end`,
    body: nothing,
    reply: z.strictObject({ sessionId: z.string() }),
    run: (call) => {
      const [id, sessionId] = [parseParam(call.req, 'id'), parseParam(call.req, 'sessionId')];
      return staff.endSession(call.act('session.end'), id, sessionId);
    },
  }),
];
