import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../platform/domain-error.ts';
import { removeEach } from '../platform/remove-each.ts';
import type { SignInLink, Staff } from './staff.ts';

const staffSchema = new Schema(
  {
    _id: String,
    rev: Number,
    name: String,
    nameKey: String,
    role: String,
    since: Date,
    invitedBy: String,
    active: Boolean,
    endedAt: Date,
  },
  { autoIndex: false, versionKey: false },
).index({ nameKey: 1 }, { unique: true, partialFilterExpression: { active: true } });

const linkSchema = new Schema(
  { _id: String, staffId: String, madeAt: Date, expiresAt: Date, usedAt: Date, sessionId: String, madeIn: String },
  { autoIndex: false, versionKey: false },
)
  .index({ staffId: 1 })
  .index({ expiresAt: 1 });

export type StaffStore = ReturnType<typeof createStaffStore>;
export type SignInLinkStore = ReturnType<typeof createSignInLinkStore>;

export function createStaffStore(connection: Connection) {
  const staff = connection.model('Staff', staffSchema, 'staff');
  const find = async (id: string): Promise<Staff | undefined> => (await staff.findById(id).lean<Staff>()) ?? undefined;
  return {
    find,
    findActive: async (nameKey: string): Promise<Staff | undefined> =>
      (await staff.findOne({ nameKey, active: true }).lean<Staff>()) ?? undefined,
    list: (): Promise<Staff[]> => staff.find({}).sort({ name: 1 }).lean<Staff[]>(),
    /** Makes every act on this person wait for the others. Throws NotFound. */
    lock: async (id: string): Promise<Staff> => {
      const locked = await staff.updateOne({ _id: id }, { $inc: { rev: 1 } });
      const found = locked.matchedCount === 1 ? await find(id) : undefined;
      if (!found) throw new NotFound('member of staff');
      return found;
    },
    /** Makes every act that may take an administrator away wait for the others; gives the administrators of now. */
    lockAdministrators: async (): Promise<Staff[]> => {
      const administrators = { role: 'administrator', active: true };
      await staff.updateMany(administrators, { $inc: { rev: 1 } });
      return staff.find(administrators).lean<Staff[]>();
    },
    insert: async (person: Staff): Promise<void> => {
      await staff.insertMany([person], { lean: true });
    },
    setRole: async (id: string, role: Staff['role']): Promise<void> => {
      await staff.updateOne({ _id: id }, { $set: { role } });
    },
    end: async (id: string, now: Date): Promise<void> => {
      await staff.updateOne({ _id: id }, { $set: { endedAt: now }, $unset: { active: 1 } });
    },
  };
}

export function createSignInLinkStore(connection: Connection) {
  const links = connection.model('SignInLink', linkSchema, 'signinlinks');
  return {
    find: async (id: string): Promise<SignInLink | undefined> =>
      (await links.findById(id).lean<SignInLink>()) ?? undefined,
    insert: async (link: SignInLink): Promise<void> => {
      await links.insertMany([link], { lean: true });
    },
    markUsed: async (id: string, sessionId: string, now: Date): Promise<void> => {
      await links.updateOne({ _id: id }, { $set: { usedAt: now, sessionId } });
    },
    removeOfStaff: async (staffId: string): Promise<void> => {
      await links.deleteMany({ staffId });
    },
    /** Those that somebody made for herself, in one of her sessions or in any. */
    removeMadeIn: async (staffId: string, sessionId?: string): Promise<void> => {
      await links.deleteMany({ staffId, madeIn: sessionId ?? { $exists: true } });
    },
    removeExpiredBetween: (from: Date, to: Date): Promise<number> =>
      removeEach(links.collection, { expiresAt: { $gte: from, $lt: to } }),
  };
}
