import { Schema, type ClientSession, type Connection, type mongo } from 'mongoose';
import type { Ids } from './ids.ts';

const BEAT_MS = 1000;
/** A process is taken for dead when its row has not changed at so many looks, a beat or more apart. */
const SILENT_LOOKS = 5;
/** Short enough that a database that takes no writes is known of within five seconds. */
const MISSED_MS = 3000;
/** A command that was on its way when its connection died may arrive after the first attempt to end its session. */
const KILLS = 3;

export interface Processes {
  /** Keeps the session's id in this process's row before the session is first used. */
  announce(session: ClientSession): Promise<void>;
  /** How many processes there are that wrap under another master key than this one, or have not yet said which. */
  countOthers(masterId: string): Promise<number>;
  /** Frees the locks of a session whose transaction the database may never have heard the end of. */
  abandon(session: mongo.ServerSession): void;
  /** False when this process could not write its row for some time: then it can write nothing else either. */
  isBeating(): boolean;
  stop(): Promise<void>;
}

interface Seen {
  beat: number;
  /** Only looks that reached the database: what nobody could see was not silent. */
  looks: number;
}

interface ProcessRow {
  _id: string;
  beat: number;
  sessions: mongo.UUID[];
  masterId?: string;
}

const processSchema = new Schema(
  { _id: String, beat: Number, sessions: [Schema.Types.Mixed], masterId: String },
  { autoIndex: false, versionKey: false },
);

/**
 * A killed process leaves its transactions' locks for a minute. So each process keeps a row that beats every second
 * and names its sessions; whoever sees a row silent for some five seconds ends those sessions and removes the row.
 * Rows are compared by their beat, never by clock: processes need not agree on the time. A connection that died in
 * a transaction leaves its locks too: those sessions the process ends itself, with its next beats.
 */
export async function joinProcesses(
  connection: Connection,
  ids: Ids,
  onTrouble: (error: unknown) => void,
  // Which master key it wraps under: whoever changes that key must know that all have the new one.
  { masterId = '' }: { masterId?: string } = {},
): Promise<Processes> {
  const rows = connection.model('Process', processSchema, 'processes').collection;
  const me = ids.id() as unknown as mongo.ObjectId;
  const announced = new Map<string, mongo.UUID>();
  const abandoned = abandonedSessions(connection);
  const seen = new Map<string, Seen>();
  let beat = 0;
  let lastBeat = performance.now();

  const beatOnce = async (): Promise<void> => {
    await abandoned.end();
    beat += 1;
    const sessions = [...announced.values(), ...abandoned.ids()];
    await rows.updateOne({ _id: me }, { $set: { beat, masterId, sessions } }, { upsert: true });
    lastBeat = performance.now();
    for (const row of (await rows.find({}).toArray()) as unknown as ProcessRow[]) {
      if (row._id !== String(me) && isSilent(seen, row)) await clearAway(connection, rows, row);
    }
  };
  await beatOnce();
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    // Beats that a silent database holds up must not queue.
    running ??= beatOnce()
      .catch(onTrouble)
      .finally(() => (running = undefined));
  }, BEAT_MS).unref();

  return {
    announce: async (session) => {
      const { id, key } = named(session.id);
      if (announced.has(key)) return;
      await rows.updateOne({ _id: me }, { $addToSet: { sessions: id } }, { upsert: true });
      announced.set(key, id);
    },
    countOthers: (masterKeyId) => rows.countDocuments({ masterId: { $ne: masterKeyId } }),
    abandon: (session) => {
      const { id, key } = named(session.id);
      // The driver uses it no more, and until it is ended this process answers for it.
      session.isDirty = true;
      announced.delete(key);
      abandoned.add(key, id);
    },
    isBeating: () => performance.now() - lastBeat < MISSED_MS,
    stop: async () => {
      clearInterval(timer);
      await running;
      await rows.deleteOne({ _id: me }).catch(onTrouble);
    },
  };
}

/** Sessions whose transactions may be open without anybody's knowing: ended with each beat, some times over. */
function abandonedSessions(connection: Connection) {
  const sessions = new Map<string, { id: mongo.UUID; kills: number }>();
  const ids = (): mongo.UUID[] => [...sessions.values()].map(({ id }) => id);
  return {
    ids,
    add: (key: string, id: mongo.UUID): void => void sessions.set(key, { id, kills: 1 }),
    end: async (): Promise<void> => {
      const ending = [...sessions];
      await killSessions(connection, ids());
      for (const [key, { id, kills }] of ending) {
        if (kills < KILLS) sessions.set(key, { id, kills: kills + 1 });
        else sessions.delete(key);
      }
    },
  };
}

function isSilent(seen: Map<string, Seen>, row: ProcessRow): boolean {
  const known = seen.get(row._id);
  const looks = known?.beat === row.beat ? known.looks + 1 : 0;
  seen.set(row._id, { beat: row.beat, looks });
  return looks > SILENT_LOOKS;
}

async function clearAway(
  connection: Connection,
  rows: Connection['collection'] extends (...a: never[]) => infer C ? C : never,
  row: ProcessRow,
): Promise<void> {
  await killSessions(connection, row.sessions);
  await rows.deleteOne({ _id: row._id as unknown as mongo.ObjectId, beat: row.beat });
}

async function killSessions(connection: Connection, ids: readonly mongo.UUID[]): Promise<void> {
  if (ids.length === 0) return;
  const client = connection.getClient();
  await client.db('admin').command({ killSessions: ids.map((id) => ({ id })) });
}

function named(session: unknown): { id: mongo.UUID; key: string } {
  const { id } = session as { id: mongo.UUID };
  return { id, key: Buffer.from(id.buffer).toString('hex') };
}
