import { fork } from 'node:child_process';
import { once } from 'node:events';
import { endWithUs } from './child.ts';
import type { Task } from './families.ts';
import type { House } from './house.ts';

/** What the bare driver is told to do. */
export type Order = { connections: number } & (
  | { do: 'book'; tasks: readonly Task[]; staff: { id: string; name: string } }
  | { do: 'feed'; ms: number; tokenHash: string }
  | { do: 'way'; ms: number; sessionId: string; caseFileId: string }
);

export interface Said {
  ms: number;
  count: number;
  failed?: string;
}

/** The bare driver in a process of its own. */
export interface BareDriver {
  /** @returns how many a second */
  rate(order: Order): Promise<number>;
  stop(): void;
}

export async function startBareDriver({ uri, name }: Pick<House, 'uri' | 'name'>): Promise<BareDriver> {
  const child = fork(new URL('./bare-process.ts', import.meta.url), [uri, name]);
  endWithUs(child);
  await once(child, 'message');
  return {
    rate: async (order) => {
      const answered = once(child, 'message') as Promise<[Said]>;
      child.send(order);
      const [{ ms, count, failed }] = await answered;
      if (failed !== undefined) throw new Error(`The bare driver failed: ${failed}`);
      return (count / ms) * 1000;
    },
    stop: () => child.disconnect(),
  };
}
