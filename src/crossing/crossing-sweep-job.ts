import type { ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import type { Job } from '../platform/scheduler.ts';
import type { CrossingEventService } from './crossing-event-service.ts';
import type { CrossingSweepService } from './crossing-sweep-service.ts';

const NAME = 'crossing-sweep';

/** Ends what a crash left half way, and what has come to its end by the clock. Also run once at every start. */
export const crossingSweepJob = (
  { crossingEvent, crossingSweep }: { crossingEvent: CrossingEventService; crossingSweep: CrossingSweepService },
  ids: Ids,
): Job => ({
  name: NAME,
  cron: '* * * * *',
  run: async () => {
    const actor = { kind: 'job', name: NAME } as const;
    const act = (): ActContext => ({ id: ids.id(), body: '', name: 'crossing-event.over', actor, requestId: ids.id() });
    await crossingEvent.endPast(act);
    await crossingSweep.runOpen(actor);
  },
});
