import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { watchable } from './watchable.ts';

/** Homeward in a process of its own, on a database that is there. */
export interface AppProcess {
  url: string;
  pid: number;
  /** Ends it as its own stop would. */
  stop(): Promise<void>;
  kill(): void;
}

export async function spawnApp(mongodbUri: string, masterKey: Buffer, minutesOff = 0): Promise<AppProcess> {
  return startListening(['test/support/app-process.ts', String(minutesOff)], mongodbUri, masterKey);
}

/** Any of the programs that serve, tied to us by its input, once it says where it listens. */
export async function startListening(
  words: readonly string[],
  mongodbUri: string,
  masterKey: Buffer,
  more: readonly 'ipc'[] = [],
): Promise<AppProcess & { child: ChildProcess; ended: Promise<unknown> }> {
  const env = {
    ...process.env,
    // Beside other tests the engine may be slower than a person should have to wait.
    MONGODB_URI: `${watchable(mongodbUri)}&socketTimeoutMS=10000`,
    MASTER_KEY: masterKey.toString('base64'),
    LOG_LEVEL: 'error',
    NODE_ENV: 'test',
  };
  const child = spawn(process.execPath, words, { env, stdio: ['pipe', 'pipe', 'inherit', ...more] });
  const ended = once(child, 'exit');
  const [said] = (await Promise.race([once(child.stdout ?? child, 'data'), ended])) as [Buffer | number];
  const port = /port (\d+)/.exec(String(said))?.[1];
  if (port === undefined) throw new Error('The spawned service did not start.');
  return {
    ...{ child, ended, pid: child.pid ?? 0 },
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.stdin?.end();
      const [code] = (await ended) as [number | null];
      if (code !== 0) throw new Error(`The spawned service ended with ${String(code)}.`);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

export interface Answer {
  status: number;
  type: string;
  body: Record<string, unknown>;
}

/** A POST as a signed-in coordinator's program sends it; told that all are busy, it tries again, as it is told. */
export async function postTo(url: string, cookie: string, body: object, key?: string): Promise<Answer> {
  const headers = {
    'Content-Type': 'application/json',
    Cookie: cookie,
    'Sec-Fetch-Site': 'same-origin',
    ...(key === undefined ? {} : { 'Idempotency-Key': key }),
  };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const said = (await answer.json()) as Record<string, unknown> & { type?: string };
  if (answer.status === 503 && said.type === 'urn:homeward:problem:busy') return postTo(url, cookie, body, key);
  return { status: answer.status, type: (said.type ?? '').replace('urn:homeward:problem:', ''), body: said };
}
