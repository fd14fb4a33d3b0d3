import { startWatched, type WatchedApp } from '../../support/watched.ts';

/** Processes that are started before they are needed: whoever takes one lets the next begin. */
export interface Spares {
  take(): Promise<WatchedApp>;
  stop(): Promise<void>;
}

/** How many start at a time, so that none starts for long. */
const LANES = 2;

/** @param ahead how many wait, ready @param most how many are ever started */
export function keepSpares(mongodbUri: string, masterKey: Buffer, ahead: number, most = Infinity): Spares {
  const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
  let begun = 0;
  const begin = (): Promise<WatchedApp> => {
    const lane = begun % LANES;
    begun += 1;
    const starting = (lanes[lane] ?? Promise.resolve()).then(() => startWatched(mongodbUri, masterKey));
    // Whoever takes it hears of it; until then it is nobody's.
    lanes[lane] = starting.catch(() => undefined);
    return starting;
  };
  const spares = Array.from({ length: Math.min(ahead, most) }, begin);
  return {
    take: () => {
      if (begun < most) spares.push(begin());
      return spares.shift() ?? begin();
    },
    stop: async () => {
      for (const spare of spares) (await spare.catch(() => undefined))?.kill();
    },
  };
}
