import { describe, expect, it } from '@jest/globals';
import type { Booking } from '../../src/booking/booking.ts';
import { doneWith } from '../../src/booking/booking-view.ts';
import { checkLive, checkSeen, confirmHold, extendHold } from '../../src/booking/change-booking.ts';
import { eventCode, hasSeen } from '../../src/booking/event-code.ts';
import { aBooking, aSlot } from '../support/builders.ts';
import { refusalOf } from '../support/refusal.ts';

const now = new Date('2026-11-26T12:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
const slot = aSlot({ from: minutes(60) });
const hold = aBooking({ status: 'held', heldUntil: minutes(5), extendableUntil: minutes(25) });
const typeOf = (act: () => unknown): string => refusalOf(act).type;

describe('a hold', () => {
  it('is confirmed while it lasts', () => {
    expect(confirmHold(hold, slot, now)).toEqual({ status: 'booked' });
  });

  it.each<[string, Partial<Booking>]>([
    ['hold-expired', { heldUntil: now }],
    ['hold-expired', { status: 'expired', live: false }],
    ['booking-ended', { status: 'cancelled', live: false }],
    ['booking-ended', { status: 'booked' }],
  ])('is not confirmed: %s %j', (type, changes) => {
    expect(refusalOf(() => confirmHold({ ...hold, ...changes }, slot, now))).toMatchObject({ type, status: 409 });
  });

  it('is not confirmed on a slot that is cancelled or has begun', () => {
    expect(typeOf(() => confirmHold(hold, { ...slot, status: 'cancelled' }, now))).toBe('slot-closed');
    expect(typeOf(() => confirmHold(hold, { ...slot, from: now }, now))).toBe('slot-departed');
    expect(confirmHold(hold, { ...slot, from: minutes(1) }, now)).toEqual({ status: 'booked' });
  });

  it('gets ten more minutes from now, up to thirty in all', () => {
    expect(extendHold(hold, now)).toEqual({ heldUntil: minutes(10) });
    expect(extendHold(hold, minutes(4))).toEqual({ heldUntil: minutes(14) });
    expect(extendHold({ ...hold, extendableUntil: minutes(7) }, now)).toEqual({ heldUntil: minutes(7) });
  });

  it('is not extended once it is over, confirmed, or has no longest time', () => {
    const { extendableUntil: _, ...endless } = hold;
    expect(typeOf(() => extendHold(hold, minutes(5)))).toBe('hold-expired');
    expect(typeOf(() => extendHold({ ...hold, status: 'booked' }, now))).toBe('booking-ended');
    expect(typeOf(() => extendHold(endless, now))).toBe('booking-ended');
  });

  it('is confirmed only on what was seen when it was made', () => {
    const concerns = [
      { code: eventCode('row-1'), text: 'Medyka: closed.' },
      { code: eventCode(undefined), text: 'Brest: closed.' },
    ];
    const seen = { ...hold, acknowledged: { codes: ['crossing-event/row-1'] } };
    const error = refusalOf(() => checkSeen(seen, concerns));
    expect(error).toMatchObject({ type: 'concern-since-hold', status: 409, facts: { concerns: [concerns[1]] } });
    expect(error.message).toContain('Brest: closed. This came up');
    expect(() => checkSeen(seen, concerns.slice(0, 1))).not.toThrow();
    expect(() => checkSeen(hold, [])).not.toThrow();
    expect(refusalOf(() => checkSeen(hold, concerns)).message).toContain('Medyka: closed. Brest: closed.');
  });
});

it('a booking that has ended cannot be changed, and says how it ended', () => {
  const error = refusalOf(() => checkLive(aBooking({ status: 'moved', live: false }), now));
  expect(error).toMatchObject({ type: 'booking-ended', status: 409 });
  expect(error.message).toContain('is moved');
  expect(() => checkLive(aBooking(), now)).not.toThrow();
});

it('what was seen of an event is known by its recorded contents', () => {
  expect([eventCode(undefined), eventCode('row-1')]).toEqual(['crossing-event', 'crossing-event/row-1']);
  const acknowledged = { codes: ['crossing-event/row-1'] };
  expect([hasSeen({ acknowledged }, 'row-1'), hasSeen({ acknowledged }, 'row-2')]).toEqual([true, false]);
  expect(hasSeen({}, 'row-1')).toBe(false);
});

describe('what a caller and the audit learn of a booking', () => {
  it('is the booking and its meeting, and until when a hold lasts', () => {
    const done = doneWith({ ...hold, _id: 'b', slotId: 's', caseFileId: 'c' }, slot);
    expect(done).toEqual({
      reply: {
        ...{ bookingId: 'b', slotId: 's', caseFileId: 'c', status: 'held', seats: 1 },
        heldUntil: '2026-11-26T12:05:00.000Z',
        from: '2026-11-26T13:00:00.000Z',
      },
      which: { slotId: 's', caseFileId: 'c', bookingId: 'b' },
      fields: ['booking'],
    });
  });

  it('names no end of a hold once it is booked, or where it has none', () => {
    const { heldUntil: _, ...endless } = hold;
    expect(doneWith({ ...hold, status: 'booked' }, slot).reply).not.toHaveProperty('heldUntil');
    expect(doneWith(endless, slot).reply).not.toHaveProperty('heldUntil');
  });
});
