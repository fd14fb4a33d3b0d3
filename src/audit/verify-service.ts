import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { AuditStore } from './audit-store.ts';
import type { ChainStore, Verification } from './chain-store.ts';
import { findCut, followChain, GENESIS, type Broken, type ChainEntry, type ChainHash, type Head } from './chain.ts';

const STEP = 1000;

/** Batches asked for before they are needed: while one is hashed and the next arrives, the database reads a third. */
const AHEAD = 2;

/** Unsealed entries are counted up to here; more than this is said as such. */
const COUNT_TO = 1000;

interface Dependencies {
  audit: AuditStore;
  chain: ChainStore;
  hash: ChainHash;
  clock: Clock;
}

/** How the chain stands, without reading it through. */
export interface ChainState {
  head: Head;
  unsealed: number;
  /** There are at least as many as `unsealed` says. */
  more: boolean;
  oldestUnsealed?: Date;
  verification?: Verification;
}

export type VerifyService = ReturnType<typeof verifyService>;

/** Reads the chain through, a batch of numbers at a time, and says where it stands. */
export function verifyService({ audit, chain, hash, clock }: Dependencies) {
  const read = (index: number) => audit.listNumbered(1 + index * STEP, 1 + (index + 1) * STEP);

  const followAll = async (known: readonly Head[]): Promise<{ head: Head; broken?: Broken }> => {
    let head = GENESIS;
    const ahead = readAhead(read);
    for (let from = 1; ; from += STEP) {
      const followed = followChain(hash, head, await ahead.next(), known);
      if (followed.broken) return followed;
      head = followed.head;
      // What was read after a batch that was not full was sealed meanwhile, perhaps with a gap before it.
      if (head.no < from + STEP - 1) break;
    }
    const broken = findCut(head, known);
    return broken ? { head, broken } : { head };
  };

  /** What is neither sealed nor waits for it was put there by somebody else. Counted first: acts go on meanwhile. */
  const countStrays = async (count: number, sealed: number): Promise<number> => {
    const unsealed = await audit.countUnsealed();
    const head = (await chain.findHead()) ?? GENESIS;
    return Math.max(0, count - unsealed - Math.max(head.no, sealed));
  };

  return {
    /** Verifies it all and keeps what was found. `known` are heads noted elsewhere, such as in a log. */
    verify: async (known: readonly Head[] = []): Promise<Verification> => {
      const kept = await chain.findHead();
      const [count, followed] = await Promise.all([audit.countAll(), followAll(kept ? [kept, ...known] : known)]);
      const strays = followed.broken ? 0 : await countStrays(count, followed.head.no);
      const verification: Verification = { at: clock(), ...followed, strays };
      await chain.keepVerification(verification);
      return verification;
    },

    /** The head, what waits, and what the last verification found. */
    state: async (): Promise<ChainState> => {
      const waiting = await audit.listUnsealed(COUNT_TO);
      const oldest = Math.min(...waiting.map(({ at }) => at.getTime()));
      const verification = await chain.findVerification();
      return {
        head: (await chain.findHead()) ?? GENESIS,
        unsealed: waiting.length,
        more: waiting.length === COUNT_TO,
        ...(waiting.length > 0 ? { oldestUnsealed: new Date(oldest) } : {}),
        ...(verification ? { verification } : {}),
      };
    },
  };
}

/** Gives one batch after the other, the first `AHEAD` of what comes next already on their way. */
function readAhead(read: (index: number) => Promise<ChainEntry[]>) {
  let asked = 0;
  const coming: Promise<ChainEntry[]>[] = [];
  const ask = (): void => {
    for (; coming.length <= AHEAD; asked += 1) {
      const batch = read(asked);
      // Nobody may ever take it; whoever does hears of its failure all the same.
      batch.catch(() => undefined);
      coming.push(batch);
    }
  };
  return {
    next: async (): Promise<ChainEntry[]> => {
      ask();
      const batch = (await coming.shift()) ?? [];
      ask();
      // What was asked for leaves only once this turn of the loop ends, and hashing would hold it back.
      await setImmediate();
      return batch;
    },
  };
}
