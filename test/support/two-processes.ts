import { newKey } from '../../src/platform/sealing.ts';
import { startCore, type TestCore } from './core.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { spawnApp, type AppProcess } from './spawn-app.ts';

/** A database of its own, the core on it here, and the service twice beside it. */
export interface TwoProcesses {
  database: TestDatabase;
  core: TestCore;
  processes: AppProcess[];
  master: Buffer;
  /** The address of a path in the first process (0) or the second (1). */
  at(index: number, path: string): string;
  stop(): Promise<void>;
}

/** Inside one process the acts take turns; between two only their locks hold them apart. */
export async function startTwoProcesses(): Promise<TwoProcesses> {
  const master = newKey();
  const database = await openTestDatabase();
  const core = await startCore(database.connection, () => new Date(), { master });
  const processes = await Promise.all([spawnApp(database.uri, master), spawnApp(database.uri, master)]);
  return {
    ...{ database, core, processes, master },
    at: (index, path) => `${processes[index]?.url ?? ''}${path}`,
    stop: async () => {
      await Promise.all(processes.map((each) => each.stop()));
      await core.stop();
      await database.close();
    },
  };
}
