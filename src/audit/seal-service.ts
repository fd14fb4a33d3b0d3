import type { Transact } from '../platform/transact.ts';
import type { AuditStore } from './audit-store.ts';
import type { ChainStore } from './chain-store.ts';
import { buildLinks, GENESIS, linkHash, type ChainHash, type Head } from './chain.ts';

/** Sealed in one transaction: few enough that it is over long before the engine's patience. */
const BATCH = 100;
const STEP = 1000;

/** The end of the chain is not the one that was sealed last: nothing is sealed on top of it before somebody has looked. */
class ChainBroken extends Error {
  constructor(no: number) {
    super(
      `The audit's entry ${no} is not the one that was sealed: the log was changed, or restored without its last entries. Run npm run admin -- audit verify.`,
    );
  }
}

interface Dependencies {
  transact: Transact;
  audit: AuditStore;
  chain: ChainStore;
  hash: ChainHash;
}

/** Gives entries their number, `prev` and hash after their acts have committed, so that no act ever waits for the chain. */
export function sealService({ transact, audit, chain, hash }: Dependencies) {
  let prepared: Promise<void> | undefined;
  const prepare = (): Promise<void> =>
    (prepared ??= chain.prepare().catch((error: unknown) => {
      prepared = undefined;
      throw error;
    }));

  /** The chain's end as it stands in the audit. A head kept from before a restore of the keys may be behind it. */
  const findEnd = async (): Promise<Head> => {
    const kept = await chain.findHead();
    let end = kept ?? GENESIS;
    for (;;) {
      const found = await audit.listHeads(Math.max(1, end.no), end.no + STEP);
      if (end.no > 0 && (found[0]?.no !== end.no || found[0].hash !== end.hash)) throw new ChainBroken(end.no);
      const last = found.at(-1);
      if (!last || last.no === end.no) return end;
      if (linkHash(hash, last.no, last.prev, last.mark) !== last.hash) throw new ChainBroken(last.no);
      end = { no: last.no, hash: last.hash };
    }
  };

  const sealBatch = (): Promise<number> =>
    transact('audit-chain', async () => {
      await chain.lock();
      const end = await findEnd();
      const links = buildLinks(hash, end, await audit.listUnsealed(BATCH));
      const head = links.at(-1);
      if (!head) return 0;
      await audit.seal(links);
      await chain.keepHead(head);
      return links.length;
    });

  return {
    /** Seals one batch of what waits. @returns whether there may be more. Throws ChainBroken. */
    seal: async (): Promise<boolean> => {
      if ((await audit.listUnsealed(1)).length === 0) return false;
      await prepare();
      return (await sealBatch()) === BATCH;
    },
  };
}
