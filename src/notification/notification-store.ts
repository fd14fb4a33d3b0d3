import { Schema, type Connection } from 'mongoose';
import type { Ids } from '../platform/ids.ts';
import { updatesOfSet } from '../platform/update-set.ts';
import type { CallInHand } from './calling.ts';
import type { Notification, Tell } from './notification.ts';
import type { Person } from './person.ts';

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
    wasText: String,
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
  .index({ escortId: 1, at: 1 })
  .index({ slotId: 1, at: 1 })
  .index({ key: 1 }, { unique: true, partialFilterExpression: { key: { $type: 'string' } } });

export type NotificationStore = ReturnType<typeof createNotificationStore>;

/** As it lies in the database: what is still to be told says so. */
type Stored = Notification & { open?: true };

const openModel = (connection: Connection) => connection.model('Notification', notificationSchema, 'notifications');

export function createNotificationStore(connection: Connection, ids: Ids) {
  const notifications = openModel(connection);
  return {
    listOpen: (from: Date, to: Date): Promise<Notification[]> =>
      notifications
        .find({ open: true, at: { $gte: from, $lt: to } })
        .sort({ at: 1 })
        .lean<Notification[]>(),
    /** Whether a line is open is asked of the few found: in the question it keeps the embedded engine from its index. */
    listOpenOfCase: async (caseFileId: string): Promise<Notification[]> =>
      (await notifications.find({ caseFileId }).sort({ at: 1 }).lean<Stored[]>()).filter(({ open }) => open),
    /** All that one moment gave to tell about a case file, told or not. */
    listOfMoment: (caseFileId: string, at: Date): Promise<Notification[]> =>
      notifications.find({ caseFileId, at }).lean<Notification[]>(),
    /** Her lines that were taken back at one moment, untold. */
    listWithdrawnAt: (caseFileId: string, withdrawnAt: Date): Promise<Notification[]> =>
      notifications.find({ caseFileId, audience: 'traveller', withdrawnAt }).lean<Notification[]>(),
    listOpenOfEscort: (escortId: string, slotId: string): Promise<Notification[]> =>
      notifications.find({ open: true, audience: 'escort', escortId, slotId }).sort({ at: 1 }).lean<Notification[]>(),
    find: async (id: string): Promise<Notification | undefined> =>
      (await notifications.findById(id).lean<Notification>()) ?? undefined,
    findMany: (idList: readonly string[]): Promise<Notification[]> =>
      notifications
        .find({ _id: { $in: idList } })
        .sort({ at: 1 })
        .lean<Notification[]>(),
    ...writing(notifications, ids),
    ...ofEvents(notifications),
    ...byPerson(notifications),
  };
}

function writing(notifications: ReturnType<typeof openModel>, ids: Ids) {
  return {
    /** Adds to what is to be told, in the transaction of the act that changed something. */
    tell: async (now: Date, tells: readonly Tell[]): Promise<void> => {
      if (tells.length === 0) return;
      await notifications.insertMany(
        tells.map((tell) => ({ ...tell, _id: ids.id(), at: now, open: true })),
        { lean: true },
      );
    },
    /**
     * Takes lines back that nobody has told yet and that are no longer true. Who is on the phone about one stays there:
     * the person is in that call, whatever else is to be told now.
     */
    withdraw: async (idList: readonly string[], now: Date): Promise<void> => {
      if (idList.length === 0) return;
      const change = { $set: { withdrawnAt: now }, $unset: { open: 1 } };
      await notifications.bulkWrite(updatesOfSet(idList, change, { open: true }));
    },
    /** What was taken back by mistake is to be told again. */
    restore: async (idList: readonly string[]): Promise<void> => {
      if (idList.length === 0) return;
      await notifications.updateMany({ _id: { $in: idList } }, { $set: { open: true }, $unset: { withdrawnAt: 1 } });
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

/** What closures and reopenings gave to tell. */
function ofEvents(notifications: ReturnType<typeof openModel>) {
  return {
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
  };
}

/** Who is to hear what by whom, line by line or slot by slot, and who is on the phone about it. */
function byPerson(notifications: ReturnType<typeof openModel>) {
  return {
    /** What one person is still to hear, and what somebody has called about without saying how it went. */
    listOfPerson: (person: Person): Promise<Notification[]> => {
      const { kind, ...whose } = person;
      return notifications
        .find({ ...whose, audience: kind, $or: [{ open: true }, { calling: { $exists: true } }] })
        .sort({ at: 1 })
        .lean<Notification[]>();
    },
    /** Lines about one slot that nobody has told yet, whoever is to hear them. */
    listOpenOfSlot: (slotId: string): Promise<Notification[]> =>
      notifications.find({ slotId, open: true }).sort({ at: 1 }).lean<Notification[]>(),
    /** Whoever calls has these lines; nobody when `calling` is null. */
    setCalling: async (idList: readonly string[], calling: CallInHand | null): Promise<void> => {
      const change = calling ? { $set: { calling } } : { $unset: { calling: 1 } };
      await notifications.updateMany({ _id: { $in: idList } }, change);
    },
    /** One more call that nobody answered; the lines are free again. */
    addTry: async (idList: readonly string[], tried: CallInHand): Promise<void> => {
      await notifications.updateMany({ _id: { $in: idList } }, { $push: { tries: tried }, $unset: { calling: 1 } });
    },
  };
}
