import { describe, expect, it } from '@jest/globals';
import { counts, isOver, seatsTaken } from '../../src/booking/booking.ts';
import type { Concern } from '../../src/booking/booking-refusals.ts';
import { placeBooking, type Placement } from '../../src/booking/place-booking.ts';
import { DomainError } from '../../src/platform/domain-error.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';
import { refusalOf } from '../support/refusal.ts';

const now = new Date('2026-11-26T12:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
const slot = aSlot({ _id: 'slot', from: minutes(60), capacity: 3 });
const caseFile = aCaseFile({ _id: 'case', reference: '4172085', party: 2 });
const concern: Concern = { code: 'crossing-event/row-1', text: 'Medyka: closed since 16:40.' };
const request = { id: 'new', hold: false, by: 'Anna' };

const aPlacement = (changes: Partial<Placement> = {}): Placement => ({
  ...{ slot, caseFile, request },
  ...{ inSlot: [], ofCase: [], stageKeys: [slot.stageKey], concerns: [], ...changes },
});
const place = (changes: Partial<Placement> = {}) => placeBooking(aPlacement(changes), now);
const refusal = (changes: Partial<Placement>): DomainError => refusalOf(() => place(changes));

describe('a place is given', () => {
  it('as a booking of the whole party, in the name of who asked', () => {
    expect(place()).toEqual({
      booking: {
        ...{ _id: 'new', slotId: 'slot', caseFileId: 'case', stageKey: 'meet:pl-ua-medyka', status: 'booked' },
        ...{ live: true, ofStage: true, seats: 2, madeAt: now, madeBy: 'Anna' },
      },
      over: [],
    });
  });

  it('as a hold for ten minutes, that may last thirty', () => {
    const { booking } = place({ request: { ...request, hold: true } });
    expect(booking).toMatchObject({ status: 'held', heldUntil: minutes(10), extendableUntil: minutes(30) });
  });

  it.each(['confirmed', 'booked'] as const)('to a case file that is %s', (state) => {
    expect(place({ caseFile: { ...caseFile, state } }).booking.status).toBe('booked');
  });

  it('with what was seen and why, where something spoke against it', () => {
    const asked = { ...request, acknowledgedReason: 'she crossed already' };
    expect(place({ concerns: [concern], request: asked }).booking.acknowledged).toEqual({
      reason: 'she crossed already',
      codes: ['crossing-event/row-1'],
    });
    expect(place({ request: asked }).booking).not.toHaveProperty('acknowledged');
  });

  it('to the last seat: a hold that is over takes none, one that lasts and a booking do', () => {
    const held = (heldUntil: Date) => aBooking({ _id: 'hold', status: 'held', seats: 2, heldUntil });
    const one = aBooking({ seats: 1 });
    expect(place({ inSlot: [one, held(now)] }).over.map(({ _id }) => _id)).toEqual(['hold']);
    expect(refusal({ inSlot: [one, held(minutes(1))] }).facts).toEqual({ seatsLeft: 0, party: 2 });
    expect(refusal({ inSlot: [aBooking({ seats: 2 })] })).toMatchObject({
      type: 'not-enough-seats',
      facts: { seatsLeft: 1, party: 2 },
    });
  });

  it('and names each hold that is over once, of the slot and of the case', () => {
    const over = aBooking({ _id: 'a', status: 'held', heldUntil: minutes(-1) });
    const elsewhere = aBooking({ _id: 'b', status: 'held', heldUntil: minutes(-1), slotId: 'other' });
    const lasting = aBooking({ _id: 'c', status: 'held', heldUntil: minutes(1), stageKey: 'other' });
    expect(place({ inSlot: [over], ofCase: [over, elsewhere, lasting] }).over.map(({ _id }) => _id)).toEqual([
      'a',
      'b',
    ]);
  });
});

describe('one family has one place on a stage', () => {
  const other = aBooking({ _id: 'old', slotId: 'there' });

  it('so a second is refused, and where the first is, is said', () => {
    const error = refusal({ ofCase: [other] });
    expect(error).toMatchObject({ type: 'already-booked', facts: { slotId: 'there' } });
    expect(error.message).toContain('417-2085');
  });

  it('unless it moves, the other is over, a proposal, or of another stage', () => {
    const moving = { ...request, movedFrom: 'old' };
    expect(place({ ofCase: [other], request: moving }).booking.movedFrom).toBe('old');
    expect(place().booking).not.toHaveProperty('movedFrom');
    expect(refusal({ ofCase: [other], request: { ...request, movedFrom: 'else' } }).type).toBe('already-booked');
    expect(place({ ofCase: [{ ...other, status: 'held', heldUntil: now }] }).booking._id).toBe('new');
    expect(place({ ofCase: [{ ...other, stageKey: 'meet:elsewhere' }] }).booking._id).toBe('new');
    const { ofStage: _, ...proposal } = other;
    expect(place({ ofCase: [proposal] }).booking._id).toBe('new');
  });
});

describe('a place is refused', () => {
  const { proofAt: _, ...withoutProof } = caseFile;

  it.each<[string, Partial<Placement>]>([
    ['no-proof', { caseFile: { ...caseFile, state: 'received' } }],
    ['no-proof', { caseFile: withoutProof }],
    ['case-not-open-for-booking', { caseFile: { ...caseFile, state: 'travelling' } }],
    ['case-not-open-for-booking', { caseFile: { ...caseFile, state: 'met' }, request: { ...request, movedFrom: 'x' } }],
    ['case-not-open-for-booking', { caseFile: { ...caseFile, state: 'withdrawn' } }],
    ['no-path', { stageKeys: undefined }],
    ['not-on-her-path', { stageKeys: ['meet:elsewhere'] }],
    ['slot-closed', { slot: { ...slot, status: 'cancelled' } }],
    ['slot-departed', { slot: { ...slot, from: now } }],
    ['party-larger-than-slot', { slot: { ...slot, capacity: 1 } }],
    ['needs-acknowledgement', { concerns: [concern] }],
  ])('%s', (type, changes) => {
    expect(refusal(changes)).toMatchObject({ type, status: 409 });
  });

  it('in the order in which a coordinator can mend it', () => {
    const wrong: Partial<Placement>[] = [
      { caseFile: { ...withoutProof, state: 'withdrawn' } },
      { caseFile: { ...caseFile, state: 'withdrawn' }, stageKeys: undefined },
      { stageKeys: undefined, ofCase: [aBooking()] },
      { ofCase: [aBooking()], slot: { ...slot, status: 'cancelled' } },
      { slot: { ...slot, status: 'cancelled', from: now } },
      { slot: { ...slot, from: now, capacity: 1 } },
      { slot: { ...slot, capacity: 1 }, concerns: [concern] },
      { inSlot: [aBooking({ seats: 2 })], concerns: [concern] },
    ];
    expect(wrong.map((changes) => refusal(changes).type)).toEqual([
      ...['no-proof', 'case-not-open-for-booking', 'no-path', 'already-booked'],
      ...['slot-closed', 'slot-departed', 'party-larger-than-slot', 'not-enough-seats'],
    ]);
  });

  it('with what there is to know of it', () => {
    expect(refusal({ slot: { ...slot, capacity: 1 } }).facts).toEqual({ capacity: 1, party: 2 });
    expect(refusal({ concerns: [concern] })).toMatchObject({ facts: { concerns: [concern] } });
    expect(refusal({ concerns: [concern] }).message).toContain(concern.text);
    expect(refusal({ inSlot: [aBooking({ seats: 3 })] }).message).toContain('No seat is left');
    expect(refusal({ inSlot: [aBooking({ seats: 2 })] }).message).toContain('1 seat(s) are left');
    expect(refusal({ caseFile: { ...caseFile, state: 'died' } }).message).toContain('“died”');
  });

  it('while she is on the road too, unless her place is moved', () => {
    const travelling = { ...caseFile, state: 'travelling' as const };
    expect(place({ caseFile: travelling, request: { ...request, movedFrom: 'old' } }).booking.movedFrom).toBe('old');
  });
});

describe('what takes seats', () => {
  it('is what is live and no hold that is over', () => {
    const held = aBooking({ status: 'held', heldUntil: now, seats: 4 });
    expect([isOver(held, now), isOver(held, minutes(-1)), isOver(held, minutes(1))]).toEqual([true, false, true]);
    expect(isOver({ ...held, status: 'proposed' }, now)).toBe(true);
    expect(isOver({ ...held, status: 'booked' }, now)).toBe(false);
    expect(isOver(aBooking({ status: 'held' }), now)).toBe(false);
    expect([counts(held, now), counts(held, minutes(-1))]).toEqual([false, true]);
    expect(counts(aBooking({ live: false }), now)).toBe(false);
    expect(seatsTaken([held, aBooking({ seats: 1 }), aBooking({ seats: 2 }), aBooking({ live: false })], now)).toBe(3);
    expect(seatsTaken([held], minutes(-1))).toBe(4);
  });
});
