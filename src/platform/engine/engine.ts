import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../start-refused.ts';
import { readRecord } from './engine-record.ts';
import type { EngineRecord } from './engine-record.ts';
import { withFolderLock } from './folder-lock.ts';
import { installEngine } from './install.ts';
import { findInstance } from './instance.ts';
import { countMembers, joinMembers } from './members.ts';
import { isProof, stillRuns } from './process-stamp.ts';
import { startEngine } from './start.ts';
import { stopEngine } from './stop.ts';
import { keepRunning } from './watch.ts';

const ANSWER_MS = 5_000;

export interface EngineOptions {
  /** Where the data lies; made when absent. */
  dataDir: string;
  /** The cache folder of this person's programs (XDG_CACHE_HOME); `~/.cache` when not given. */
  cacheDir?: string;
  /** Prints one line for the person who starts Homeward. */
  say: (line: string) => void;
  /** Every commit on the disk before it is answered (the default). */
  sync?: boolean;
}

export interface Engine {
  /** Names Homeward's database on it. */
  uri: string;
  /** Takes this process out; the last one stops the engine. Safe to call twice. */
  leave(): Promise<void>;
}

/**
 * Attaches to the embedded database of a folder, or installs and starts it. Processes that do so at once share one engine.
 * @throws StartRefused when it cannot be installed, the folder cannot be written, or another program holds it
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const folder = prepareFolder(options.dataDir);
  const python = await installEngine(options);
  const locked = <T>(act: () => Promise<T>): Promise<T> => withFolderLock(join(folder, 'engine.lock'), act);
  const attach = (): Promise<EngineRecord> => attachOrStart(folder, python, options.sync ?? true);
  const members = join(folder, 'members');

  const { record, leaveMembers } = await locked(async () => {
    const record = await attach();
    return { record, leaveMembers: joinMembers(members) };
  });
  const watch = keepRunning(record, () => locked(attach), options.say);
  const leave = async (): Promise<void> => {
    await watch.end();
    await locked(async () => {
      leaveMembers();
      const current = readRecord(folder);
      if (countMembers(members) === 0 && current) await stopEngine(current);
    });
  };
  let left: Promise<void> | undefined;
  return { uri: `mongodb://127.0.0.1:${record.port}/homeward`, leave: () => (left ??= leave()) };
}

async function attachOrStart(folder: string, python: string, sync: boolean): Promise<EngineRecord> {
  const record = readRecord(folder);
  if (record?.folder !== folder) return startEngine({ folder, python, sync, port: 0 });
  if (record.port !== 0 && (await isRunning(record))) return record;
  // One that never came to answer: whoever started it died there, and nobody can be attached to it.
  if (record.port === 0) await stopEngine(record);
  return startEngine({ folder, python, sync, port: record.port });
}

/** Both must agree, the process and what stands in its database: a stale file never leads to a stranger. */
async function isRunning(record: EngineRecord): Promise<boolean> {
  if (!stillRuns(record)) return false;
  const id = await findInstance(record.port, ANSWER_MS);
  if (id === undefined && isProof(record) && stillRuns(record)) throw silent(record);
  return id === record.id;
}

const silent = ({ pid, folder }: EngineRecord): StartRefused =>
  new StartRefused(
    `The embedded database of ${folder} (process ${pid}) runs but does not answer: end it with \`kill -9 ${pid}\` and start again, nothing is lost.`,
  );

function prepareFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK);
    return realpathSync(dataDir);
  } catch (cause) {
    throw new StartRefused(
      `Homeward cannot write to ${dataDir}: make it writable, or set DATA_DIR to another folder.`,
      {
        cause,
      },
    );
  }
}
