import type { Connection } from 'mongoose';
import { composeCore, type Core, type CoreDependencies } from '../../src/composition-core.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { openKeyRing } from '../../src/platform/key-ring.ts';
import { joinProcesses } from '../../src/platform/processes.ts';
import { randomIds } from '../../src/platform/ids.ts';
import type { Clock } from '../../src/platform/clock.ts';

export interface TestCore extends Core {
  stop(): Promise<void>;
}

/** The core on a real database, with indexes; every path leads over Medyka and nothing speaks against it unless told. */
export async function startCore(
  connection: Connection,
  clock: Clock,
  { master = newKey(), way = {} }: { master?: Buffer; way?: Partial<CoreDependencies['way']> } = {},
): Promise<TestCore> {
  const processes = await joinProcesses(connection, randomIds, (error) => {
    throw error;
  });
  const keys = await openKeyRing(connection, master);
  const core = composeCore({
    connection,
    processes,
    keys,
    clock,
    ids: randomIds,
    way: {
      currentRoute: 'mod-2022-03-02@1',
      checkPath: () => undefined,
      stageKeysOf: () => ['meet:pl-ua-medyka'],
      concernsOf: () => Promise.resolve([]),
      ...way,
    },
  });
  for (const model of Object.values(connection.models)) await model.createIndexes();
  return { ...core, stop: () => processes.stop() };
}
