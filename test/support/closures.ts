import type { Booking } from '../../src/booking/booking.ts';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import type { Slot } from '../../src/slot/slot.ts';
import type { TestApp } from './app.ts';
import { aBooking, aCaseFile, aSlot } from './builders.ts';
import { PATH } from './her-path.ts';

/** Terespol is closed to whoever comes, since 16:40 in Warsaw on the day before the sample meeting, and nobody knows how long. */
export const aClosure = (changes: object = {}) => ({
  crossings: ['by-pl-terespol'],
  effect: 'no-service' as const,
  direction: 'both' as const,
  modes: ['foot', 'bus', 'car'] as ('foot' | 'bus' | 'car')[],
  fromDate: '2026-11-24',
  fromTime: '16:40',
  wording: 'The border guard has closed the crossing',
  source: 'Border guard, by phone',
  ...changes,
});

/** Nobody comes into Poland from Belarus, from the day after the tests' today to 10 December. */
export const nobodyFromBelarus = (changes: object = {}) =>
  aClosure({
    crossings: ['by-pl-terespol', 'by-pl-bobrowniki', 'by-pl-kuznica', 'by-pl-slawatycze', 'by-pl-polowce'],
    ...{ fromDate: '2026-11-25', untilDate: '2026-12-10', untilTime: '06:00', ...changes },
  });

/** What somebody gives to end an event of which nothing else was said. */
export const anEnd = { seq: 0, endedDate: '2026-11-24', endedTime: '09:00', source: 'Border guard' };

type Stores = Pick<TestApp['services']['stores'], 'slots' | 'caseFiles' | 'bookings'>;

export interface Family {
  slot: Slot;
  caseFile: CaseFile;
  booking: Booking;
}

/** A meeting point on one side of Medyka; gives its id. */
export async function aStoredPoint(
  stores: Pick<TestApp['services']['stores'], 'meetingPoints'>,
  side: 'polish' | 'ukrainian' = 'ukrainian',
) {
  const _id = `kiosk-${side}`;
  const words = 'By the kiosk.';
  const zone = side === 'polish' ? 'Europe/Warsaw' : 'Europe/Kyiv';
  const point = { _id, rev: 0, crossingId: 'pl-ua-medyka', side, zone, name: 'Kiosk' };
  await stores.meetingPoints.insert({ ...point, description: { en: words, uk: words, ru: words } });
  return _id;
}

/** So many families on a slot of their own, booked before anything was known. */
export async function bookedFamilies(
  stores: Stores,
  count: number,
  changes: { slot?: Partial<Slot>; caseFile?: Partial<CaseFile>; booking?: Partial<Booking> } = {},
): Promise<{ slot: Slot; families: Family[] }> {
  const slot = aSlot({ capacity: count + 1, meetingPointId: 'kiosk-ukrainian', ...changes.slot });
  await stores.slots.insertMany([slot]);
  const families: Family[] = [];
  for (let index = 0; index < count; index += 1) {
    const caseFile = aCaseFile({ state: 'booked', path: PATH, ...changes.caseFile });
    const booking = aBooking({ slotId: slot._id, caseFileId: caseFile._id, ...changes.booking });
    await stores.caseFiles.insert(caseFile);
    await stores.bookings.insert(booking);
    families.push({ slot, caseFile, booking });
  }
  return { slot, families };
}
