import { schedule, type ScheduledTask } from 'node-cron';
import type { Clock } from './clock.ts';
import type { JobClaims } from './job-claim-store.ts';

/** Work that comes again. Run twice it does the same as once. */
export interface Job {
  name: string;
  /** Five cron fields, in UTC. */
  cron: string;
  run(now: Date): Promise<void>;
}

interface Dependencies {
  claims: JobClaims;
  clock: Clock;
  onTrouble: (error: unknown, job: string) => void;
}

export interface Scheduler {
  /** Ends the schedule and waits for what is running. */
  stop(): Promise<void>;
}

/** The only importer of node-cron: of all processes, the one that claims a due time first runs the job. */
export function startScheduler(jobs: readonly Job[], { claims, clock, onTrouble }: Dependencies): Scheduler {
  const running = new Set<Promise<void>>();
  const runDue = async (job: Job, due: Date): Promise<void> => {
    if (!(await claims.claim(job.name, due, clock()))) return;
    await job.run(clock());
    await claims.finish(job.name, due, clock());
  };
  const begin = (job: Job, due: Date): void => {
    const run = runDue(job, due).catch((error: unknown) => onTrouble(error, job.name));
    running.add(run);
    void run.finally(() => running.delete(run));
  };
  const tasks: ScheduledTask[] = jobs.map((job) =>
    schedule(job.cron, ({ date }) => begin(job, date), { name: job.name, timezone: 'Etc/UTC', noOverlap: true }),
  );
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy();
      await Promise.all(running);
    },
  };
}
