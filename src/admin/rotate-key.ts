import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../config.ts';
import { rotateKeys } from '../platform/rotate-keys.ts';
import { wrappingUnder } from '../platform/wrapping.ts';
import { CommandFailed, type Command } from '../platform/command-line.ts';
import { withServices } from './command.ts';

const HOW =
  'Put the new key into MASTER_KEY and the old one into MASTER_KEY_PREVIOUS (with the embedded database it stands in DATA_DIR/master.key), restart every process with both, then run this again.';

/** A row of a process that was killed is cleared away in about this time. */
const WAIT_MS = 8000;

/** Wraps all keys under the new master key while the service runs. */
export const rotateCommand: Command = {
  name: 'rotate-key',
  takes: '',
  does: 'wraps all keys under the new MASTER_KEY, while all runs; see .env.example',
  run: async () => {
    const config = loadConfig();
    const { masterKey: master, previousMasterKey: previous } = config;
    if (!master || !previous) throw new CommandFailed(HOW);
    await withServices(async ({ services: { transact }, connection, processes }) => {
      await waitForOthers(() => processes.countOthers(wrappingUnder({ master }).id));
      const onBatch = (count: number): void => console.error(`${count} keys wrapped anew`);
      const { count, lost } = await rotateKeys({ connection, transact, masters: { master, previous }, onBatch });
      console.log(`All keys are wrapped under MASTER_KEY; ${count} were wrapped anew. Empty MASTER_KEY_PREVIOUS now.`);
      if (lost.length > 0) throw new CommandFailed(`Neither key opens these, nor did before: ${lost.join(', ')}.`);
    }, config);
  },
};

/** A process that does not know the new key would go on wrapping under the old one. */
async function waitForOthers(countOthers: () => Promise<number>): Promise<void> {
  for (let waited = 0; ; waited += 500) {
    const others = await countOthers();
    if (others === 0) return;
    if (waited >= WAIT_MS) throw new CommandFailed(`${others} running processes do not have the new key. ${HOW}`);
    await sleep(500);
  }
}
