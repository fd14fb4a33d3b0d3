import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomIds } from '../../src/platform/ids.ts';
import { ask, findFault, type Answer, type Ask } from './ask.ts';
import { planAct, planReading as planDeskReading, startPlaces, type PlannedAct } from './desk-acts.ts';
import type { DeskWorld } from './desk-world.ts';
import { randomOf, type Random } from './random.ts';
import type { Told } from './reader.ts';

/** Clients that do a desk's work all the time, each act again with its key until it has an answer. */
export interface DeskLoad {
  /** One act each, as the reader wants to know it. */
  told: Told[];
  /** How each act was asked for, by its key. */
  again: Map<string, Ask>;
  /** Sentences about answers that nobody should get, with how often. */
  faults: Map<string, number>;
  /** Every answer's status, counted. */
  statuses: Map<number, number>;
  /** Milliseconds of each answer since the last look. */
  times: number[];
  /** Ends the work; acts without an answer are asked once more, until each has one or `settleMs` are over. */
  stop(settleMs?: number): Promise<void>;
}

interface LoadOptions {
  /** Asked for each request, so that a service that was started again is found. */
  url: () => string;
  world: DeskWorld;
  clients: number;
  seed: number;
  /** A client asks no more often than that. */
  everyMs?: number;
  /** The part of what is asked for that changes something. */
  acts?: number;
  planReading?: (random: Random, world: DeskWorld) => Ask;
  /** Judges each answer; gives a sentence for one that nobody should get. */
  judge?: (answer: Answer) => string | undefined;
}

const AGAIN_MS = 250;

export function startLoad({
  url,
  world,
  clients,
  seed,
  everyMs = 0,
  acts = 0.6,
  planReading = planDeskReading,
  judge = findFault,
}: LoadOptions): DeskLoad {
  const agent = new Agent({ keepAlive: true });
  const places = startPlaces();
  const load = {
    told: [] as Told[],
    again: new Map<string, Ask>(),
    faults: new Map<string, number>(),
    statuses: new Map<number, number>(),
    times: [] as number[],
  };
  let state: 'working' | 'settling' | 'over' = 'working';
  const send = async (asked: Ask): Promise<Answer> => {
    const answer = await ask(url(), { ...asked, headers: { Cookie: world.cookie, ...asked.headers } }, agent);
    const fault = judge(answer);
    if (fault !== undefined) count(load.faults, `${asked.method ?? 'GET'} ${shorten(asked.path)}: ${fault}`);
    count(load.statuses, answer.status);
    load.times.push(answer.ms);
    asked.settle?.(answer);
    return answer;
  };
  const act = async (planned: PlannedAct): Promise<void> => {
    const key = randomIds.id();
    load.again.set(key, planned.ask);
    let answer: Answer;
    do {
      answer = await send({ method: 'POST', ...planned.ask, headers: { 'Idempotency-Key': key } });
      if (isOpen(answer)) await sleep(AGAIN_MS);
    } while (isOpen(answer) && state !== 'over');
    load.told.push(toTold(key, planned, answer));
    planned.settle(answer);
  };
  const work = async (random: Random): Promise<void> => {
    while (state === 'working') {
      const began = performance.now();
      const planned = random.next() < acts ? planAct(random, world, places) : undefined;
      if (planned) await act(planned);
      else await send(planReading(random, world));
      await sleep(Math.max(0, everyMs - (performance.now() - began)));
    }
  };
  const working = Array.from({ length: clients }, (_, index) => work(randomOf(seed * 1000 + index)));
  return {
    ...load,
    stop: async (settleMs = 10_000) => {
      state = 'settling';
      const end = setTimeout(() => (state = 'over'), settleMs);
      await Promise.all(working);
      clearTimeout(end);
      agent.destroy();
    },
  };
}

const isOpen = ({ status }: Answer): boolean => status === 0 || status >= 500;

function toTold(key: string, { what, which }: PlannedAct, answer: Answer): Told {
  const outcome = isOpen(answer) ? 'unknown' : answer.status < 300 ? 'done' : 'refused';
  if (outcome !== 'done') return { key, what, which, outcome };
  return { key, what, which, outcome, reply: JSON.parse(answer.text) as Record<string, unknown> };
}

export function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const shorten = (path: string): string => path.replace(/[\w-]{24,}/g, ':id').replace(/\?.*/, '');
