import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '../bench-world.ts';
import { inMs } from '../result.ts';
import { median } from '../rounds.ts';
import { bareNodeMemory } from '../service.ts';

const IDLE_MS = 5000;

/** From the start of the process to its first answer, the engine being up; then what it holds when nobody asks. */
export const start: Part = async (bench) => {
  const house = await bench.openHouse('start');
  const [times, memory]: [number[], number[]] = [[], []];
  try {
    // The first start of all builds what later ones find.
    await (await bench.startService(house)).stop();
    for (let round = 0; round < (bench.rounds ?? 7); round += 1) {
      const service = await bench.startService(house);
      times.push(service.startedInMs);
      if (round < 3) {
        await sleep(IDLE_MS);
        memory.push(service.memory());
      }
      await service.stop();
    }
  } finally {
    await house.leave();
  }
  const cold = { what: 'cold start, the engine being up', ours: inMs(times), values: times, unit: ' ms' };
  const idle = { what: 'idle memory (RSS) after 5 s', values: memory, unit: ' MB' };
  return {
    results: [
      { ...cold, baseline: '–', goal: { most: 1000 } },
      {
        ...{ ...idle, ours: `${Math.round(median(memory))} MB`, goal: { most: 110 } },
        baseline: `${Math.round(await bareNodeMemory())} MB (node doing nothing)`,
      },
    ],
    faults: [],
  };
};
