import type { z } from 'zod';
import { contactSchema, shownOfContact, type Contact } from '../contact/contact.ts';
import type { ContactService } from '../contact/contact-service.ts';
import type { ActContext } from '../platform/act-context.ts';
import { nothing, type Call, type Endpoint } from '../platform/endpoint.ts';
import { textField, type EnteredField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { card, note, table, tag } from '../platform/parts.ts';
import { postForm, type FormKeys } from '../platform/post-form.ts';
import { shownSchema } from '../platform/shown.ts';
import { heading, linkButton, type SendPage } from './console-frame.ts';
import { buttonEndpoint, formEndpoints } from './form-page.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { DESK_ZONE, momentText } from './when.ts';

interface Dependencies {
  contact: ContactService;
}

const PAGE = '/console/contacts';

/** How families reach us: entered by people of ours, each verified by name. */
export const contactEndpoints = (send: SendPage, { contact }: Dependencies): Endpoint[] => [
  ...formEndpoints(send, {
    path: PAGE,
    act: 'contact.create',
    schema: contactSchema,
    load: () => contact.list(),
    render: (rows, state, call) => ({
      title: 'Own contacts',
      section: 'desk',
      body: html`${heading('Own contacts')}${rows.length === 0 && noneYet}
<div class="columns">${card({ id: 'ours', title: 'Shown to families', body: contactTable(rows, () => call.formKeys()) })}
${card({
  id: 'enter',
  title: 'Enter a contact',
  body: html`<p class="hint">Try it first: entering it says, in your name, that somebody answers there.</p>${filledForm(
    state,
    {
      action: PAGE,
      submit: 'Enter and verify',
      body: (field) => contactFields(field),
    },
  )}`,
})}</div>`,
    }),
    run: async (act, input) => {
      await contact.enter(act, input);
      return withNotice(PAGE, 'verified');
    },
  }),
  contactButton(send, 'verify', shownSchema, (act, { req, input }) =>
    contact.verify(act, parseParam(req, 'id'), input.shown),
  ),
  contactButton(send, 'retire', nothing, (act, { req }) => contact.retire(act, parseParam(req, 'id'))),
];

/** What a contact is made of; `now` is one that is edited. */
export const contactFields = (field: (name: string, initial?: string) => EnteredField, now?: Contact): Html => html`
${textField({ ...field('phone', now?.phone), label: 'Phone', type: 'tel', hint: 'With country code, such as +48 000 000 000', required: true })}
${textField({ ...field('hours', now?.hours), label: 'When somebody answers', hint: 'Such as 24/7, or 8:00 to 22:00 Warsaw time', required: true })}
${textField({ ...field('email', now?.email), label: 'E-mail, if there is one', type: 'email' })}`;

const noneYet = note(
  'stop',
  html`<p><b>No number of ours is verified.</b> No traveller can be given her link, and the guide shows no number.</p>`,
);

const contactTable = (rows: readonly Contact[], newKeys: () => FormKeys): Html =>
  table({
    rows,
    empty: 'None yet. Enter the number that families call.',
    columns: [
      { head: 'Phone', cell: ({ phone }) => html`<b class="num">${phone}</b>` },
      { head: 'Hours', cell: ({ hours }) => hours },
      { head: 'E-mail', cell: ({ email }) => email },
      {
        head: 'Verified',
        cell: ({ verifiedAt, verifiedBy }) =>
          verifiedAt ? `${verifiedBy ?? ''}, ${momentText(verifiedAt, DESK_ZONE)}` : tag('stop', 'nobody yet'),
      },
      {
        head: '',
        cell: (row) => html`<div class="actions">${linkButton(`${PAGE}/${row._id}/edit`, 'Edit')}
${postForm({ action: `${PAGE}/${row._id}/verify`, keys: newKeys(), hidden: { shown: shownOfContact(row) }, submit: 'It still answers', tone: 'quiet', small: true })}
${postForm({ action: `${PAGE}/${row._id}/retire`, keys: newKeys(), submit: 'Retire', tone: 'danger', small: true })}</div>`,
      },
    ],
  });

const contactButton = <Input>(
  send: SendPage,
  act: 'verify' | 'retire',
  body: z.ZodType<Input>,
  run: (context: ActContext, call: Call<Input>) => Promise<unknown>,
): Endpoint =>
  buttonEndpoint(send, {
    path: `${PAGE}/:id/${act}`,
    act: `contact.${act}`,
    body,
    section: 'desk',
    back: () => PAGE,
    run: async (context, call) => {
      await run(context, call);
      return withNotice(PAGE, act === 'verify' ? 'verified' : 'retired');
    },
  });
