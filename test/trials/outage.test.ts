import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testUri } from '../support/database.ts';
import { startLoad } from './desk-load.ts';
import { troubleAtTheCommit } from './outage-commit.ts';
import { troubleOnTheWire } from './outage-kinds.ts';
import { setStage, type Stage } from './outage-stage.ts';
import { troubleOfStopping } from './outage-stop.ts';
import { sampleRest } from './soak-sample.ts';

const never = (): never => {
  throw new Error('This engine is everybody’s.');
};

// Small doses of `npm run outage` and `npm run soak`, on the engine of the run.
describe('the service in trouble', () => {
  let stage: Stage;
  const aStage = () => {
    const given = { uri: testUri(), folder: '', pid: never, kill: never, restart: never, stop: never };
    return setStage({ oplog: false, families: 6, escorts: 1, witness: true, given });
  };

  beforeAll(async () => {
    stage = await aStage();
  }, 60_000);
  afterAll(() => stage.stop(), 60_000);

  it('gives the act’s reply when the commit’s answer was cut off', async () => {
    // Where the other tests have acted, the places may be full and no act comes to its commit.
    const fresh = await aStage();
    try {
      expect((await troubleAtTheCommit(fresh, { acts: 4, seed: 1 })).findings).toEqual([]);
    } finally {
      await fresh.stop();
    }
  }, 60_000);

  it('answers rightly or with a 503 while its wire is tampered with, and leaves no half', async () => {
    expect((await troubleOnTheWire(stage, { faults: 4, seed: 3 })).findings).toEqual([]);
  });

  it('loses no request when it is told to stop', async () => {
    expect((await troubleOfStopping(stage, { terms: 1, seed: 1 })).findings).toEqual([]);
  });

  it('keeps nothing of what it was asked', async () => {
    const { app, world } = stage;
    const work = async () => {
      const load = startLoad({ url: () => app.url, world, clients: 4, seed: 9, acts: 0 });
      await sleep(700);
      await load.stop();
      await sleep(300);
      return sampleRest(app);
    };
    const early = await work();
    const late = await work();
    expect(late.handles).toBeLessThan(early.handles + 10);
    expect(late.listeners).toBeLessThan(early.listeners + 100);
  });
});
