import type { Connection, mongo } from 'mongoose';
import { StartRefused } from '../start-refused.ts';

interface Mark {
  _id: 'restore';
  /** The backup's id. */
  of: string;
  folder: string;
  /** Collections that are back as a whole. */
  done?: string[];
}

const marks = (db: mongo.Db): mongo.Collection<Mark> => db.collection<Mark>(RESTORES);

/** A restore stands here from its first write to its last. */
export const RESTORES = 'restores';

export const findMark = async (db: mongo.Db): Promise<Mark | undefined> =>
  (await marks(db).findOne({ _id: 'restore' })) ?? undefined;

export const setMark = async (db: mongo.Db, of: string, folder: string): Promise<void> => {
  await marks(db).updateOne(
    { _id: 'restore' },
    { $set: { of, folder } },
    { upsert: true, writeConcern: { w: 'majority', journal: true } },
  );
};

/** Says that this collection is back. */
export const addDone = async (db: mongo.Db, collection: string): Promise<void> => {
  await marks(db).updateOne({ _id: 'restore' }, { $push: { done: collection } });
};

export const removeMark = async (db: mongo.Db): Promise<void> => {
  await marks(db).deleteOne({ _id: 'restore' }, { writeConcern: { w: 'majority', journal: true } });
};

/** Throws StartRefused where a restore was broken off: half of what there was is worse than nothing. */
export async function refuseHalfRestored(connection: Connection): Promise<void> {
  const mark = await findMark(connection.getClient().db(connection.name));
  if (mark)
    throw new StartRefused(
      `A restore of ${mark.folder} into this database was not finished. Run it again: npm run admin -- restore ${mark.folder}`,
    );
}
