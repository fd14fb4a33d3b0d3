import { Schema, type Connection } from 'mongoose';
import { removeEach } from '../platform/remove-each.ts';
import type { Session } from './session.ts';

const sessionSchema = new Schema(
  { _id: String, kind: String, ownerId: String, openedAt: Date, usedAt: Date },
  { autoIndex: false, versionKey: false },
)
  .index({ ownerId: 1 })
  .index({ usedAt: 1 });

export type SessionStore = ReturnType<typeof createSessionStore>;

export function createSessionStore(connection: Connection) {
  const sessions = connection.model('Session', sessionSchema, 'sessions');
  return {
    find: async (id: string): Promise<Session | undefined> =>
      (await sessions.findById(id).lean<Session>()) ?? undefined,
    /** The newest first. */
    listOfOwner: (ownerId: string): Promise<Session[]> =>
      sessions.find({ ownerId }).sort({ openedAt: -1 }).lean<Session[]>(),
    insert: async (session: Session): Promise<void> => {
      await sessions.insertMany([session], { lean: true });
    },
    markUsed: async (id: string, now: Date): Promise<void> => {
      await sessions.updateOne({ _id: id }, { $set: { usedAt: now } });
    },
    remove: async (id: string): Promise<void> => {
      await sessions.deleteOne({ _id: id });
    },
    removeOfOwner: async (ownerId: string): Promise<number> => (await sessions.deleteMany({ ownerId })).deletedCount,
    removeUsedBetween: (from: Date, to: Date): Promise<number> =>
      removeEach(sessions.collection, { usedAt: { $gte: from, $lt: to } }),
  };
}
