import type { mongo } from 'mongoose';

interface Row {
  _id: string;
  tokenHash?: string;
  escortId?: string;
  caseFileId?: string;
  slotId?: string;
  meetingPointId?: string;
  at?: Date;
  madeAt?: Date;
}

const QUARTER_MS = 15 * 60_000;

/** What a poll of a calendar reads that finds nothing new. */
export async function readFeedBare(db: mongo.Db, tokenHash: string): Promise<void> {
  const feed = await db.collection<Row>('feeds').findOne({ tokenHash });
  const now = Date.now();
  const at = { $gte: new Date(now - QUARTER_MS), $lt: new Date(now + QUARTER_MS) };
  for (const escortId of [feed?.escortId ?? '', '*'])
    await db.collection<Row>('slotchanges').find({ escortId, at }).toArray();
}

/** What her page reads, from the session to the lines that nobody has told yet. */
export async function readWayBare(db: mongo.Db, sessionId: string, caseFileId: string): Promise<void> {
  const at = (name: string): mongo.Collection<Row> => db.collection<Row>(name);
  await at('sessions').findOne({ _id: sessionId });
  await at('casefiles').findOne({ _id: caseFileId });
  await at('contacts').find({}).toArray();
  const [booking] = await at('bookings').find({ caseFileId }).sort({ madeAt: 1 }).toArray();
  const slotIds = [booking?.slotId ?? ''];
  const [slot] = await at('slots')
    .find({ _id: { $in: slotIds } })
    .toArray();
  await at('reports')
    .find({ caseFileId: { $in: [caseFileId] } })
    .sort({ at: 1 })
    .toArray();
  await at('crossingevents').find({}).sort({ at: 1 }).toArray();
  await at('meetingpoints').findOne({ _id: slot?.meetingPointId ?? '' });
  await at('escorts').findOne({ _id: slot?.escortId ?? '' });
  await at('notifications').find({ caseFileId }).sort({ at: 1 }).toArray();
}
