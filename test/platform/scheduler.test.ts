import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createJobClaims, type JobClaims } from '../../src/platform/job-claim-store.ts';
import { startScheduler, type Job } from '../../src/platform/scheduler.ts';
import { connectDatabase } from '../../src/platform/database.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { testClock } from '../support/clock.ts';

const due = new Date('2026-11-24T10:00:00Z');
const minutesLater = (minutes: number): Date => new Date(due.getTime() + minutes * 60_000);

describe('a due time of a job', () => {
  let database: TestDatabase;
  let here: JobClaims;
  let there: JobClaims;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await openTestDatabase();
    const other = await connectDatabase(database.uri);
    close = () => other.close();
    here = createJobClaims(database.connection);
    there = createJobClaims(other);
  });
  afterAll(async () => {
    await close();
    await database.close();
  });

  it('is claimed by one of many processes', async () => {
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? here : there).claim('plan', due, due)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await there.claim('plan', minutesLater(60), due)).toBe(true);
    expect(await there.claim('tidy', due, due)).toBe(true);
  });

  it('is taken over from one that died over it, once its lease is over, by one alone', async () => {
    await here.claim('die', due, due);
    expect(await there.claim('die', due, minutesLater(4.9))).toBe(false);
    const claims = await Promise.all(Array.from({ length: 6 }, () => there.claim('die', due, minutesLater(5))));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('is not run again once it is done', async () => {
    await here.claim('done', due, due);
    await here.finish('done', due, due);
    expect(await there.claim('done', due, minutesLater(600))).toBe(false);
    await here.tidy(new Date(0), minutesLater(1));
    expect(await there.claim('done', due, minutesLater(600))).toBe(true);
  });
});

describe('the schedule', () => {
  const everySecond = (name: string, run: Job['run']): Job => ({ name, cron: '* * * * * *', run });
  const claimAll: JobClaims = {
    claim: () => Promise.resolve(true),
    finish: () => Promise.resolve(),
    isDone: () => Promise.resolve(true),
    tidy: () => Promise.resolve(),
  };
  const { now: clock } = testClock();

  it('waits at its end for what runs, and says which job failed without stopping the others', async () => {
    const troubles: string[] = [];
    const [began, failed] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let finished = 0;
    const slow = everySecond('slow', async () => {
      began.resolve(undefined);
      await new Promise((resolve) => setTimeout(resolve, 300));
      finished += 1;
    });
    const broken = everySecond('broken', () => Promise.reject(new Error('broken')));
    const onTrouble = (_error: unknown, job: string): void => {
      troubles.push(job);
      failed.resolve(undefined);
    };
    const scheduler = startScheduler([broken, slow], { claims: claimAll, clock, onTrouble });
    // Each has a timer of its own: the one may begin a second before the other.
    await Promise.all([began.promise, failed.promise]);
    await scheduler.stop();
    expect(finished).toBeGreaterThan(0);
    expect(new Set(troubles)).toEqual(new Set(['broken']));
    const then = finished;
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(finished).toBe(then);
  });
});
