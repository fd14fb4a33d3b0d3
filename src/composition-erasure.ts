import type { Core, CoreDependencies } from './composition-core.ts';
import { createErasureStore } from './erasure/erasure-store.ts';
import { erasureService } from './erasure/erasure-service.ts';
import { retentionJob } from './erasure/retention-job.ts';

/** Destroying keys, by a person or when the time has come. */
export function composeErasure({
  connection,
  core,
  ...rest
}: Pick<CoreDependencies, 'connection' | 'keys' | 'ids'> & { core: Core; retentionDays: number }) {
  const { perform, ledger, stores } = core;
  const erasure = erasureService({ ...rest, ...stores, perform, ledger, families: createErasureStore(connection) });
  return { erasure, retentionJob: retentionJob(erasure) };
}
