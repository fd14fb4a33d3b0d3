import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomIds } from '../../src/platform/ids.ts';
import { ask, type Answer } from './ask.ts';
import type { Random } from './random.ts';

/** Somebody at the desk who phones whoever must hear of something, all day long: without that the lines would only grow. */
export interface Teller {
  calls: number;
  stop(): Promise<void>;
}

/** The lines that a page has this button for. */
const linesWith = (button: string, page: string): string[] => [
  ...new Set(
    [...page.matchAll(/\/to-tell\/([\w-]+)\/(\w+)"/g)].flatMap(([, id = '', name]) => (name === button ? [id] : [])),
  ),
];

/** As the browser does it: one of the lines on *To tell*, the call, and on its page “Told all of it”. */
export function startTelling(url: string, cookie: string, random: Random, pauseMs: number): Teller {
  const agent = new Agent({ keepAlive: true });
  const send = (path: string, body?: object): Promise<Answer> => {
    const headers = { Cookie: cookie, 'Idempotency-Key': randomIds.id() };
    return ask(url, { method: body ? 'POST' : 'GET', path, ...(body ? { body } : {}), headers }, agent);
  };
  const teller = { calls: 0 };
  let isOver = false;
  const tellOne = async (): Promise<void> => {
    const { text } = await send('/console/to-tell');
    const waiting = linesWith('call', text);
    if (waiting.length === 0) return;
    const call = await send(`/console/to-tell/${random.pick(waiting)}/call`, {});
    const [first, ...others] = linesWith('told', call.text);
    if (first === undefined) return;
    const told = await send(`/console/to-tell/${first}/told`, others.length === 0 ? {} : { also: others.join(' ') });
    if (told.status < 400) teller.calls += 1;
  };
  const work = async (): Promise<void> => {
    while (!isOver) {
      await tellOne();
      await sleep(pauseMs);
    }
  };
  const working = work();
  return Object.assign(teller, {
    stop: async () => {
      isOver = true;
      await working;
      agent.destroy();
    },
  });
}
