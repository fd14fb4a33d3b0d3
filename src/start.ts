import { fileURLToPath } from 'node:url';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { createLog } from './platform/log.ts';
import { compose, type Services } from './composition.ts';
import type { Config } from './config.ts';
import { refuseHalfRestored } from './platform/backup/restore-mark.ts';
import { connectDatabase } from './platform/database.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { openEngine, type Engine } from './platform/engine/engine.ts';
import { houseKey } from './platform/house-key.ts';
import { randomIds } from './platform/ids.ts';
import { ensureIndexes } from './platform/indexes.ts';
import { openKeyRing, type KeyRing } from './platform/key-ring.ts';
import { probeDatabase } from './platform/probe.ts';
import { joinProcesses, type Processes } from './platform/processes.ts';
import { StartRefused } from './platform/start-refused.ts';
import type { Masters } from './platform/wrapping.ts';
import { loadReference } from './route/load-route.ts';

/** Where package.json lies. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Everything that runs below the web: for the service, for the command line, and for a test's own process. */
export interface Running {
  services: Services;
  connection: Connection;
  keys: KeyRing;
  processes: Processes;
  log: Logger;
  embedded: boolean;
  /** Leaves the database, and the embedded engine when this is its last process. */
  stop(): Promise<void>;
}

const engineOf = async (config: Config, say: (line: string) => void): Promise<Engine | undefined> =>
  config.mongodbUri === undefined ? openEngine({ dataDir: config.dataDir, ...cacheOf(config), say }) : undefined;

/** The bare database and what its keys are wrapped with, for what is done below the service. Nothing is made or changed. */
export async function withDatabase<T>(
  config: Config,
  say: (line: string) => void,
  work: (opened: { connection: Connection; masters: Masters; clock: Clock }) => Promise<T>,
): Promise<T> {
  const engine = await engineOf(config, say);
  try {
    const masters = {
      master: config.masterKey ?? (await houseKey(config.dataDir)),
      previous: config.previousMasterKey,
    };
    const connection = await connect(config.mongodbUri ?? engine?.uri ?? '', { patient: true });
    try {
      return await work({ connection, masters, clock: systemClock });
    } finally {
      await connection.close();
    }
  } finally {
    await engine?.leave();
  }
}

/** From the configuration to the composed services. Throws StartRefused with one clear sentence. */
export async function startServices(
  config: Config,
  say: (line: string) => void,
  clock: Clock = systemClock,
): Promise<Running> {
  const log = createLog(config.logLevel);
  const reference = loadReference(ROOT);
  const engine = await engineOf(config, say);
  let connection: Connection | undefined;
  try {
    connection = await connect(config.mongodbUri ?? engine?.uri ?? '');
    await probeDatabase(connection);
    await refuseHalfRestored(connection);
    const master = config.masterKey ?? (await houseKey(config.dataDir));
    const keys = await openKeyRing(connection, master, config.previousMasterKey);
    const processes = await joinProcesses(connection, randomIds, (error) => log.warn({ err: error }, 'heartbeat'), {
      masterId: keys.masterId,
    });
    const services = compose({ config, connection, processes, keys, reference, clock, ids: randomIds, log });
    await buildIndexes(connection, config.mongodbUri ?? engine?.uri ?? '');
    const opened = connection;
    const stop = async (): Promise<void> => {
      await processes.stop();
      await opened.close();
      await engine?.leave();
    };
    return { services, connection, keys, processes, log, embedded: engine !== undefined, stop };
  } catch (error) {
    // Left open, it would keep the command line from ending.
    await connection?.close();
    await engine?.leave();
    throw error;
  }
}

const cacheOf = ({ cacheDir }: Config): { cacheDir: string } | Record<string, never> =>
  cacheDir === undefined ? {} : { cacheDir };

async function connect(uri: string, options: { patient?: boolean } = {}): Promise<Connection> {
  return connectDatabase(uri, options).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartRefused(`The database does not answer (${why}). Check that it runs and that MONGODB_URI is right.`);
  });
}

async function buildIndexes(connection: Connection, uri: string): Promise<void> {
  const building = await connectDatabase(uri, { poolSize: 2, patient: true });
  await ensureIndexes(connection, building);
  await building.close();
}
