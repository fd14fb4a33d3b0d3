import { fork } from 'node:child_process';
import { once } from 'node:events';
import { endWithUs } from './child.ts';

/** Two servers that do nothing but answer, in a process of their own. */
export interface PlainServers {
  /** Port of bare node:http. */
  raw: number;
  /** Port of plain Express. */
  express: number;
  stop(): void;
}

export async function startPlainServers(): Promise<PlainServers> {
  const child = fork(new URL('./plain-process.ts', import.meta.url));
  endWithUs(child);
  const [[raw = 0, plain = 0]] = (await once(child, 'message')) as [number[]];
  return { raw, express: plain, stop: () => child.disconnect() };
}
