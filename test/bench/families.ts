import type { Booking } from '../../src/booking/booking.ts';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { newKey, seal } from '../../src/platform/sealing.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';
import type { House } from './house.ts';

const DAY_MS = 86_400_000;
const OVER_MEDYKA: NonNullable<CaseFile['path']> = {
  hub: 'minsk',
  mode: 'bus',
  entryCrossing: 'by-pl-terespol',
  exitCrossing: 'pl-ua-medyka',
  exitMode: 'foot',
};

/** So many confirmed families, each with a key of its own and a nationality, which bookings ask for. */
export async function addFamilies(house: House, count: number): Promise<CaseFile[]> {
  const caseKeys: { _id: string; sealed: string }[] = [];
  const caseFiles = Array.from({ length: count }, () => {
    const _id = randomIds.id();
    const key = newKey();
    caseKeys.push({ _id, sealed: seal(house.master, _id, key.toString('base64url')) });
    const nationality = seal(key, `${_id}/nationality`, 'UA');
    return aCaseFile({ _id, path: OVER_MEDYKA, sealed: { nationality } });
  });
  await insert(house, 'casefiles', caseFiles);
  await insert(house, 'casekeys', caseKeys, `${house.name}_keys`);
  return caseFiles;
}

/** So many slots from `from` on, evenly over the days, shared among the escorts. */
export async function addSlots(
  { meetingPointId, ...house }: House,
  { count, from, days }: { count: number; from: Date; days: number },
): Promise<Slot[]> {
  const slots = Array.from({ length: count }, (_, index) => {
    const { escortId = '' } = house.escorts[index % house.escorts.length] ?? {};
    const start = new Date(from.getTime() + Math.floor((index * days * DAY_MS) / count));
    return aSlot({ from: start, meetingPointId, escortId });
  });
  await insert({ meetingPointId, ...house }, 'slots', slots);
  return slots;
}

/** Books the one family on the one slot, pair by pair, by the documents alone. */
export async function addBookings(house: House, slots: readonly Slot[], caseFiles: readonly CaseFile[]): Promise<void> {
  const pairs = slots.flatMap((slot, index) => {
    const caseFile = caseFiles[index];
    return caseFile ? [{ slot, caseFile }] : [];
  });
  const bookings = pairs.map(({ slot, caseFile }): Booking => aBooking({ slotId: slot._id, caseFileId: caseFile._id }));
  await insert(house, 'bookings', bookings);
  await insert(
    house,
    'notifications',
    pairs.map(({ slot: { _id: slotId, from }, caseFile }) => ({
      ...{ _id: randomIds.id(), about: 'booking-made', audience: 'traveller', caseFileId: caseFile._id, slotId },
      ...{ at: dayBefore(from), ...(from.getTime() > Date.now() ? { open: true } : { toldAt: from, toldBy: 'Anna' }) },
    })),
  );
  await insert(
    house,
    'slotchanges',
    pairs.map(({ slot: { _id, escortId, from } }) => ({
      ...{ _id: randomIds.id(), escortId, slotId: _id, seq: 1 },
      at: dayBefore(from),
    })),
  );
}

/** When it was booked: before it began, and not in time to come. */
const dayBefore = (from: Date): Date => new Date(Math.min(from.getTime(), Date.now()) - DAY_MS);

const CHUNK = 1000;

async function insert(house: House, collection: string, rows: readonly object[], database = house.name): Promise<void> {
  const into = house.connection.getClient().db(database).collection(collection);
  for (let at = 0; at < rows.length; at += CHUNK) await into.insertMany(rows.slice(at, at + CHUNK));
}

/** What one booking needs that nothing stands in the way of: a slot nine days ahead and a family. */
export interface Task {
  slotId: string;
  caseFileId: string;
}

export async function addTasks(house: House, count: number): Promise<Task[]> {
  const slots = await addSlots(house, { count, from: new Date(Date.now() + 9 * DAY_MS), days: 30 });
  const caseFiles = await addFamilies(house, count);
  return slots.map(({ _id: slotId }, index) => ({ slotId, caseFileId: caseFiles[index]?._id ?? '' }));
}
