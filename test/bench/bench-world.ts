import { mongo } from 'mongoose';
import { newKey } from '../../src/platform/sealing.ts';
import { startDurableEngine } from '../support/durable-engine.ts';
import { openHouse, type House } from './house.ts';
import type { Outcome } from './result.ts';
import { startService, type Service } from './service.ts';

/** What every part of the bench stands on. */
export interface Bench {
  engineUri: string;
  /** As the report names it. */
  engine: string;
  /** Replaces each part's own number of rounds. */
  rounds: number | undefined;
  /** Slots of the worlds that growth compares. */
  sizes: readonly number[];
  /** A fresh database with a desk on it. */
  openHouse(name: string, escorts?: number): Promise<House>;
  startService(house: House): Promise<Service>;
  stop(): Promise<void>;
}

export type Part = (bench: Bench) => Promise<Outcome>;

interface Asked extends Pick<Bench, 'rounds' | 'sizes'> {
  /** A server of one's own in place of the engine. */
  mongodbUri: string | undefined;
  profileDir: string | undefined;
}

export async function openBench({ mongodbUri, profileDir, ...rest }: Asked): Promise<Bench> {
  const own = mongodbUri === undefined ? await startDurableEngine() : undefined;
  const engineUri = own?.uri ?? mongodbUri ?? '';
  const master = newKey();
  return {
    ...{ ...rest, engineUri, engine: await nameEngine(engineUri, own !== undefined) },
    openHouse: (name, escorts) =>
      openHouse({ engineUri, name: `bench_${name}`, master, ...(escorts === undefined ? {} : { escorts }) }),
    startService: ({ uri }) => startService({ uri, master }, profileDir),
    stop: async () => own?.stop(),
  };
}

/** @throws when what is there forgets: numbers of a database in memory are of no database */
async function nameEngine(uri: string, synced: boolean): Promise<string> {
  const client = await new mongo.MongoClient(uri).connect();
  const status = await client.db('admin').command({ serverStatus: 1 });
  await client.close();
  const { storageEngine, secantus, version } = status as {
    storageEngine?: { persistent?: boolean };
    secantus?: { version: string };
    version: string;
  };
  if (storageEngine?.persistent !== true)
    throw new Error('This database keeps nothing on disk: its numbers would be of no use.');
  const name = secantus ? `SecantusDB ${secantus.version}` : `MongoDB ${version}`;
  return `${name}, ${synced ? 'every commit synced' : 'durability as that server is set (writes ask for the journal)'}`;
}
