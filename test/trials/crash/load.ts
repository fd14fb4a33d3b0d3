import type { Connection } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectWatchable } from '../../support/watchable.ts';
import { newKey } from '../../../src/platform/sealing.ts';
import { openDesk, type Desk } from '../race/desk.ts';
import { step, type Floor } from '../race/mix.ts';
import { buildWorld, listSlots, type World } from '../race/world.ts';
import { randomOf, type Random } from '../random.ts';
import { readFindings } from '../reader.ts';

export interface Load {
  desk: Desk;
  random: Random;
  /** What the reader says now, while the clients go on; tried again while the database is away. */
  look(): Promise<void>;
  /** Lets all clients end what they are at, looks once more, and repeats what lost its connection. Gives how many those were. */
  end(): Promise<number>;
}

interface Options {
  connection: Connection;
  world: World;
  urls: () => readonly string[];
  clients: number;
  seed: number;
}

/** A database for a trial under load, its world built. */
export async function openWorld(uri: string) {
  const master = newKey();
  const connection = await connectWatchable(uri, { patient: true });
  const world = await buildWorld(connection, master, { series: 4, escorts: 6, weeks: 4 });
  return { master, connection, world };
}

/** Clients of the race's mix that go on until they are told to end, whatever is killed meanwhile. */
export async function startLoad({ connection, world, urls, clients, seed }: Options): Promise<Load> {
  const desk = openDesk({ urls, cookie: world.cookie, killing: true });
  const random = randomOf(seed);
  const slots = await listSlots(urls()[0] ?? '', world.cookie);
  const floor: Floor = { world, families: [], slots, wanted: 30 };
  let isOver = false;
  const client = async (): Promise<void> => {
    while (!isOver) await step(desk, floor, random);
  };
  const running = Array.from({ length: clients }, client);
  const look = async (): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        desk.findings.push(...(await readFindings(connection, { told: desk.told })));
        return;
      } catch (error) {
        if (tries === 20) throw error;
        await sleep(250);
      }
    }
  };
  return {
    ...{ desk, random, look },
    end: async () => {
      isOver = true;
      await Promise.all(running);
      const repeated = await desk.repeatBroken();
      await look();
      return repeated;
    },
  };
}
