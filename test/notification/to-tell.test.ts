import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { byUrgency, mustBeTold } from '../../src/notification/to-tell.ts';
import type { Notification } from '../../src/notification/notification.ts';
import { aCaseFile, aSlot } from '../support/builders.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const hours = (count: number): Date => new Date(NOW.getTime() + count * 3_600_000);
const aLine = (changes: Partial<Notification> = {}): Notification => ({
  _id: 'line',
  about: 'booking-made',
  audience: 'escort',
  escortId: 'olena',
  at: hours(-2),
  ...changes,
});

describe('a new booking is told to its escort', () => {
  const stands = (meeting: number, fetched?: number): boolean =>
    mustBeTold(
      { notification: aLine(), slot: aSlot({ from: hours(meeting) }) },
      new Map(fetched === undefined ? [] : [['olena', hours(fetched)]]),
      NOW,
    );

  it('within 48 hours, whatever his calendar has fetched', () => {
    expect([stands(48), stands(48, -1), stands(2, 0)]).toEqual([true, true, true]);
    expect([stands(48.1, -1), stands(49, 0)]).toEqual([false, false]);
  });

  it('farther ahead only where his calendar has not come for it, and is not expected to', () => {
    expect(stands(100)).toBe(true);
    expect(stands(100, -24.1)).toBe(true);
    expect(stands(100, -24)).toBe(false);
    expect(stands(100, -3)).toBe(false);
  });

  it('farther ahead no more once it has come for it, however long ago', () => {
    const line = { notification: aLine({ at: hours(-90) }), slot: aSlot({ from: hours(100) }) };
    expect(mustBeTold(line, new Map([['olena', hours(-80)]]), NOW)).toBe(false);
    expect(mustBeTold(line, new Map([['olena', hours(-91)]]), NOW)).toBe(true);
  });

  it('not once the meeting is over', () => {
    expect(stands(-1)).toBe(false);
  });
});

describe('other lines', () => {
  it('let the traveller of a new booking stand until she is told', () => {
    const line = {
      notification: aLine({ audience: 'traveller', caseFileId: 'case' }),
      slot: aSlot({ from: hours(100) }),
    };
    expect(mustBeTold(line, new Map([['olena', NOW]]), NOW)).toBe(true);
  });

  it('are none for her once she is handed over; her escort’s stand', () => {
    const stands = (audience: 'traveller' | 'escort', state: 'accompanied' | 'handed-over' | 'closed') =>
      mustBeTold(
        { notification: aLine({ about: 'booking-cancelled', audience }), caseFile: aCaseFile({ state }) },
        new Map(),
        NOW,
      );
    expect(stands('traveller', 'accompanied')).toBe(true);
    expect([stands('traveller', 'handed-over'), stands('traveller', 'closed')]).toEqual([false, false]);
    expect(stands('escort', 'closed')).toBe(true);
  });

  it('let a proof stand only while nothing followed it', () => {
    const notification = aLine({ about: 'proof-recorded', audience: 'traveller' });
    expect(mustBeTold({ notification, caseFile: aCaseFile() }, new Map(), NOW)).toBe(true);
    expect(mustBeTold({ notification, caseFile: aCaseFile({ state: 'booked' }) }, new Map(), NOW)).toBe(false);
  });

  it('let a closure stand for whoever is still on her way, and for no one who has arrived', () => {
    const notification = aLine({ about: 'crossing-closed', audience: 'traveller' });
    const slot = aSlot({ from: hours(3) });
    const stands = (state: CaseFile['state'], now = NOW) =>
      mustBeTold({ notification, slot, caseFile: aCaseFile({ state }) }, new Map(), now);
    expect([stands('confirmed'), stands('booked'), stands('accompanied')]).toEqual([true, true, true]);
    expect([stands('handed-over'), stands('closed'), stands('exchanged')]).toEqual([false, false, false]);
    expect([stands('booked', slot.accompaniedUntil), stands('met', slot.accompaniedUntil)]).toEqual([false, true]);
    const his = { notification: aLine({ about: 'crossing-closed' }), slot };
    expect([mustBeTold(his, new Map(), NOW), mustBeTold(his, new Map(), slot.accompaniedUntil)]).toEqual([true, false]);
  });
});

describe('what is told first', () => {
  const at = (from: Date) => ({ from, zone: 'Europe/Kyiv', meetingPointId: 'kiosk' });
  const order = (lines: Parameters<typeof byUrgency>[0][]) =>
    lines.toSorted(byUrgency).map(({ notification: { _id } }) => _id);

  it('is a crossing that has changed, then the nearest meeting, old or new', () => {
    const lines = [
      { notification: aLine({ _id: 'no meeting', about: 'proof-recorded' }) },
      { notification: aLine({ _id: 'tomorrow' }), slot: aSlot({ from: hours(24) }) },
      {
        notification: aLine({ _id: 'was today', about: 'booking-moved', was: at(hours(3)) }),
        slot: aSlot({ from: hours(90) }),
      },
      { notification: aLine({ _id: 'open again', about: 'crossing-open-again' }), slot: aSlot({ from: hours(95) }) },
      { notification: aLine({ _id: 'closed', about: 'crossing-closed' }), slot: aSlot({ from: hours(80) }) },
      { notification: aLine({ _id: 'restricted', about: 'crossing-restricted' }), slot: aSlot({ from: hours(81) }) },
    ];
    expect(order(lines)).toEqual(['closed', 'restricted', 'open again', 'was today', 'tomorrow', 'no meeting']);
  });
});
