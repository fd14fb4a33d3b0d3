import { tokenHash } from '../../../src/feed/feed-service.ts';
import type { Order } from '../bare.ts';
import type { Bench, Part } from '../bench-world.ts';
import { withDesk, type Desk } from '../desk.ts';
import { addBookings, addFamilies, addSlots } from '../families.ts';
import type { House } from '../house.ts';
import { load, rateOf } from '../load.ts';
import { perSecond, type Outcome } from '../result.ts';
import { interleave, ratios } from '../rounds.ts';
import { forMs } from '../turns.ts';
import { askOnce, etagOf, openWay } from '../visits.ts';
import { wireRequest } from '../wire.ts';

const ROUND_MS = 400;
const DAY_MS = 86_400_000;

/** A poll that finds nothing new, against the bare driver doing the same reads. */
export const feed: Part = (bench) =>
  withDesk(bench, 'feed', async (desk) => {
    const { house, service } = desk;
    await addJourneys(house, 40);
    const path = house.escorts[0]?.feedPath ?? '';
    const etag = etagOf(await askOnce(service.port, wireRequest(path)));
    const token = /feeds\/(.+)\.ics$/.exec(path)?.[1] ?? '';
    const order = { do: 'feed', ms: ROUND_MS, tokenHash: tokenHash(token) } as const;
    return compare(bench, desk, {
      ...{ what: 'the feed’s 304', request: wireRequest(path, { 'If-None-Match': etag }), status: 304, order },
    });
  });

/** Her page, against the bare driver doing the same reads. */
export const itinerary: Part = (bench) =>
  withDesk(bench, 'itinerary', async (desk) => {
    const { house } = desk;
    const [caseFileId = ''] = await addJourneys(house, 40);
    const { cookie, sessionId } = await openWay(house, caseFileId);
    const order = { do: 'way', ms: ROUND_MS, sessionId, caseFileId } as const;
    return compare(bench, desk, {
      ...{ what: 'itinerary page', request: wireRequest('/way', { Cookie: cookie }), status: 200, order },
    });
  });

async function addJourneys(house: House, count: number): Promise<string[]> {
  const slots = await addSlots(house, { count, from: new Date(Date.now() + 3 * DAY_MS), days: 20 });
  const families = await addFamilies(house, count);
  await addBookings(house, slots, families);
  return families.map(({ _id }) => _id);
}

interface Compared {
  what: string;
  request: string;
  status: number;
  order: Order extends infer O ? (O extends Order ? Omit<O, 'connections'> : never) : never;
}

async function compare(
  bench: Bench,
  { service, bare }: Desk,
  { what, request, status, order }: Compared,
): Promise<Outcome> {
  const outcome: Outcome = { results: [], faults: [] };
  for (const connections of [1, 32]) {
    const ours = async (): Promise<number> => {
      const done = await load({ port: service.port, connections, next: forMs(ROUND_MS, request) });
      if (done.statuses.get(status) !== done.times.length)
        outcome.faults.push(`${what}: ${[...done.statuses].join('; ')}`);
      return rateOf(done);
    };
    const sides = [
      { name: 'ours' as const, run: ours },
      { name: 'bare' as const, run: () => bare.rate({ ...order, connections }) },
    ];
    const kept = await interleave(sides, bench.rounds ?? 10);
    outcome.results.push({
      what: `${what} / the same reads by the bare driver, ${connections} connection(s)`,
      ...{ ours: perSecond(kept.ours), baseline: perSecond(kept.bare), values: ratios(kept.ours, kept.bare) },
      goal: connections === 1 ? undefined : { least: 0.7 },
    });
  }
  return outcome;
}
