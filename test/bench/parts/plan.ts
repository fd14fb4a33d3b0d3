import { CHECK_DAYS } from '../../../src/config.ts';
import { worldOf, type WorldThen } from '../../../src/itinerary/border-grounds.ts';
import { waysToSlot } from '../../../src/itinerary/ways-to-slot.ts';
import { loadReference } from '../../../src/route/load-route.ts';
import { listPaths, type Path } from '../../../src/route/path.ts';
import { currentRouteRef } from '../../../src/route/reference.ts';
import type { Part } from '../bench-world.ts';
import { inMs } from '../result.ts';
import { interleave, median } from '../rounds.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const TRAVELLERS = 10_000;
const HOUR_MS = 3_600_000;

/** No two alike, so that nothing is found that was planned before. */
const slotAt = (index: number) => ({
  slot: { from: new Date(NOW.getTime() + 96 * HOUR_MS + index * 61_000) },
  side: 'ukrainian' as const,
});

const timed = (work: () => void): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};

/** What the planner takes of one core: every line through the graph to one slot, and ten thousand families anew. */
export const plan: Part = async (bench) => {
  const reference = loadReference(process.cwd());
  const ref = currentRouteRef(reference);
  const paths = listPaths(reference, ref);
  const world = worldOf(reference, { now: NOW, checkDays: (border) => CHECK_DAYS[border] });
  let next = 0;
  const { whole, search } = await interleave(
    [
      { name: 'whole', run: () => Promise.resolve(timed(() => waysToSlot(paths, slotAt((next += 1)), world))) },
      { name: 'search', run: () => Promise.resolve(timed(() => listPaths(reference, ref))) },
    ],
    (bench.rounds ?? 25) * 4,
  );
  const anew = [1, 2, 3].map(() => timed(() => replan(paths, world)));
  return {
    results: [
      {
        ...{ what: `plan over the whole graph, ${paths.length} lines`, ours: inMs(whole), values: whole, unit: ' ms' },
        ...{ baseline: `${inMs(search)} (the search alone, without times)`, goal: { most: 5 } },
      },
      {
        ...{ what: '10,000 families planned anew, every line to her slot', ours: `${Math.round(median(anew))} ms` },
        ...{ values: anew, unit: ' ms', baseline: '–', goal: { most: 5000 } },
      },
    ],
    faults: [],
  };
};

/** Each to a slot of her own at her crossing, over every line that leads there from her hub. */
function replan(paths: readonly Path[], world: WorldThen): void {
  const byEnds = [...Map.groupBy(paths, ({ choice }) => `${choice.hub} ${choice.exitCrossing}`).values()];
  for (let traveller = 0; traveller < TRAVELLERS; traveller += 1)
    waysToSlot(byEnds[traveller % byEnds.length] ?? [], slotAt(traveller), world);
}
