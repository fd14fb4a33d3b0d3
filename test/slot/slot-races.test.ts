import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EscortOverlap, type Slot } from '../../src/slot/slot.ts';
import { anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import type { TestCore } from '../support/core.ts';
import { aMeetingPoint } from '../support/meeting-point.ts';
import { startTwoCores } from '../support/two-cores.ts';

describe('two processes that want one escort at the same moment', () => {
  let two: Awaited<ReturnType<typeof startTwoCores>>;
  let cores: [TestCore, TestCore];
  let core: TestCore;

  beforeAll(async () => {
    two = await startTwoCores(testClock().now);
    ({ cores } = two);
    [core] = cores;
  });
  afterAll(() => two.stop());

  const expectOneOf = (results: readonly PromiseSettledResult<unknown>[]): void => {
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(EscortOverlap);
  };

  it('give him one of two slots that are made for him', async () => {
    // Each at a place of its own: one that both lock would hold them apart by itself.
    const places = [await aMeetingPoint(core), await aMeetingPoint(core)];
    const shape = { windowMinutes: 40, capacity: 4, date: '2026-11-26' };
    for (let round = 0; round < 8; round += 1) {
      const escortId = await core.addEscort();
      const make = (each: TestCore, index: number) => {
        const [meetingPointId = '', time = ''] = [places[index], ['14:30', '16:00'][index]];
        return each.slot.create(anAct(), { ...shape, meetingPointId, time, escortId });
      };
      expectOneOf(await Promise.allSettled(cores.map(make)));
    }
  });

  it('give him one of two slots that are handed to him', async () => {
    for (let round = 0; round < 8; round += 1) {
      const escortId = await core.addEscort();
      const slots = [26, 27].map((day): Slot => {
        const { escortId: _, ...unassigned } = aSlot({ from: new Date(Date.UTC(2026, 10, day, 12, 30)) });
        return { ...unassigned, status: 'draft' };
      });
      await core.stores.slots.insertMany(slots);
      const hand = (each: TestCore, index: number) => each.assign.assign(anAct(), slots[index]?._id ?? '', escortId);
      expectOneOf(await Promise.allSettled(cores.map(hand)));
    }
  });
});
