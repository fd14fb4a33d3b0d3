import { sessionService } from './access/session-service.ts';
import { createSessionStore } from './access/session-store.ts';
import { signInService } from './access/sign-in-service.ts';
import { staffService } from './access/staff-service.ts';
import { createSignInLinkStore, createStaffStore } from './access/staff-store.ts';
import { tidyJob } from './audit/tidy-job.ts';
import { keeperService } from './case-file/keeper-service.ts';
import type { Core, CoreDependencies } from './composition-core.ts';
import { createJobClaims } from './platform/job-claim-store.ts';

type Dependencies = Pick<CoreDependencies, 'connection' | 'clock' | 'ids'> & { core: Core; publicUrl: string };

/** The people of the desk, how they come in, and how long what lets them in is kept. */
export function composeAccess({ connection, core, clock, ids, publicUrl }: Dependencies) {
  const { perform, transact, stores } = core;
  const { audit, acts, caseFiles } = stores;
  const people = createStaffStore(connection);
  const links = createSignInLinkStore(connection);
  const sessionStore = createSessionStore(connection);
  const sessions = sessionService({ sessions: sessionStore, staff: people, clock, ids });
  const claims = createJobClaims(connection);
  return {
    sessions,
    claims,
    signIn: signInService({ transact, links, staff: people, sessions, audit, clock, ids }),
    staff: staffService({ perform, staff: people, links, sessions: sessionStore, clock, ids, publicUrl }),
    keeper: keeperService({ perform, caseFiles, staff: people }),
    tidyJob: tidyJob({ acts, sessions, links, claims }),
  };
}
