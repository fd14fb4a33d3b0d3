import { describe, expect, it } from '@jest/globals';
import { updatesOfSet } from '../../src/platform/update-set.ts';

describe('an update of a set', () => {
  it('takes every id once, in their order, with what else the documents must be', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `id-${index}`);
    const updates = updatesOfSet(ids, { $set: { done: true } }, { open: true });
    expect(updates.flatMap(({ updateMany }) => updateMany.filter._id.$in)).toEqual(ids);
    for (const { updateMany } of updates) {
      expect(updateMany).toMatchObject({ update: { $set: { done: true } }, filter: { open: true } });
      expect(Object.keys(updateMany.filter)[0]).toBe('_id');
    }
  });

  it('of nobody is nothing', () => {
    expect(updatesOfSet([], { $set: { done: true } })).toEqual([]);
  });
});
