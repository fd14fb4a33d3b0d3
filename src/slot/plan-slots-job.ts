import type { Job } from '../platform/scheduler.ts';
import type { SeriesService } from './series-service.ts';

/** Keeps four weeks of slots planned ahead. Also run once at every start. */
export const planSlotsJob = (series: SeriesService): Job => ({
  name: 'plan-slots',
  cron: '7 * * * *',
  run: async () => {
    await series.planAll();
  },
});
