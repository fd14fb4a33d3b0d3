import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCaseFile, anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import type { TestCore } from '../support/core.ts';
import { startTwoCores } from '../support/two-cores.ts';

/** A hold writes nothing into case file and slot, so only its locks keep it from what else is done there. */
describe('a hold, and in another process at the same moment', () => {
  let two: Awaited<ReturnType<typeof startTwoCores>>;
  let one: TestCore;
  let other: TestCore;
  const clock = testClock();

  beforeAll(async () => {
    two = await startTwoCores(clock.now);
    [one, other] = two.cores;
  });
  afterAll(() => two.stop());

  const aStoredCase = async (changes = {}) => {
    const caseFile = aCaseFile(changes);
    await one.stores.caseFiles.insert(caseFile);
    return caseFile._id;
  };
  const aStoredSlot = async (changes = {}) => {
    const slot = aSlot(changes);
    await one.stores.slots.insertMany([slot]);
    return slot._id;
  };
  const hold = async (core: TestCore, caseFileId: string, slotId?: string) =>
    core.booking.book(anAct(), slotId ?? (await aStoredSlot()), { caseFileId, hold: true });

  it('one of the last seat for another family: one stands, the other is told that none is left', async () => {
    for (let round = 0; round < 8; round += 1) {
      const slotId = await aStoredSlot({ capacity: 1 });
      const [hers, another] = [await aStoredCase(), await aStoredCase()];
      const results = await Promise.allSettled([hold(one, hers, slotId), hold(other, another, slotId)]);
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      expect(refused).toMatchObject([{ type: 'not-enough-seats' }]);
    }
  });

  it('a second one for the same family: one stands, the other is told so', async () => {
    for (let round = 0; round < 5; round += 1) {
      const her = await aStoredCase();
      const results = await Promise.allSettled([hold(one, her), hold(other, her)]);
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      expect(refused).toMatchObject([{ type: 'already-booked' }]);
    }
  });

  it('the proof taken back: never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const mine = { at: clock.now(), by: 'Anna', byId: 'anna', released: [] };
      const her = await aStoredCase({ lastChange: { from: 'received', to: 'confirmed', ...mine } });
      const taking = other.takeBack.takeBack(anAct(), 'coordinator', her, { reason: 'a mistake' });
      const results = await Promise.allSettled([hold(one, her), taking]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});
