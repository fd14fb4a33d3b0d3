import { describe, expect, it } from '@jest/globals';
import { lockBoth } from '../../src/slot/lock-both.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aSlot } from '../support/builders.ts';

/** Locks that are got only some time after they were asked for; what happens is told in its order. */
function tellingLocks() {
  const told: string[] = [];
  const lock = async (slotId: string): Promise<Slot> => {
    told.push(`asks ${slotId}`);
    await new Promise(setImmediate);
    told.push(`has ${slotId}`);
    return aSlot({ _id: slotId });
  };
  return { told, lock };
}

describe('two slots are locked', () => {
  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('in one order whichever is left, %s for %s, and the second only when the first is had', async (fromId, toId) => {
    const { told, lock } = tellingLocks();
    const { from, to } = await lockBoth({ lock }, fromId, toId);
    expect([from._id, to._id]).toEqual([fromId, toId]);
    expect(told).toEqual(['asks a', 'has a', 'asks b', 'has b']);
  });

  it('once where both are the same', async () => {
    const { told, lock } = tellingLocks();
    const { from, to } = await lockBoth({ lock }, 'a', 'a');
    expect([from._id, to._id]).toEqual(['a', 'a']);
    expect(told).toEqual(['asks a', 'has a']);
  });
});
