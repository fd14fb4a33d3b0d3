import { loadConfig, type Config } from '../config.ts';
import type { ActContext } from '../platform/act-context.ts';
import { randomIds } from '../platform/ids.ts';
import { startServices, type Running } from '../start.ts';

/** Starts all that the service stands on, and ends it again whatever happens. */
export async function withServices(work: (running: Running) => Promise<void>, config: Config = loadConfig()) {
  const running = await startServices(config, (line) => console.error(line));
  try {
    await work(running);
  } finally {
    await running.stop();
  }
}

/** An act of whoever sits at the command line. */
export const adminAct = (name: string): ActContext => ({
  id: randomIds.id(),
  body: '',
  name,
  actor: { kind: 'admin', name: 'command line' },
  requestId: randomIds.id(),
});
