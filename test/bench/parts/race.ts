import type { Part } from '../bench-world.ts';
import { withDesk, type Desk } from '../desk.ts';
import { addFamilies, addSlots, addTasks } from '../families.ts';
import { load, type Load } from '../load.ts';
import { inMs } from '../result.ts';
import { median } from '../rounds.ts';
import { inTurn } from '../turns.ts';
import { bookingRequest } from './book.ts';

const RACERS = 200;
const ALONE = 15;
const DAY_MS = 86_400_000;

/** Two hundred for the last seat: how long the last of them waits for her answer, in bookings that nobody contends. */
export const race: Part = (bench) =>
  withDesk(bench, 'race', async (desk) => {
    const faults: string[] = [];
    const [alone, last, times]: [number[], number[], number[]] = [[], [], []];
    const statuses = new Map<number, number>();
    await bookAlone(desk);
    for (let round = 0; round < (bench.rounds ?? 6); round += 1) {
      const one = median((await bookAlone(desk)).times);
      const raced = await raceOnce(desk);
      const slowest = Math.max(...raced.times);
      alone.push(one);
      last.push(slowest);
      times.push(slowest / one);
      for (const [status, count] of raced.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
      if (raced.statuses.get(201) !== 1) faults.push(`A race had ${raced.statuses.get(201) ?? 0} winners.`);
    }
    const said = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ');
    const what = `${RACERS} racers for the last seat (${said}): the last answer / an uncontended booking`;
    const row = { what, ours: inMs(last), baseline: inMs(alone), values: times, unit: '×', goal: { most: 100 } };
    return { results: [row], faults };
  });

async function bookAlone({ house, service }: Desk): Promise<Load> {
  const requests = (await addTasks(house, ALONE)).map((task) => bookingRequest(house, task));
  return load({ port: service.port, connections: 1, next: inTurn(requests) });
}

async function raceOnce({ house, service }: Desk): Promise<Load> {
  const [slot] = await addSlots(house, { count: 1, from: new Date(Date.now() + 9 * DAY_MS), days: 1 });
  const slotId = slot?._id ?? '';
  await house.services.stores.slots.update(slotId, { capacity: 1 });
  const families = await addFamilies(house, RACERS);
  const requests = families.map(({ _id: caseFileId }) => bookingRequest(house, { slotId, caseFileId }));
  return load({ port: service.port, connections: RACERS, next: inTurn(requests) });
}
