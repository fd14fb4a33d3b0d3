import type { Job } from '../platform/scheduler.ts';
import type { ErasureService } from './erasure-service.ts';

/** Erases what has been kept for long enough, and once more what a restore brought back. Twice is the same as once. */
export const retentionJob = ({ eraseDue, eraseAgain }: Pick<ErasureService, 'eraseDue' | 'eraseAgain'>): Job => ({
  name: 'retention',
  cron: '47 * * * *',
  run: async (now) => {
    await eraseAgain();
    await eraseDue(now);
  },
});
