import { editContactSchema, shownOfContact, type Contact } from '../contact/contact.ts';
import type { ContactService } from '../contact/contact-service.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { checkboxes } from '../platform/form.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { heading, type ConsolePage, type SendPage } from './console-frame.ts';
import { contactFields } from './contact-page.ts';
import { formEndpoints, type FormState } from './form-page.ts';
import { backLink, filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';

const LIST = '/console/contacts';

/** Correcting one of our own contacts: another number only once somebody has tried it. */
export const contactEditEndpoints = (send: SendPage, { contact }: { contact: ContactService }): Endpoint[] =>
  formEndpoints(send, {
    path: `${LIST}/:id/edit`,
    act: 'contact.edit',
    schema: editContactSchema,
    load: (call) => contact.get(parseParam(call.req, 'id')),
    render: renderEdit,
    run: async (act, input, call) => {
      await contact.edit(act, parseParam(call.req, 'id'), input);
      return withNotice(LIST, 'saved');
    },
  });

const renderEdit = (now: Contact, state: FormState): ConsolePage => ({
  title: 'Edit the contact',
  section: 'desk',
  body: html`${heading('Edit the contact')}<p class="lead">Families read it on their pages, escorts in their calendars.</p>
${filledForm(state, {
  action: `${LIST}/${now._id}/edit`,
  submit: 'Save the contact',
  hidden: { shown: shownOfContact(now) },
  body: (field) => html`${contactFields(field, now)}
${checkboxes({
  ...field('tried'),
  label: 'Another number',
  options: [{ value: 'true', text: 'I have called it, and somebody answered', hint: 'It is verified in your name' }],
})}`,
  beside: backLink(LIST, 'Back without saving'),
})}`,
});
