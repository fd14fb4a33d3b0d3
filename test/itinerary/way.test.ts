import { describe, it, expect } from '@jest/globals';
import { countAnew } from '../../src/itinerary/from-here.ts';
import { listWords, placeHer } from '../../src/itinerary/heard.ts';
import { currentStep, reportsSince, wayState, type WhereFacts } from '../../src/itinerary/way.ts';
import type { ReportKind } from '../../src/itinerary/report.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';
import { anItinerary, reference, stagesOf } from '../support/way.ts';

const slot = aSlot();
const slots = new Map([[slot._id, slot]]);
const booked = aBooking({ slotId: slot._id });

describe('the state of her page', () => {
  it('is planned with a booked place on a slot that somebody accompanies', () => {
    expect(wayState({ caseFile: aCaseFile({ state: 'booked' }), bookings: [booked], slots }).state).toBe('planned');
  });

  it('is without a meeting while a place is only held or proposed', () => {
    const held = aBooking({ slotId: slot._id, status: 'held' });
    const proposed = aBooking({ slotId: slot._id, status: 'proposed' });
    expect(wayState({ caseFile: aCaseFile(), bookings: [held, proposed], slots }).state).toBe('no-booking');
  });

  it('is “do not set out yet” when the escort was taken away', () => {
    const { escortId: _gone, ...alone } = slot;
    const facts = { caseFile: aCaseFile({ state: 'booked' }), bookings: [booked], slots: new Map([[slot._id, alone]]) };
    expect(wayState(facts).state).toBe('no-escort');
  });

  it('is a cancelled meeting once the place was released, and planned again after a new booking', () => {
    const released = aBooking({ slotId: slot._id, status: 'released', live: false });
    const caseFile = aCaseFile();
    expect(wayState({ caseFile, bookings: [released], slots })).toMatchObject({ state: 'meeting-cancelled', slot });
    expect(wayState({ caseFile, bookings: [released, booked], slots }).state).toBe('planned');
  });

  it.each(['died', 'declined', 'withdrawn'] as const)('is the same for every ending: %s', (state) => {
    expect(wayState({ caseFile: aCaseFile({ state }), bookings: [booked], slots })).toEqual({ state: 'ended' });
  });

  it('is done once she has arrived', () => {
    for (const state of ['handed-over', 'closed'] as const)
      expect(wayState({ caseFile: aCaseFile({ state }), bookings: [booked], slots }).state).toBe('done');
  });
});

describe('where she is on her way', () => {
  const itinerary = anItinerary();
  const at = (now: string, { reports = [], caseState = 'booked' }: Partial<WhereFacts> = {}): string | undefined => {
    const heard = placeHer(itinerary, listWords({ state: caseState, progress: [] }, reports, undefined));
    const parts = { stages: stagesOf(), slot, side: 'ukrainian' as const, reference };
    const counted = countAnew(parts, itinerary, heard);
    return counted.steps[currentStep({ itinerary: counted, caseState, reports, heard, now: new Date(now) })]?.key;
  };
  const reported = (kind: ReportKind, when: string) => ({
    reports: [{ _id: 'r', caseFileId: 'c', kind, at: new Date(when) }],
  });

  it('is in the first city until she says that she left or the usual time comes', () => {
    expect(at('2026-11-24T10:00:00Z')).toBe('hub:minsk');
    expect(at('2026-11-24T10:00:00Z', reported('left', '2026-11-24T09:00:00Z'))).toBe('ride:minsk:by-pl-terespol:bus');
    expect(at('2026-11-25T04:39:00Z')).toBe('hub:minsk');
    expect(at('2026-11-25T04:40:00Z')).toBe('ride:minsk:by-pl-terespol:bus');
  });

  it('is at the border that lies ahead when she says that she is at one', () => {
    expect(at('2026-11-24T13:00:00Z', reported('at-border', '2026-11-24T12:30:00Z'))).toBe('border:by-pl-terespol:bus');
    expect(at('2026-11-26T07:00:00Z', reported('at-border', '2026-11-26T07:00:00Z'))).toBe('border:pl-ua-medyka:foot');
  });

  it('never passes the meeting by the clock alone', () => {
    expect(at('2026-11-28T07:00:00Z')).toBe('meet:pl-ua-medyka');
  });

  it('stays at the meeting when only she says that she was met, and goes on to Kyiv when the desk does', () => {
    expect(at('2026-11-24T10:00:00Z', reported('met', '2026-11-24T09:50:00Z'))).toBe('meet:pl-ua-medyka');
    expect(at('2026-11-26T13:00:00Z', { caseState: 'accompanied' })).toBe('accompany:pl-ua-medyka');
  });

  it('counts no report from before her booking, and knows since when that is', () => {
    const { since } = wayState({ caseFile: aCaseFile({ state: 'booked' }), bookings: [booked], slots });
    expect(since).toEqual(booked.madeAt);
    const before = reported('left', new Date(booked.madeAt.getTime() - 1).toISOString()).reports;
    const after = reported('left', booked.madeAt.toISOString()).reports;
    expect(reportsSince([...before, ...after], since)).toEqual(after);
  });
});
