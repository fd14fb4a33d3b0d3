import { z } from 'zod';
import type { ChangedFields } from '../platform/changed-fields.ts';
import { emailField } from '../platform/email-field.ts';
import { DomainError } from '../platform/domain-error.ts';
import { markOf, shownSchema } from '../platform/shown.ts';
import { internationalPhoneField, textField } from '../platform/text-field.ts';

/** How the organisation itself is reached: entered and verified by its own people, never taken from a source. */
export const storedContactSchema = z.strictObject({
  _id: z.string(),
  /** Absent until an act has locked it. */
  rev: z.int().exactOptional(),
  phone: z.string(),
  hours: z.string(),
  email: z.string().exactOptional(),
  verifiedBy: z.string().exactOptional(),
  verifiedAt: z.date().exactOptional(),
  retired: z.literal(true).exactOptional(),
});
export type Contact = z.infer<typeof storedContactSchema>;

export const contactSchema = z.strictObject({
  phone: internationalPhoneField,
  hours: textField(1, 100, 'Write when somebody answers, such as 24/7.'),
  email: z.union([z.literal(''), emailField]).optional(),
});
export type ContactInput = z.infer<typeof contactSchema>;

export const editContactSchema = z.strictObject({
  ...contactSchema.shape,
  ...shownSchema.shape,
  /** The new number was called, and somebody answered. */
  tried: z.boolean().default(false),
});
export type EditContact = z.infer<typeof editContactSchema>;

export const shownOfContact = ({ phone, hours, email = '' }: Contact): string => markOf(phone, hours, email);

class ContactChanged extends DomainError {
  constructor({ phone, hours, email }: Contact) {
    super({
      status: 409,
      type: 'contact-changed',
      detail: `Somebody changed this contact meanwhile. It now says ${[phone, hours, email].filter(Boolean).join(', ')}. Look at it again, and send this again if it is still right.`,
    });
  }
}

class NumberNotTried extends DomainError {
  constructor() {
    super({
      status: 422,
      type: 'number-not-tried',
      detail: 'This is another number. Call it first, and tick that somebody answered.',
      invalidParams: [{ name: 'tried', reason: 'Call the new number first, and tick that somebody answered.' }],
    });
  }
}

const digitsOf = (phone: string): string => phone.replaceAll(' ', '');

/** Throws ContactChanged. Where nothing was shown, as right after entering it, nothing is compared. */
export function checkContactShown(contact: Contact, shown: string | undefined): void {
  if (shown !== undefined && shown !== shownOfContact(contact)) throw new ContactChanged(contact);
}

/** The edited contact: another number is verified anew by who tried it. Throws ContactChanged, NumberNotTried. */
export function editContact(
  contact: Contact,
  { phone, hours, email = '', shown, tried }: EditContact,
  verification: Required<Pick<Contact, 'verifiedBy' | 'verifiedAt'>>,
): ChangedFields<Contact> {
  checkContactShown(contact, shown);
  const isOther = digitsOf(phone) !== digitsOf(contact.phone);
  if (isOther && !tried) throw new NumberNotTried();
  return { phone, hours, email: email === '' ? null : email, ...(isOther ? verification : {}) };
}
