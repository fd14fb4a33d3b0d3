import { Busy, DatabaseAway } from './domain-error.ts';

type End = 'done' | 'away';

/**
 * Acts on the same thing queue inside a process instead of conflicting in the database: a hundred racers for one slot
 * then cost a handful of repeats instead of hundreds. When the database is away, all that wait behind end at once.
 */
export function createTurns(): <T>(turn: string, patienceMs: number, run: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<End>>();

  return async (turn, patienceMs, run) => {
    const before = tails.get(turn) ?? Promise.resolve<End>('done');
    const { promise: mine, resolve: end } = Promise.withResolvers<End>();
    // Who gives up waiting still lets nobody pass before the one in front has finished.
    const tail = Promise.all([before, mine]).then(([, how]) => how);
    tails.set(turn, tail);
    void tail.then(() => tails.get(turn) === tail && tails.delete(turn));
    let how: End = 'done';
    try {
      const ahead = await Promise.race([before, impatience(patienceMs)]);
      if (ahead === 'away') throw new DatabaseAway();
      return await run();
    } catch (error) {
      if (error instanceof DatabaseAway) how = 'away';
      throw error;
    } finally {
      end(how);
    }
  };
}

function impatience(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Busy()), ms).unref());
}
