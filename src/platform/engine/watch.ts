import type { EngineRecord } from './engine-record.ts';
import { stillRuns } from './process-stamp.ts';

const EVERY_MS = 1_000;

/**
 * Starts the engine again on the same data when it dies under a running process.
 * `end` stops watching and waits for a start that is under way.
 */
export function keepRunning(
  first: EngineRecord,
  revive: () => Promise<EngineRecord>,
  say: (line: string) => void,
): { end(): Promise<void> } {
  let record = first;
  let reviving: Promise<void> | undefined;
  const look = (): void => {
    if (reviving !== undefined || stillRuns(record)) return;
    say('The embedded database ended unexpectedly: starting it again on the same data.');
    reviving = revive()
      .then((next) => {
        // The connections of this process keep to the address they were made with.
        if (next.port !== first.port) say('The embedded database came back at another port: start Homeward again.');
        record = next;
      })
      .catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
      .finally(() => (reviving = undefined));
  };
  const timer = setInterval(look, EVERY_MS).unref();
  return {
    async end() {
      clearInterval(timer);
      await reviving;
    },
  };
}
