import type { Endpoint } from './endpoint.ts';
import { DatabaseAway } from './domain-error.ts';
import { headOf, type KeptAnswer } from './kept-answer.ts';
import { keptEndpoint } from './kept-endpoint.ts';

interface Signs {
  /** Asks the database for an answer. */
  ping: () => Promise<unknown>;
  /** Whether it takes what this process writes each second. */
  isBeating: () => boolean;
}

const OK: KeptAnswer = { status: 200, head: headOf('text/plain; charset=utf-8', 'ok\n'), body: 'ok\n' };

/** `/healthz`: the process answers. `/readyz`: the database does too, and takes writes. */
export const healthEndpoints = ({ ping, isBeating }: Signs): Endpoint[] => [
  keptEndpoint('/healthz', () => OK),
  {
    method: 'get',
    path: '/readyz',
    handle: async ({ res }) => {
      if (!isBeating()) throw new DatabaseAway();
      await ping().catch((error: unknown) => {
        throw new DatabaseAway(error);
      });
      res.set('Cache-Control', 'no-store').type('text').send('ready\n');
    },
  },
];
