import { randomIds } from '../../../src/platform/ids.ts';
import type { WrongJourney } from '../../../src/itinerary/wrong-journeys.ts';
import { anAct } from '../../support/builders.ts';
import type { Part } from '../bench-world.ts';
import { withDesk, type Desk } from '../desk.ts';
import { addBookings, addFamilies, addSlots, addTasks } from '../families.ts';
import { perSecond, type Result } from '../result.ts';
import { interleave, median, ratios } from '../rounds.ts';

const HIT = 10_000;
const BATCH = 12;
const DAY_MS = 86_400_000;
const STAFF = { id: 'anna', name: 'Anna' };

/** A crossing closes under ten thousand bookings: what is wrong, with the best remedy for each, and the proposals. */
export const closes: Part = (bench) =>
  withDesk(bench, 'closes', async (desk) => {
    const { house } = desk;
    const soon = new Date(Date.now() + 6 * DAY_MS);
    const slots = await addSlots(house, { count: HIT, from: soon, days: 30 });
    await addBookings(house, slots, await addFamilies(house, HIT));
    await closeTerespol(house);
    const { wrongJourney } = house.services;
    const times: number[] = [];
    let wrong: WrongJourney[] = [];
    for (let round = 0; round < 3; round += 1) {
      const started = performance.now();
      wrong = await wrongJourney.list();
      times.push(performance.now() - started);
    }
    const helped = wrong.filter(({ remedy }) => remedy !== undefined).length;
    const faults =
      wrong.length === HIT && helped === HIT ? [] : [`Of ${HIT}, ${wrong.length} are wrong, ${helped} helped.`];
    const listed: Result = {
      ...{
        what: `${HIT} bookings hit: the list with the best remedy for each`,
        ours: `${Math.round(median(times))} ms`,
      },
      ...{ baseline: '–', values: times, unit: ' ms', goal: { most: 5000 } },
    };
    return { results: [listed, await proposing(desk, wrong, bench.rounds ?? 8)], faults };
  });

/** By the documents alone, so that no sweep runs beside it. */
async function closeTerespol({ connection }: Desk['house']): Promise<void> {
  const _id = randomIds.id();
  await connection.collection<{ _id: string }>('crossingevents').insertOne({
    ...{ _id, eventId: _id, seq: 0, what: 'reported', at: new Date(), by: 'Anna', rev: 0 },
    event: {
      ...{ id: _id, crossings: ['by-pl-terespol'], effect: 'no-service', direction: 'both', modes: ['bus', 'car'] },
      ...{ from: new Date().toISOString(), to: null, appliesTo: 'everyone', confidence: 'medium', sources: ['bench'] },
      ...{
        cause: 'unknown',
        wording: { en: 'bench', uk: 'bench', ru: 'bench' },
        asOf: new Date().toISOString().slice(0, 10),
      },
    },
  } as never);
}

async function proposing({ house, bare }: Desk, wrong: readonly WrongJourney[], rounds: number): Promise<Result> {
  const left = [...wrong];
  const work = await addTasks(house, (rounds + 1) * BATCH);
  const rate = async (count: number, act: (at: number) => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    for (let at = 0; at < count; at += 1) await act(at);
    return (count / (performance.now() - started)) * 1000;
  };
  const kept = await interleave(
    [
      {
        name: 'ours',
        run: () => {
          const batch = left.splice(0, BATCH);
          return rate(batch.length, (at) => propose(house, batch[at]));
        },
      },
      {
        name: 'bare',
        run: () => bare.rate({ do: 'book', connections: 1, tasks: work.splice(0, BATCH), staff: STAFF }),
      },
    ],
    rounds,
  );
  return {
    what: 'proposals with their seats / bookings by the bare driver, one after the other',
    ...{ ours: perSecond(kept.ours), baseline: perSecond(kept.bare), values: ratios(kept.ours, kept.bare) },
    goal: { least: 0.7 },
  };
}

const propose = ({ services }: Desk['house'], wrong: WrongJourney | undefined): Promise<unknown> =>
  wrong ? services.proposal.propose(anAct(), wrong) : Promise.resolve();
