import { randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import type { Task } from './families.ts';

/** What is asked or changed of any of the documents; what is only written needs no name here. */
interface Row {
  _id: string;
  rev?: number;
  version?: number;
  slotId?: string;
  caseFileId?: string;
  live?: boolean;
  meetingPointId?: string;
  escortId?: string;
  stageKey?: string;
  from?: Date;
  published?: object;
  state?: string;
  nextAt?: Date;
  changed?: object;
  mark?: string;
  unsealed?: boolean;
  lastChange?: object;
}
type At = (name: string) => mongo.Collection<Row>;

/** On what, and by whom. */
export interface Bare {
  client: mongo.MongoClient;
  database: string;
  staff: { id: string; name: string };
}

const DURABLY: mongo.TransactionOptions = {
  readConcern: new mongo.ReadConcern('snapshot'),
  writeConcern: new mongo.WriteConcern('majority', undefined, true),
  readPreference: 'primary',
};
/** As long as what the service makes of its secrets. */
const SEALED_REPLY = `s1.${'r'.repeat(308)}`;
const BODY_HASH = 'b'.repeat(43);

const newId = (): string => randomBytes(16).toString('hex');

/**
 * The transaction of a booking as somebody would write it who knows the answer: the service's commands in its order, with
 * its documents and its concerns, and no rule, page, key or log around them. A test and the bench hold the two together.
 */
export async function bookBare({ client, database, staff }: Bare, task: Task): Promise<void> {
  const session = client.startSession();
  const main: At = (name) => client.db(database).collection<Row>(name);
  const keys: At = (name) => client.db(`${database}_keys`).collection<Row>(name);
  try {
    await session.withTransaction(async () => {
      const slot = await readAll(main, keys, task, session);
      await writePlace(main, task, slot, { staff, session });
      await writeRecord(main, keys, task, { staff, session });
    }, DURABLY);
  } finally {
    await session.endSession();
  }
}

async function readAll(main: At, keys: At, { slotId, caseFileId }: Task, session: mongo.ClientSession): Promise<Row> {
  await main('acts').findOne({ _id: newId() }, { session });
  await main('slots').updateOne({ _id: slotId }, { $inc: { rev: 1 } }, { session });
  const slot = await main('slots').findOne({ _id: slotId }, { session });
  if (!slot) throw new Error('no such slot');
  await main('casefiles').updateOne({ _id: caseFileId }, { $inc: { rev: 1 } }, { session });
  await main('casefiles').findOne({ _id: caseFileId }, { session });
  await main('bookings').find({ slotId, live: true }, { session }).toArray();
  await main('bookings').find({ caseFileId, live: true }, { session }).toArray();
  await main('meetingpoints').findOne({ _id: slot.meetingPointId ?? '' }, { session });
  await keys('casekeys').findOne({ _id: caseFileId }, { session });
  await main('crossingevents').find({}, { session }).sort({ at: 1 }).toArray();
  return slot;
}

type By = Pick<Bare, 'staff'> & { session: mongo.ClientSession };

async function writePlace(main: At, { slotId, caseFileId }: Task, slot: Row, { staff, session }: By): Promise<void> {
  const now = new Date();
  const { escortId = '' } = slot;
  const place = { _id: newId(), slotId, caseFileId, stageKey: slot.stageKey ?? '' };
  const kind = { status: 'booked', live: true, ofStage: true, seats: 1, madeAt: now, madeBy: staff.name };
  await main('bookings').insertMany([{ ...place, ...kind }], { session });
  const state = { state: 'booked', nextAt: slot.from ?? now, changed: { at: now, by: staff.name } };
  const update = { $inc: { version: 1 }, $unset: { lastChange: 1 as const }, $set: state };
  await main('casefiles').updateOne({ _id: caseFileId }, update, { session });
  await main('slots').updateOne({ _id: slotId }, { $set: { published: { seq: 1, at: now } } }, { session });
  const change = { _id: newId(), escortId, slotId, seq: 1, at: now };
  await main('slotchanges').insertMany([change], { session });
  await main('notifications').find({ caseFileId }, { session }).sort({ at: 1 }).toArray();
  const line = { about: 'booking-made', slotId, caseFileId };
  const tells = [
    { ...line, audience: 'traveller', _id: newId(), at: now, open: true },
    { ...line, audience: 'escort', escortId, _id: newId(), at: now, open: true },
  ];
  await main('notifications').insertMany(tells, { session });
}

async function writeRecord(main: At, keys: At, task: Task, { staff, session }: By): Promise<void> {
  const { slotId, caseFileId } = task;
  const at = new Date();
  await keys('casekeys').findOne({ _id: caseFileId }, { session });
  const which = { slotId, caseFileId, bookingId: newId() };
  const actor = { kind: 'staff', ...staff };
  const what = { at, actor, what: 'booking.book', which, fields: ['booking'], requestId: newId().slice(0, 16) };
  const mark = `1.${randomBytes(32).toString('base64url')}`;
  await main('audit').insertMany([{ _id: newId(), ...what, mark, unsealed: true }], { session });
  const record = { body: BODY_HASH, caseFileId, reply: SEALED_REPLY, at };
  await main('acts').insertMany([{ _id: newId(), ...record }], { session });
}
