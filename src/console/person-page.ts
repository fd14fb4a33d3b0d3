import type { Session } from '../access/session.ts';
import type { StaffService } from '../access/staff-service.ts';
import { roleSchema, type Staff } from '../access/staff.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { radioGroup } from '../platform/form.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { card, facts, tag } from '../platform/parts.ts';
import { heading, link, type ConsolePage, type SendPage } from './console-frame.ts';
import { buttonEndpoint, formEndpoints, type FormState } from './form-page.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { sessionTable } from './session-table.ts';
import { ROLES } from './staff-page.ts';
import { DESK_ZONE, momentText } from './when.ts';

interface Person {
  person: Staff;
  sessions: readonly Session[];
}

const idOf = (call: Call): string => parseParam(call.req, 'id');
const addressOf = (call: Call): string => `/console/desk/${idOf(call)}`;

/** One of the people of the desk, for administrators: the role, and where she is signed in. */
export const personEndpoints = (send: SendPage, { staff }: { staff: StaffService }): Endpoint[] => [
  ...formEndpoints(send, {
    path: '/console/desk/:id',
    postPath: '/console/desk/:id/role',
    act: 'staff.change-role',
    schema: roleSchema,
    load: async (call): Promise<Person> => {
      const person = await staff.get(idOf(call));
      return { person, sessions: await staff.listSessions(person._id) };
    },
    render: renderPerson,
    run: async (act, { role }, call) => {
      await staff.changeRole(act, idOf(call), role);
      // Whoever gives up the role herself may not open this page any more.
      const isOver = role === 'coordinator' && idOf(call) === call.staff().id;
      return withNotice(isOver ? '/console/me' : addressOf(call), 'role');
    },
  }),
  buttonEndpoint(send, {
    path: '/console/desk/:id/sessions/:sessionId/end',
    act: 'session.end',
    section: 'desk',
    back: addressOf,
    run: async (act, call) => {
      await staff.endSession(act, idOf(call), parseParam(call.req, 'sessionId'));
      return withNotice(addressOf(call), 'session-ended');
    },
  }),
];

function renderPerson({ person, sessions }: Person, state: FormState, call: Call): ConsolePage {
  const address = `/console/desk/${person._id}`;
  const known = facts([
    ['Role', person.role],
    ['Since', momentText(person.since, DESK_ZONE)],
    ['Invited by', person.invitedBy],
    ['Access ended', person.endedAt && momentText(person.endedAt, DESK_ZONE)],
  ]);
  const rows = sessionTable(sessions, {
    ownId: call.staff().sessionId,
    endAddress: (sessionId) => `${address}/sessions/${sessionId}/end`,
    newKeys: () => call.formKeys(),
  });
  return {
    title: person.name,
    section: 'desk',
    body: html`<p>${link('/console/desk', 'The desk')}</p>
${heading(html`${person.name} ${!person.active && tag('plain', 'access ended')}`)}
<div class="columns"><div>${card({ id: 'known', title: 'Known', body: known })}
${person.active === true && card({ id: 'role', title: 'Change the role', body: roleForm(person, state) })}</div>
${card({ id: 'sessions', title: 'Signed in', body: rows })}</div>`,
  };
}

const roleForm = ({ _id, role }: Staff, state: FormState) =>
  filledForm(state, {
    action: `/console/desk/${_id}/role`,
    submit: 'Change the role',
    tone: 'quiet',
    body: (field) => radioGroup({ ...field('role', role), label: 'Role', options: ROLES }),
  });
