import type { Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints, writesOn } from '../platform/resource-http.ts';
import { shownSchema } from '../platform/shown.ts';
import { contactSchema, editContactSchema, shownOfContact } from './contact.ts';
import type { ContactService } from './contact-service.ts';

const PATH = '/api/v1/contacts';

export const contactEndpoints = ({ contact }: { contact: ContactService }): Endpoint[] => [
  ...resourceEndpoints({
    path: PATH,
    noun: 'contact',
    plural: 'contacts',
    schema: contactSchema,
    list: async () => (await contact.list()).map((each) => ({ ...each, shown: shownOfContact(each) })),
    create: (act, input) => contact.enter(act, input),
    acts: {
      retire: (act, id) => contact.retire(act, id),
    },
  }),
  writesOn(PATH)('verify', 'contact.verify', shownSchema, (act, id, { shown }) => contact.verify(act, id, shown)),
  writesOn(PATH)('edit', 'contact.edit', editContactSchema, (act, id, input) => contact.edit(act, id, input)),
];
