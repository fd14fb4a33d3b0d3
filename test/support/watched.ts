import { once } from 'node:events';
import { startListening } from './spawn-app.ts';

/** Asked of a watched process: to count from here on, or to kill itself before it sends its n-th command from here on, or after the answer to it. */
export type ToWatched = { do: 'count' } | { do: 'die'; command: number; when: 'before' | 'after' };
export interface FromWatched {
  /** Write conflicts since it began. */
  conflicts: number;
}

/** The service in a process of its own that can be killed where one wants. */
export interface WatchedApp {
  url: string;
  ask(asked: ToWatched): Promise<FromWatched>;
  kill(): void;
  /** Ends it as its own stop would. */
  stop(): Promise<void>;
  ended: Promise<unknown>;
}

export async function startWatched(mongodbUri: string, masterKey: Buffer): Promise<WatchedApp> {
  const watched = await startListening(['test/support/watched-process.ts'], mongodbUri, masterKey, ['ipc']);
  const { child } = watched;
  // Its log, of errors only: what a trial calls a finding is explained there.
  child.stdout?.on('data', (line: Buffer) => void process.stderr.write(line));
  return {
    ...watched,
    ask: async (asked) => {
      const answer = once(child, 'message') as Promise<[FromWatched]>;
      child.send(asked);
      return (await answer)[0];
    },
  };
}
