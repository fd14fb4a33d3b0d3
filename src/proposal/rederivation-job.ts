import type { Job } from '../platform/scheduler.ts';
import type { RederivationService } from './rederivation-service.ts';

const NAME = 're-derivation';

/** Ends what is open, each minute and once at every start. */
export const rederivationJob = (rederivation: RederivationService): Job => ({
  name: NAME,
  cron: '* * * * *',
  run: async () => {
    const actor = { kind: 'job', name: NAME } as const;
    await rederivation.beginIfNew(actor);
    await rederivation.runOpen(actor);
  },
});
