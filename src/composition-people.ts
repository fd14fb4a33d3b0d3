import type { Connection } from 'mongoose';
import { sessionService } from './access/session-service.ts';
import { createSessionStore } from './access/session-store.ts';
import { signInService } from './access/sign-in-service.ts';
import { staffService } from './access/staff-service.ts';
import { createSignInLinkStore, createStaffStore } from './access/staff-store.ts';
import { keeperService } from './case-file/keeper-service.ts';
import type { Core } from './composition-core.ts';
import type { Clock } from './platform/clock.ts';
import type { Ids } from './platform/ids.ts';

interface Dependencies {
  connection: Connection;
  core: Pick<Core, 'perform' | 'transact' | 'stores'>;
  clock: Clock;
  ids: Ids;
  publicUrl: string;
}

/** The people of the desk: how they sign in, and what each of them looks after. */
export function composePeople({ connection, core, clock, ids, publicUrl }: Dependencies) {
  const { perform, transact, stores } = core;
  const staff = createStaffStore(connection);
  const links = createSignInLinkStore(connection);
  const sessionStore = createSessionStore(connection);
  const sessions = sessionService({ sessions: sessionStore, staff, clock, ids });
  return {
    links,
    sessions,
    signIn: signInService({ transact, links, staff, sessions, audit: stores.audit, clock, ids }),
    staff: staffService({ perform, staff, links, sessions: sessionStore, clock, ids, publicUrl }),
    keeper: keeperService({ perform, caseFiles: stores.caseFiles, staff }),
  };
}
