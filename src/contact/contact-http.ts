import { z } from 'zod';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints, writesOn } from '../platform/resource-http.ts';
import { shownSchema } from '../platform/shown.ts';
import { contactSchema, editContactSchema, shownOfContact, storedContactSchema } from './contact.ts';
import type { ContactService } from './contact-service.ts';

const PATH = '/api/v1/contacts';
const write = writesOn(PATH);
const named = z.strictObject({ contactId: z.string() });

export const contactEndpoints = ({ contact }: { contact: ContactService }): Endpoint[] => [
  ...resourceEndpoints({
    path: PATH,
    noun: 'contact',
    plural: 'contacts',
    schema: contactSchema,
    item: storedContactSchema.extend({ shown: z.string() }),
    made: named,
    list: async () => (await contact.list()).map((each) => ({ ...each, shown: shownOfContact(each) })),
    create: (act, input) => contact.enter(act, input),
  }),
  write('retire', 'contact.retire', { body: nothing, reply: named }, (act, id) => contact.retire(act, id)),
  write('verify', 'contact.verify', { body: shownSchema, reply: named }, (act, id, { shown }) =>
    contact.verify(act, id, shown),
  ),
  write('edit', 'contact.edit', { body: editContactSchema, reply: named }, (act, id, input) =>
    contact.edit(act, id, input),
  ),
];
