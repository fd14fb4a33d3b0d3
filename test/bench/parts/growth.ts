import type { Bench, Part } from '../bench-world.ts';
import { countScans } from '../explain.ts';
import { addTasks } from '../families.ts';
import { load } from '../load.ts';
import { askOnce, etagOf, openWay } from '../visits.ts';
import { inMs, type Outcome, type Result } from '../result.ts';
import { interleave, median, ratios } from '../rounds.ts';
import { inTurn } from '../turns.ts';
import { wireRequest } from '../wire.ts';
import { openWorld, type World } from '../worlds.ts';
import { bookingRequest } from './book.ts';

const DAY_MS = 86_400_000;
const ASKED = 15;

/** What is asked in a round, so many times, each time of another day, family or escort. */
const ASKS: Record<string, (world: World) => Promise<string[]>> = {
  'list of a day’s slots': ({ house }) =>
    Promise.resolve(
      times((index) => {
        const [from, to] = [index + 1, index + 2].map((days) => new Date(Date.now() + days * DAY_MS).toISOString());
        return wireRequest(`/api/v1/slots?from=${from}&to=${to}`, { Cookie: house.cookie });
      }),
    ),
  'itinerary page': ({ house, families }) =>
    Promise.all(
      times(async (index) => {
        const { cookie } = await openWay(house, families[index]?._id ?? '');
        return wireRequest('/way', { Cookie: cookie });
      }),
    ),
  'feed’s 304': ({ house, service }) =>
    Promise.all(
      times(async (index) => {
        const { feedPath } = house.escorts[index] ?? house.escorts[0] ?? { feedPath: '' };
        const etag = etagOf(await askOnce(service.port, wireRequest(feedPath)));
        return wireRequest(feedPath, { 'If-None-Match': etag });
      }),
    ),
  booking: async ({ house }) => (await addTasks(house, ASKED)).map((task) => bookingRequest(house, task)),
};

function times<T>(make: (index: number) => T): T[] {
  return Array.from({ length: ASKED }, (_, index) => make(index));
}

/** What people ask for most, with ten times the slots: the answers stay as large, and so should the waiting. */
export const growth: Part = async (bench) => {
  const worlds: World[] = [];
  try {
    for (const size of bench.sizes) worlds.push(await openWorld(bench, size));
    const outcome: Outcome = { results: [], faults: [] };
    for (const asked of Object.keys(ASKS)) await compare(bench, worlds, asked, outcome);
    const largest = worlds.at(-1);
    if (largest) outcome.results.push(await countScans(largest));
    return outcome;
  } finally {
    for (const { house, service } of worlds) {
      await service.stop();
      await house.leave();
    }
  }
};

async function compare(bench: Bench, worlds: readonly World[], asked: string, outcome: Outcome): Promise<void> {
  const sides = worlds.map((world) => ({ name: String(world.size), run: () => askMany(world, asked, outcome) }));
  const [small = [], ...larger] = Object.values(await interleave(sides, bench.rounds ?? 10));
  for (const [index, large] of larger.entries()) {
    const [from, to] = [worlds[0]?.size ?? 0, worlds[index + 1]?.size ?? 0];
    const what = `${asked}: p50 with ${to} slots / with ${from}`;
    const row = { ours: inMs(large), baseline: inMs(small), values: ratios(large, small), goal: { most: 1.3 } };
    outcome.results.push({ what, ...row } satisfies Result);
  }
}

/** @returns the median in ms */
async function askMany(world: World, asked: string, { faults }: Outcome): Promise<number> {
  const requests = (await ASKS[asked]?.(world)) ?? [];
  const done = await load({ port: world.service.port, connections: 1, next: inTurn(requests) });
  const failed = [...done.statuses].filter(([status]) => status >= 400);
  if (failed.length > 0) faults.push(`${asked} with ${world.size} slots: ${failed.join('; ')}`);
  return median(done.times);
}
