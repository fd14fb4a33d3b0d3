import type { Perform } from '../audit/act-service.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import { checkContactShown, editContact, type Contact, type ContactInput, type EditContact } from './contact.ts';
import type { ContactStore } from './contact-store.ts';

/** A contact that somebody has verified: the only kind that a family is ever shown. */
export type VerifiedContact = Contact & { verifiedBy: string; verifiedAt: Date };

interface Dependencies {
  perform: Perform;
  contacts: ContactStore;
  slotChanges: SlotChanges;
  ids: Ids;
}

export type ContactService = ReturnType<typeof contactService>;

const isVerified = (contact: Contact): contact is VerifiedContact =>
  contact.verifiedAt !== undefined && contact.verifiedBy !== undefined;

/** The organisation's own contacts. Entering one is verifying it: whoever does it answers for it by name. */
export function contactService({ perform, contacts, slotChanges, ids }: Dependencies) {
  return {
    list: (): Promise<Contact[]> => contacts.list(),
    /** Throws NotFound, also for one that nobody is shown any more. */
    get: async (contactId: string): Promise<Contact> => {
      const contact = (await contacts.list()).find(({ _id }) => _id === contactId);
      if (!contact) throw new NotFound('contact');
      return contact;
    },
    listVerified: async (): Promise<VerifiedContact[]> => (await contacts.list()).filter(isVerified),

    enter: (act: ActContext, { email, ...input }: ContactInput): Promise<{ contactId: string }> =>
      perform(act, 'contacts', async (now) => {
        const _id = ids.id();
        const address = email === undefined || email === '' ? {} : { email };
        await contacts.insert({ _id, ...input, ...address, verifiedBy: actorName(act.actor), verifiedAt: now });
        await slotChanges.publishToAll(now);
        return { reply: { contactId: _id }, which: { contactId: _id }, fields: ['phone', 'hours', 'email'] };
      }),

    /** Hours, address or number; every feed shows the number. Throws ContactChanged, NumberNotTried, NotFound. */
    edit: (act: ActContext, contactId: string, input: EditContact): Promise<{ contactId: string }> =>
      perform(act, `contact/${contactId}`, async (now) => {
        const contact = await contacts.lock(contactId);
        if (contact.retired) throw new NotFound('contact');
        const change = editContact(contact, input, { verifiedBy: actorName(act.actor), verifiedAt: now });
        await contacts.update(contactId, change);
        await slotChanges.publishToAll(now);
        return { reply: { contactId }, which: { contactId }, fields: Object.keys(change) };
      }),

    /** Says that the number, as it was shown, was tried again and answers. Throws ContactChanged. */
    verify: (act: ActContext, contactId: string, shown?: string): Promise<{ contactId: string }> =>
      perform(act, `contact/${contactId}`, async (now) => {
        checkContactShown(await contacts.lock(contactId), shown);
        await contacts.update(contactId, { verifiedBy: actorName(act.actor), verifiedAt: now });
        return { reply: { contactId }, which: { contactId }, fields: ['verified'] };
      }),

    retire: (act: ActContext, contactId: string): Promise<{ contactId: string }> =>
      perform(act, `contact/${contactId}`, async (now) => {
        await contacts.lock(contactId);
        await contacts.update(contactId, { retired: true });
        await slotChanges.publishToAll(now);
        return { reply: { contactId }, which: { contactId }, fields: ['retired'] };
      }),
  };
}
