import type { Clock } from '../../src/platform/clock.ts';
import { connectWatchable } from './watchable.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { startCore, type TestCore } from './core.ts';
import { openTestDatabase } from './database.ts';

/**
 * Two cores on two connections to one database: they take no turns with each other, as two processes do not, so that only
 * locks hold them apart. Started in a tenth of the time of two processes.
 */
export async function startTwoCores(clock: Clock): Promise<{ cores: [TestCore, TestCore]; stop(): Promise<void> }> {
  const database = await openTestDatabase();
  const second = await connectWatchable(database.uri);
  const master = newKey();
  const cores: [TestCore, TestCore] = [
    await startCore(database.connection, clock, { master }),
    await startCore(second, clock, { master }),
  ];
  return {
    cores,
    stop: async () => {
      for (const core of cores) await core.stop();
      await second.close();
      await database.close();
    },
  };
}
