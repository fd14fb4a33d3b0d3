import type { Job } from '../platform/scheduler.ts';
import type { Verification } from './chain-store.ts';
import type { Head } from './chain.ts';
import type { VerifyService } from './verify-service.ts';

interface Dependencies {
  verification: VerifyService;
  /** To the log, which lies where whoever changes the database cannot reach: a tail cut later shows against it. */
  sayHead: (head: Head) => void;
  sayBroken: (found: Verification) => void;
}

/** Notes the chain's head each hour, and reads the chain through each night. */
export const chainJobs = ({ verification, sayHead, sayBroken }: Dependencies): Job[] => [
  {
    name: 'audit-head',
    cron: '7 * * * *',
    run: async () => sayHead((await verification.state()).head),
  },
  {
    name: 'audit-verify',
    cron: '41 3 * * *',
    run: async () => {
      const found = await verification.verify();
      if (found.broken || found.strays > 0) sayBroken(found);
    },
  },
];
