import { describe, expect, it } from '@jest/globals';
import { shareNext } from '../../src/platform/share-next.ts';

/** Runs that each end when told to, with their number. */
function startRuns() {
  const share = shareNext<number>();
  const runs: PromiseWithResolvers<number>[] = [];
  const ask = (key = 'a'): Promise<number> =>
    share(key, () => {
      const run = Promise.withResolvers<number>();
      runs.push(run);
      return run.promise;
    });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { ask, runs, settle, end: (index: number) => runs[index]?.resolve(index) };
}

describe('runs of one key', () => {
  it('are shared by all that came before they began, and by nobody who came after', async () => {
    const { ask, runs, settle, end } = startRuns();
    const first = [ask(), ask()];
    await settle();
    const second = [ask(), ask(), ask()];
    await settle();
    expect(runs).toHaveLength(1);
    end(0);
    expect(await Promise.all(first)).toEqual([0, 0]);
    await settle();
    const third = ask();
    await settle();
    expect(runs).toHaveLength(2);
    end(1);
    expect(await Promise.all(second)).toEqual([1, 1, 1]);
    await settle();
    end(2);
    expect(await third).toBe(2);
    await settle();
    const fourth = ask();
    await settle();
    end(3);
    expect(await fourth).toBe(3);
  });

  it('go on after one that failed, which fails for those alone that shared it', async () => {
    const { ask, runs, settle, end } = startRuns();
    const first = [ask(), ask()];
    await settle();
    const second = ask();
    runs[0]?.reject(new Error('away'));
    for (const { status } of await Promise.allSettled(first)) expect(status).toBe('rejected');
    await settle();
    end(1);
    expect(await second).toBe(1);
  });

  it('wait for no run of another key', async () => {
    const { ask, runs, settle, end } = startRuns();
    void ask();
    await settle();
    const other = ask('b');
    await settle();
    expect(runs).toHaveLength(2);
    end(1);
    expect(await other).toBe(1);
  });
});
