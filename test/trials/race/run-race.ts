import type { Connection } from 'mongoose';
import { randomOf } from '../random.ts';
import { readFindings } from '../reader.ts';
import { openDesk, type Desk } from './desk.ts';
import { step, type Floor } from './mix.ts';
import { listSlots, type World } from './world.ts';

export interface Race {
  connection: Connection;
  world: World;
  urls: () => readonly string[];
  attempts: number;
  clients: number;
  seed: number;
  /** Families at a time; a few when absent, more in a long race. */
  families?: number;
  /** Attempts between two looks of the reader. */
  round?: number;
  say?: (line: string) => void;
}

export interface Raced {
  desk: Desk;
  findings: string[];
  seconds: number;
  /** How often the reader looked. */
  looks: number;
}

/** Clients act at once until all attempts are made; now and then all rest, and the reader looks. */
export async function runRace(race: Race): Promise<Raced> {
  const { connection, world, urls, attempts, clients, seed, round = 2500, say = () => undefined } = race;
  const desk = openDesk({ urls, cookie: world.cookie });
  const random = randomOf(seed);
  const floor: Floor = {
    world,
    families: [],
    slots: [],
    wanted: race.families ?? Math.min(60, Math.ceil(attempts / 25)),
  };
  const findings = new Set<string>();
  let [spent, looks] = [0, 0];
  while (desk.tally.attempts < attempts) {
    const goal = Math.min(attempts, desk.tally.attempts + round);
    const started = performance.now();
    floor.slots = await listSlots(urls()[0] ?? '', world.cookie);
    const client = async (): Promise<void> => {
      while (desk.tally.attempts < goal) await step(desk, floor, random);
    };
    await Promise.all(Array.from({ length: clients }, client));
    spent += performance.now() - started;
    for (const each of await readFindings(connection, { told: desk.told })) findings.add(each);
    looks += 1;
    const { retries, committed } = desk.tally;
    say(`${desk.tally.attempts} attempts, ${committed} committed, ${retries.busy} busy, ${findings.size} findings`);
  }
  return { desk, findings: [...findings, ...desk.findings], seconds: spent / 1000, looks };
}
