import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watchable } from './watchable.ts';

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
  const env = {
    ...process.env,
    ...{
      MONGODB_URI: watchable(mongodbUri),
      MASTER_KEY: masterKey.toString('base64'),
      LOG_LEVEL: 'error',
      NODE_ENV: 'test',
    },
  };
  const child = spawn(process.execPath, ['test/support/watched-process.ts'], {
    ...{ env, stdio: ['pipe', 'pipe', 'inherit', 'ipc'] },
  });
  const ended = once(child, 'exit');
  const [said] = (await Promise.race([once(child.stdout ?? child, 'data'), ended])) as [Buffer | number];
  const port = /port (\d+)/.exec(String(said))?.[1];
  if (port === undefined) throw new Error('The watched service did not start.');
  // Its log, of errors only: what a trial calls a finding is explained there.
  child.stdout?.on('data', (line: Buffer) => void process.stderr.write(line));
  return {
    url: `http://127.0.0.1:${port}`,
    ask: async (asked) => {
      const answer = once(child, 'message') as Promise<[FromWatched]>;
      child.send(asked);
      return (await answer)[0];
    },
    kill: () => void child.kill('SIGKILL'),
    stop: async () => {
      child.stdin?.end();
      const [code] = (await ended) as [number | null];
      if (code !== 0) throw new Error(`The watched service ended with ${String(code)}.`);
    },
    ended,
  };
}
