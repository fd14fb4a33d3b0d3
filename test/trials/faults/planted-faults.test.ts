import { describe, expect, it } from '@jest/globals';
import { PLANTED_FAULTS } from './list.ts';
import { findMissing } from './plant.ts';

describe('the planted faults', () => {
  it('can all be planted: each text stands once where it is looked for, and its tests are there', () => {
    expect(PLANTED_FAULTS.flatMap((fault) => findMissing(process.cwd(), fault))).toEqual([]);
  });

  it('are sixty at least, each with a sentence of its own', () => {
    expect(PLANTED_FAULTS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(PLANTED_FAULTS.map(({ file, name }) => `${file}: ${name}`)).size).toBe(PLANTED_FAULTS.length);
  });
});
