import type { ActContext } from '../platform/act-context.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Perform } from './act-service.ts';
import type { AuditStore } from './audit-store.ts';
import type { ChainStore } from './chain-store.ts';
import { GENESIS, type Head } from './chain.ts';

const STEP = 1000;

class NothingLost extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'audit-not-cut',
      detail: 'The audit ends where its kept head says: nothing was cut, and nothing needs to be accepted.',
    });
  }
}

interface Dependencies {
  perform: Perform;
  audit: AuditStore;
  chain: ChainStore;
}

/** After a restore that lost the last entries: an entry says so, for ever, and the chain goes on from what is there. */
export function continueService({ perform, audit, chain }: Dependencies) {
  /** The last entry that is there up to the kept head, sought downwards. */
  const findLastBelow = async (no: number): Promise<Head> => {
    for (let below = no + 1; below > 1; below -= STEP) {
      const last = (await audit.listHeads(Math.max(1, below - STEP), below)).at(-1);
      if (last) return { no: last.no, hash: last.hash };
    }
    return GENESIS;
  };

  return {
    /** @returns the head that is given up and the one that the chain goes on from. Throws NothingLost. */
    continueChain: (act: ActContext): Promise<{ lost: Head; from: Head }> =>
      perform(act, 'audit-chain', async () => {
        await chain.lock();
        const lost = (await chain.findHead()) ?? GENESIS;
        const from = await findLastBelow(lost.no);
        if (from.no === lost.no && from.hash === lost.hash) throw new NothingLost();
        await chain.keepHead(from);
        return {
          reply: { lost, from },
          which: { lostHead: `${lost.no}:${lost.hash}`, head: `${from.no}:${from.hash}` },
        };
      }),
  };
}
