import type { CaseFile } from '../../src/case-file/case-file.ts';
import type { Bench } from './bench-world.ts';
import { addBookings, addFamilies, addSlots } from './families.ts';
import type { House } from './house.ts';
import type { Service } from './service.ts';

const DAY_MS = 86_400_000;
const ESCORTS = 30;
const SLOTS_A_DAY = 15;
const DAYS_BACK = 7;
/** Slots from a week ago to two months ahead, all that lists and feeds show: as many in every world. */
const SHOWN = 1000;

/** A helpline that has run for so many slots, each with a family: the days ahead are alike, what lies behind them grows. */
export interface World {
  size: number;
  house: House;
  service: Service;
  /** Booked in the days ahead. */
  families: CaseFile[];
}

export async function openWorld(bench: Bench, size: number): Promise<World> {
  const house = await bench.openHouse(`growth_${size}`, ESCORTS);
  const start = new Date(Date.now() - DAYS_BACK * DAY_MS);
  const families = await addBooked(house, SHOWN, start);
  if (size > SHOWN) {
    const days = (size - SHOWN) / SLOTS_A_DAY;
    await addBooked(house, size - SHOWN, new Date(start.getTime() - days * DAY_MS));
  }
  return { size, house, service: await bench.startService(house), families: families.slice(-SHOWN / 2) };
}

async function addBooked(house: House, count: number, from: Date): Promise<CaseFile[]> {
  const slots = await addSlots(house, { count, from, days: count / SLOTS_A_DAY });
  const families = await addFamilies(house, count);
  await addBookings(house, slots, families);
  return families;
}
