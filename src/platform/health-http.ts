import type { Endpoint } from './endpoint.ts';
import { DatabaseAway } from './domain-error.ts';

interface Signs {
  /** Asks the database for an answer. */
  ping: () => Promise<unknown>;
  /** Whether it takes what this process writes each second. */
  isBeating: () => boolean;
}

/** `/healthz`: the process answers. `/readyz`: the database does too, and takes writes. */
export const healthEndpoints = ({ ping, isBeating }: Signs): Endpoint[] => [
  { method: 'get', path: '/healthz', handle: ({ res }) => void res.type('text').send('ok\n') },
  {
    method: 'get',
    path: '/readyz',
    handle: async ({ res }) => {
      if (!isBeating()) throw new DatabaseAway();
      await ping().catch(() => {
        throw new DatabaseAway();
      });
      res.set('Cache-Control', 'no-store').type('text').send('ready\n');
    },
  },
];
