import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { startServices, type Running } from '../../src/start.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { aClosure, aStoredPoint, bookedFamilies } from '../support/closures.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

// Two runnings on one clock that is moved by hand: their acts share no turns, as those of two processes do not.
describe('an end that was set beforehand and has come', () => {
  const clock = testClock('2026-11-24T16:00:00Z');
  let database: TestDatabase;
  let runnings: Running[];

  beforeAll(async () => {
    database = await openTestDatabase();
    const config = { ...loadConfig(), logLevel: 'silent' as const, mongodbUri: database.uri, masterKey: newKey() };
    const begin = () => startServices(config, () => undefined, clock.now);
    runnings = [await begin(), await begin()];
  }, 60_000);
  afterAll(async () => {
    for (const running of runnings) await running.stop();
    await database.close();
  });

  it('ends it once when the jobs of two run at once, and each is told once that it is open again', async () => {
    const [{ services }] = runnings as [Running, Running];
    await aStoredPoint(services.stores);
    await bookedFamilies(services.stores, 3);
    for (let round = 0; round < 6; round += 1) {
      const until = { untilDate: '2026-11-24', untilTime: `17:${round}5` };
      const { eventId } = await services.crossingEvent.report(anAct(), aClosure(until));
      clock.set(`2026-11-24T16:${round}6:00Z`);
      await Promise.all(runnings.map((running) => running.services.crossingJob.run(clock.now())));
      const rows = await services.crossingEvent.listOfEvent(eventId);
      expect(rows.map(({ what }) => what)).toEqual(['reported', 'ended']);
      const open = (await services.notification.listToTell()).filter((line) => line.notification.eventId === eventId);
      const hers = open.filter(({ notification }) => notification.audience === 'traveller');
      expect(hers.map(({ notification }) => notification.about)).toEqual(Array(3).fill('crossing-open-again'));
      expect(new Set(hers.map(({ caseFile }) => caseFile?._id)).size).toBe(3);
    }
  }, 60_000);
});
