import type { Perform } from '../audit/act-service.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import type { SlotChanges } from '../slot/slot-change.ts';
import type { Contact, ContactInput } from './contact.ts';
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
  const verifiedBy = (act: ActContext): string => ('name' in act.actor ? act.actor.name : act.actor.kind);

  return {
    list: (): Promise<Contact[]> => contacts.list(),
    listVerified: async (): Promise<VerifiedContact[]> => (await contacts.list()).filter(isVerified),

    enter: (act: ActContext, { email, ...input }: ContactInput): Promise<{ contactId: string }> =>
      perform(act, 'contacts', async (now) => {
        const _id = ids.id();
        const address = email === undefined || email === '' ? {} : { email };
        await contacts.insert({ _id, ...input, ...address, verifiedBy: verifiedBy(act), verifiedAt: now });
        await slotChanges.publishToAll(now);
        return { reply: { contactId: _id }, which: { contactId: _id }, fields: ['phone', 'hours', 'email'] };
      }),

    /** Says that the number was tried again and answers. */
    verify: (act: ActContext, contactId: string): Promise<{ contactId: string }> =>
      perform(act, `contact/${contactId}`, async (now) => {
        await contacts.lock(contactId);
        await contacts.update(contactId, { verifiedBy: verifiedBy(act), verifiedAt: now });
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
