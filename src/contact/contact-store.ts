import { Schema, type Connection } from 'mongoose';
import { toUpdate, type ChangedFields } from '../platform/changed-fields.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Contact } from './contact.ts';

const contactSchema = new Schema(
  {
    _id: String,
    rev: Number,
    phone: String,
    hours: String,
    email: String,
    verifiedBy: String,
    verifiedAt: Date,
    retired: Boolean,
  },
  { autoIndex: false, versionKey: false },
);

export type ContactStore = ReturnType<typeof createContactStore>;

export function createContactStore(connection: Connection) {
  const contacts = connection.model('Contact', contactSchema, 'contacts');
  return {
    list: async (): Promise<Contact[]> => {
      const all = await contacts.find({}).lean<Contact[]>();
      return all.filter((contact) => !contact.retired);
    },
    lock: async (id: string): Promise<Contact> => {
      await contacts.updateOne({ _id: id }, { $inc: { rev: 1 } });
      const contact = await contacts.findById(id).lean<Contact>();
      if (!contact) throw new NotFound('contact');
      return contact;
    },
    insert: async (contact: Contact): Promise<void> => {
      await contacts.insertMany([contact], { lean: true });
    },
    update: async (id: string, change: ChangedFields<Contact>): Promise<void> => {
      await contacts.updateOne({ _id: id }, toUpdate(change));
    },
  };
}
