import { describe, expect, it } from '@jest/globals';
import { checkMayOpen, checkNoOverlap, findOverlap, nextPublished, slotPhase } from '../../src/slot/slot.ts';
import { aSlot } from '../support/builders.ts';
import { refusalOf } from '../support/refusal.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 26, 12, minute));

describe('a slot', () => {
  it('is ahead until it begins, departed until its accompaniment ends, then completed', () => {
    const slot = { from: at(0), accompaniedUntil: at(30) };
    expect([-1, 0, 29, 30].map((minute) => slotPhase(slot, at(minute)))).toEqual([
      ...['ahead', 'departed', 'departed', 'completed'],
    ]);
  });

  it('opens with an escort, at a place that somebody verified, unless it was cancelled', () => {
    const verified = { verifiedAt: at(0) };
    const { escortId: _, ...alone } = aSlot();
    expect(() => checkMayOpen(aSlot(), verified)).not.toThrow();
    const refused = [
      refusalOf(() => checkMayOpen(aSlot(), {})),
      refusalOf(() => checkMayOpen(alone, verified)),
      refusalOf(() => checkMayOpen(aSlot({ status: 'cancelled' }), verified)),
    ];
    expect(refused.map(({ type, status }) => [type, status])).toEqual(refused.map(() => ['cannot-open-slot', 409]));
  });
});

describe('the mark of a published change', () => {
  it('is one higher, and dated in whole seconds from now on', () => {
    const published = { seq: 3, at: at(-10) };
    expect(nextPublished(published, at(0))).toEqual({ seq: 4, at: at(0) });
    expect(nextPublished(published, new Date(at(0).getTime() - 1)).at).toEqual(at(0));
    expect(nextPublished(published, new Date(at(0).getTime() + 1)).at.getTime()).toBe(at(0).getTime() + 1000);
  });

  it('is a second later than the last one at least, whatever this clock says', () => {
    expect(nextPublished({ seq: 0, at: at(0) }, at(0)).at.getTime()).toBe(at(0).getTime() + 1000);
    expect(nextPublished({ seq: 0, at: at(5) }, at(0)).at.getTime()).toBe(at(5).getTime() + 1000);
  });
});

describe('two slots of one escort', () => {
  const slot = { _id: 'this', from: at(10), freeAt: at(20) };
  const other = (from: number, freeAt: number, changes = {}) =>
    aSlot({ _id: 'other', from: at(from), freeAt: at(freeAt), ...changes });

  it.each([
    [0, 10, false],
    [0, 11, true],
    [12, 15, true],
    [0, 30, true],
    [19, 30, true],
    [20, 30, false],
  ])('share time or do not: %d to %d', (from, freeAt, shares) => {
    expect(findOverlap(slot, [other(from, freeAt)]) !== undefined).toBe(shares);
  });

  it('are refused with the one that clashes; itself and what is cancelled take no time', () => {
    const clash = refusalOf(() => checkNoOverlap(slot, [other(0, 5), other(5, 15, { _id: 'clash' })]));
    expect(clash).toMatchObject({ type: 'escort-overlap', status: 409, facts: { slotId: 'clash' } });
    expect(clash.message).toContain('2026-11-26 14:30');
    const none = [other(5, 15, { _id: 'this' }), other(5, 15, { status: 'cancelled' })];
    expect(() => checkNoOverlap(slot, none)).not.toThrow();
  });
});
