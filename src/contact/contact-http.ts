import type { Endpoint } from '../platform/endpoint.ts';
import { resourceEndpoints } from '../platform/resource-http.ts';
import { contactSchema } from './contact.ts';
import type { ContactService } from './contact-service.ts';

export const contactEndpoints = ({ contact }: { contact: ContactService }): Endpoint[] =>
  resourceEndpoints({
    path: '/api/v1/contacts',
    noun: 'contact',
    plural: 'contacts',
    schema: contactSchema,
    list: () => contact.list(),
    create: (act, input) => contact.enter(act, input),
    acts: {
      verify: (act, id) => contact.verify(act, id),
      retire: (act, id) => contact.retire(act, id),
    },
  });
