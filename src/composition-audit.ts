import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { chainJobs } from './audit/chain-job.ts';
import { createChainStore } from './audit/chain-store.ts';
import { continueService } from './audit/continue-service.ts';
import { sealService } from './audit/seal-service.ts';
import { verifyService } from './audit/verify-service.ts';
import type { Core } from './composition-core.ts';
import type { Clock } from './platform/clock.ts';
import { keyDatabaseOf, type KeyRing } from './platform/key-ring.ts';

interface Dependencies {
  connection: Connection;
  core: Pick<Core, 'transact' | 'perform' | 'stores'>;
  keys: KeyRing;
  clock: Clock;
  log: Logger;
}

/** The chain that the audit's entries are sealed into: its sealer, its verification, and the jobs that watch it. */
export function composeAudit({ connection, core: { transact, perform, stores }, keys, clock, log }: Dependencies) {
  const { audit } = stores;
  const chain = createChainStore(keyDatabaseOf(connection));
  const hash = (...parts: string[]): string => keys.hash('audit', ...parts);
  const verification = verifyService({ audit, chain, hash, clock });
  return {
    ...sealService({ transact, audit, chain, hash }),
    ...continueService({ perform, audit, chain }),
    ...verification,
    jobs: chainJobs({
      verification,
      sayHead: (head) => log.info(head, 'the head of the audit'),
      sayBroken: (found) => log.error(found, 'the audit is not what was written'),
    }),
  };
}
