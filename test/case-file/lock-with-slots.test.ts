import { expect, it } from '@jest/globals';
import { lockWithSlots } from '../../src/case-file/lock-with-slots.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';

it('her slots are locked before her case file, each once, in the order of their ids', async () => {
  const locked: string[] = [];
  const stores = {
    bookings: { listLiveOfCase: () => Promise.resolve(['b', 'a', 'b'].map((slotId) => aBooking({ slotId }))) },
    slots: { lock: (_id: string) => (locked.push(_id), Promise.resolve(aSlot({ _id }))) },
    caseFiles: { lock: (_id: string) => (locked.push(_id), Promise.resolve(aCaseFile({ _id }))) },
  } as unknown as Parameters<typeof lockWithSlots>[0];
  const { caseFile, slotOf } = await lockWithSlots(stores, 'case');
  expect(locked).toEqual(['a', 'b', 'case']);
  expect([caseFile._id, [...slotOf.keys()], slotOf.get('a')?._id]).toEqual(['case', ['a', 'b'], 'a']);
});
