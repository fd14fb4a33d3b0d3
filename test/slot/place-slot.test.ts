import { describe, expect, it } from '@jest/globals';
import type { MeetingPoint } from '../../src/crossing/meeting-point.ts';
import type { CommitmentRule } from '../../src/slot/build-slot.ts';
import { checkMove, isMoved, placeAt } from '../../src/slot/place-slot.ts';
import { aSlot } from '../support/builders.ts';
import { refusalOf } from '../support/refusal.ts';

const now = new Date('2026-11-24T10:00:00Z');
const minutesAfter = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);
const kiosk = {
  ...{ _id: 'kiosk', crossingId: 'pl-ua-medyka', side: 'polish', zone: 'Europe/Warsaw', verifiedAt: now },
} as unknown as MeetingPoint;
const input = { meetingPointId: 'kiosk', date: '2026-11-26', time: '14:30', windowMinutes: 40, capacity: 3 };
const arrival = (planned: Date): Date => planned;

describe('where and when a slot is', () => {
  it('follows from the clock and the crossing of its meeting point, and from the way on from that side', () => {
    const asked: unknown[] = [];
    const accompanyMinutes: CommitmentRule['accompanyMinutes'] = (...question) => {
      asked.push(question);
      return 600;
    };
    expect(placeAt({ accompanyMinutes, restHours: 24, arrival }, 'route@1', input, kiosk)).toEqual({
      ...{ crossingId: 'pl-ua-medyka', stageKey: 'meet:pl-ua-medyka', zone: 'Europe/Warsaw', adjusted: 'none' },
      ...{ from: new Date('2026-11-26T13:30:00Z'), to: new Date('2026-11-26T14:10:00Z') },
      ...{ localDate: '2026-11-26', localTime: '14:30' },
      ...{ accompaniedUntil: new Date('2026-11-27T00:10:00Z'), freeAt: new Date('2026-11-28T00:10:00Z') },
    });
    expect(asked).toEqual([['route@1', 'pl-ua-medyka', 'polish']]);
  });

  it('is nowhere that the route accompanies nobody from; no time at all is not the same', () => {
    const of = (minutes: number | undefined) => ({ accompanyMinutes: () => minutes, restHours: 24, arrival });
    expect(refusalOf(() => placeAt(of(undefined), 'route@1', input, kiosk))).toMatchObject({
      ...{ type: 'cannot-open-slot', status: 409 },
    });
    expect(placeAt(of(0), 'route@1', input, kiosk).accompaniedUntil).toEqual(new Date('2026-11-26T14:10:00Z'));
  });
});

describe('a slot has moved', () => {
  const slot = aSlot();

  it('with its start, its end or its place, and with nothing else', () => {
    const moved = (changes: Partial<typeof slot>, point = slot.meetingPointId) =>
      isMoved(slot, { ...slot, from: new Date(slot.from), to: new Date(slot.to), ...changes }, point);
    expect(moved({})).toBe(false);
    expect(moved({ capacity: 9 })).toBe(false);
    expect(moved({ from: minutesAfter(slot.from, 1) })).toBe(true);
    expect(moved({ to: minutesAfter(slot.to, 1) })).toBe(true);
    expect(moved({}, 'elsewhere')).toBe(true);
  });

  it('to a place in use and a time ahead; an open one also to a verified place only', () => {
    const { verifiedAt: _, ...unverified } = kiosk;
    const typeOf = (point: MeetingPoint, changes: Partial<typeof slot> = {}) =>
      refusalOf(() => checkMove({ ...slot, ...changes }, { ...slot, ...changes }, point, now)).type;
    expect(() => checkMove(slot, slot, kiosk, now)).not.toThrow();
    expect(typeOf({ ...kiosk, retired: true })).toBe('meeting-point-retired');
    expect(typeOf(kiosk, { from: now })).toBe('slot-in-past');
    expect(typeOf(unverified)).toBe('cannot-open-slot');
    for (const status of ['draft', 'closed'] as const)
      expect(() => checkMove({ ...slot, status }, slot, unverified, now)).not.toThrow();
  });
});
