import type { Endpoint } from './endpoint.ts';
import { DatabaseAway } from './domain-error.ts';

/** `/healthz`: the process answers. `/readyz`: the database does too. */
export const healthEndpoints = ({ ping }: { ping: () => Promise<unknown> }): Endpoint[] => [
  { method: 'get', path: '/healthz', handle: ({ res }) => void res.type('text').send('ok\n') },
  {
    method: 'get',
    path: '/readyz',
    handle: async ({ res }) => {
      await ping().catch(() => {
        throw new DatabaseAway();
      });
      res.set('Cache-Control', 'no-store').type('text').send('ready\n');
    },
  },
];
