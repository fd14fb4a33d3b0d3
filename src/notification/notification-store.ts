import { Schema, type Connection } from 'mongoose';
import type { Ids } from '../platform/ids.ts';
import type { Notification, Tell } from './notification.ts';

const notificationSchema = new Schema(
  {
    _id: String,
    about: String,
    audience: String,
    caseFileId: String,
    escortId: String,
    slotId: String,
    at: Date,
    was: new Schema({ from: Date, zone: String, meetingPointId: String }, { _id: false }),
    /** Present and true until somebody has told it: what the list of open ones is indexed by. */
    open: Boolean,
    key: String,
    eventId: String,
    calling: new Schema({ by: String, at: Date }, { _id: false }),
    tries: { type: [new Schema({ by: String, at: Date }, { _id: false })], default: undefined },
    toldAt: Date,
    toldBy: String,
    withdrawnAt: Date,
  },
  { autoIndex: false, versionKey: false },
)
  .index({ open: 1, at: 1 }, { partialFilterExpression: { open: true } })
  .index({ caseFileId: 1, at: 1 })
  .index({ slotId: 1, at: 1 })
  .index({ key: 1 }, { unique: true, partialFilterExpression: { key: { $type: 'string' } } });

export type NotificationStore = ReturnType<typeof createNotificationStore>;

export function createNotificationStore(connection: Connection, ids: Ids) {
  const notifications = connection.model('Notification', notificationSchema, 'notifications');
  return {
    /** Adds to what is to be told, in the transaction of the act that changed something. */
    tell: async (now: Date, tells: readonly Tell[]): Promise<void> => {
      if (tells.length === 0) return;
      await notifications.insertMany(
        tells.map((tell) => ({ ...tell, _id: ids.id(), at: now, open: true })),
        { lean: true },
      );
    },
    listOpen: (from: Date, to: Date): Promise<Notification[]> =>
      notifications
        .find({ open: true, at: { $gte: from, $lt: to } })
        .sort({ at: 1 })
        .lean<Notification[]>(),
    listOpenOfCase: (caseFileId: string): Promise<Notification[]> =>
      notifications.find({ caseFileId, open: true }).sort({ at: 1 }).lean<Notification[]>(),
    /** All that these case files and the escorts of these slots had to hear of crossing events, the oldest first. */
    listOfEvents: async (
      eventIds: readonly string[],
      caseFileIds: readonly string[],
      slotIds: readonly string[],
    ): Promise<Notification[]> => {
      if (eventIds.length === 0) return [];
      // By person alone: few lines stand for one, and an index by event would be read to its end for each.
      const hers = await notifications
        .find({ caseFileId: { $in: caseFileIds }, audience: 'traveller' })
        .lean<Notification[]>();
      const theirs = await notifications.find({ slotId: { $in: slotIds }, audience: 'escort' }).lean<Notification[]>();
      const wanted = new Set(eventIds);
      return [...hers, ...theirs]
        .filter(({ eventId }) => eventId !== undefined && wanted.has(eventId))
        .sort((one, other) => one.at.getTime() - other.at.getTime());
    },
    /** The lines of an event that nobody has told yet. */
    listOpenOfEvent: (eventId: string): Promise<Notification[]> =>
      notifications.find({ eventId, open: true }).lean<Notification[]>(),
    find: async (id: string): Promise<Notification | undefined> =>
      (await notifications.findById(id).lean<Notification>()) ?? undefined,
    /** Takes lines back that nobody has told yet and that are no longer true. */
    withdraw: async (idList: readonly string[], now: Date): Promise<void> => {
      await notifications.updateMany(
        { _id: { $in: idList }, open: true },
        { $set: { withdrawnAt: now }, $unset: { open: 1, calling: 1 } },
      );
    },
    /** Ticks one off. False when it was ticked off before: nobody is told twice. */
    markTold: async (id: string, by: string, now: Date): Promise<boolean> => {
      const done = await notifications.updateOne(
        { _id: id, open: true },
        { $set: { toldAt: now, toldBy: by }, $unset: { open: 1, calling: 1 } },
      );
      return done.modifiedCount === 1;
    },
  };
}
