import { Schema, type ClientSession, type Connection, type mongo } from 'mongoose';
import type { Ids } from './ids.ts';

/** A process is taken for dead when its row has not changed for this long by the watcher's own stopwatch. */
const SILENT_MS = 5000;
const BEAT_MS = 1000;

export interface Processes {
  /** Keeps the session's id in this process's row before the session is first used. */
  announce(session: ClientSession): Promise<void>;
  /** How many processes there are that wrap under another master key than this one, or have not yet said which. */
  countOthers(masterId: string): Promise<number>;
  stop(): Promise<void>;
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
 * and names its sessions; whoever sees a row silent for five seconds ends those sessions and removes the row.
 * Rows are compared by their beat, never by clock: processes need not agree on the time.
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
  const seen = new Map<string, { beat: number; since: number }>();
  let beat = 0;

  const beatOnce = async (): Promise<void> => {
    beat += 1;
    await rows.updateOne(
      { _id: me },
      { $set: { beat, masterId, sessions: [...announced.values()] } },
      { upsert: true },
    );
    for (const row of (await rows.find({}).toArray()) as unknown as ProcessRow[]) {
      if (row._id !== String(me) && isSilent(seen, row)) await clearAway(connection, rows, row);
    }
  };
  await beatOnce();
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(beatOnce).catch(onTrouble);
  }, BEAT_MS).unref();

  return {
    announce: async (session) => {
      const id = (session.id as { id: mongo.UUID }).id;
      const key = Buffer.from(id.buffer).toString('hex');
      if (announced.has(key)) return;
      await rows.updateOne({ _id: me }, { $addToSet: { sessions: id } }, { upsert: true });
      announced.set(key, id);
    },
    countOthers: (masterKeyId) => rows.countDocuments({ masterId: { $ne: masterKeyId } }),
    stop: async () => {
      clearInterval(timer);
      await running;
      await rows.deleteOne({ _id: me }).catch(onTrouble);
    },
  };
}

function isSilent(seen: Map<string, { beat: number; since: number }>, row: ProcessRow): boolean {
  const known = seen.get(row._id);
  if (known?.beat === row.beat) return performance.now() - known.since > SILENT_MS;
  seen.set(row._id, { beat: row.beat, since: performance.now() });
  return false;
}

async function clearAway(
  connection: Connection,
  rows: Connection['collection'] extends (...a: never[]) => infer C ? C : never,
  row: ProcessRow,
): Promise<void> {
  if (row.sessions.length > 0) {
    await connection
      .getClient()
      .db('admin')
      .command({ killSessions: row.sessions.map((id) => ({ id })) });
  }
  await rows.deleteOne({ _id: row._id as unknown as mongo.ObjectId, beat: row.beat });
}
