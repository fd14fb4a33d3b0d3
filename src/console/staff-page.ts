import type { Invited } from '../access/sign-in-link-service.ts';
import type { StaffService } from '../access/staff-service.ts';
import { inviteSchema, type Staff } from '../access/staff.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { radioGroup, textField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { card, note, table, tag } from '../platform/parts.ts';
import { postForm, type FormKeys } from '../platform/post-form.ts';
import { heading, link, linkButton, type ConsolePage, type SendPage } from './console-frame.ts';
import { buttonEndpoint, formEndpoints } from './form-page.ts';
import { filledForm } from './form-parts.ts';
import { withNotice, type Notice } from './notices.ts';
import { DESK_ZONE, momentText } from './when.ts';

interface Dependencies {
  staff: StaffService;
}

const PAGE = '/console/desk';
export const ROLES = [
  { value: 'coordinator', text: 'Coordinator', hint: 'case files, slots, escorts' },
  { value: 'administrator', text: 'Administrator', hint: 'also the people of the desk and our own contacts' },
];

/** The people of the desk, for administrators. A new invitation for a known name also changes the role. */
export const staffEndpoints = (send: SendPage, { staff }: Dependencies): Endpoint[] => [
  ...formEndpoints(send, {
    path: PAGE,
    act: 'staff.invite',
    schema: inviteSchema,
    load: () => staff.list(),
    render: (rows, state, call) => ({
      title: 'Desk',
      section: 'desk',
      body: html`${heading('The desk', linkButton('/console/contacts', 'Own contacts'))}
<div class="columns">${card({ id: 'people', title: 'People', body: staffTable(rows, () => call.formKeys()) })}
${card({
  id: 'invite',
  title: 'Invite, or change a role',
  body: html`<p class="hint">Gives a link that lets one person in, once, for 15 minutes. The name of somebody who is here already gets the role chosen below and a fresh link.</p>${filledForm(
    state,
    {
      action: PAGE,
      submit: 'Make the link',
      body: (
        field,
      ) => html`${textField({ ...field('name'), label: 'Name', hint: 'As colleagues see it beside what was done', required: true })}
${radioGroup({ ...field('role', 'coordinator'), label: 'Role', options: ROLES })}`,
    },
  )}`,
})}</div>`,
    }),
    run: async (act, input) => invitedPage(input.name, await staff.invite(act, input)),
  }),
  staffButton(send, 'end', 'access-ended', (act, id) => staff.end(act, id)),
  staffButton(send, 'end-sessions', 'session-ended', (act, id) => staff.endSessions(act, id)),
];

const staffButton = (
  send: SendPage,
  name: string,
  notice: Notice,
  run: (act: Parameters<StaffService['end']>[0], id: string) => Promise<unknown>,
): Endpoint =>
  buttonEndpoint(send, {
    path: `${PAGE}/:id/${name}`,
    act: `staff.${name}`,
    section: 'desk',
    back: () => PAGE,
    run: async (act, call) => {
      await run(act, parseParam(call.req, 'id'));
      return withNotice(PAGE, notice);
    },
  });

const invitedPage = (name: string, { link: url, expiresAt }: Invited): ConsolePage => ({
  title: 'Invitation',
  section: 'desk',
  body: html`${heading(`The link for ${name}`)}
${note('warn', html`<p><b>Shown only now.</b> It lets one person in, once, until ${momentText(new Date(expiresAt), DESK_ZONE)}. Give it to ${name} in a way that nobody else reads.</p>`)}
<p><input aria-label="Link" readonly value="${url}"></p><p><a class="btn" href="${PAGE}">Back to the desk</a></p>`,
});

const staffTable = (rows: readonly Staff[], newKeys: () => FormKeys): Html =>
  table({
    rows: [...rows.filter(({ active }) => active), ...rows.filter(({ active }) => !active)],
    empty: 'Nobody yet.',
    columns: [
      { head: 'Name', cell: ({ _id, name }) => link(`${PAGE}/${_id}`, name) },
      { head: 'Role', cell: ({ role }) => role },
      { head: 'Since', cell: ({ since }) => momentText(since, DESK_ZONE) },
      { head: '', cell: ({ _id, active }) => (active ? acts(_id, newKeys) : tag('plain', 'access ended')) },
    ],
  });

const acts = (id: string, newKeys: () => FormKeys): Html => html`<div class="actions">
${postForm({ action: `${PAGE}/${id}/end-sessions`, keys: newKeys(), submit: 'Sign out everywhere', tone: 'quiet', small: true })}
${postForm({ action: `${PAGE}/${id}/end`, keys: newKeys(), submit: 'End access', tone: 'danger', small: true })}</div>`;
