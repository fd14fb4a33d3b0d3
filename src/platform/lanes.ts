import type { Connection } from 'mongoose';
import { createTurns } from './turns.ts';

const UNBOUNDED = 100;

/**
 * At most as many acts at once as there are connections: the others wait before they begin, where giving up costs
 * nothing. Begun together, a crowd would share few connections until each of its acts took longer than anybody waits.
 */
export function createLanes(connection: Connection): <T>(patienceMs: number, run: () => Promise<T>) => Promise<T> {
  const takeTurn = createTurns();
  const { maxPoolSize } = connection.getClient().options;
  // Nought is the driver's word for as many as it likes.
  const crowds = Array.from({ length: maxPoolSize > 0 ? maxPoolSize : UNBOUNDED }, () => 0);
  return async (patienceMs, run) => {
    const lane = crowds.indexOf(Math.min(...crowds));
    const count = (by: number): void => void (crowds[lane] = (crowds[lane] ?? 0) + by);
    count(1);
    try {
      return await takeTurn(String(lane), patienceMs, run);
    } finally {
      count(-1);
    }
  };
}
