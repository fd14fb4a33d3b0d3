import type { Perform } from '../audit/act-service.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { SessionStore } from './session-store.ts';
import { isLive, type Session } from './session.ts';
import type { SignInLinkStore, StaffStore } from './staff-store.ts';

interface Dependencies {
  perform: Perform;
  staff: StaffStore;
  links: SignInLinkStore;
  sessions: SessionStore;
  clock: Clock;
}

/** Where a member of staff is signed in, and ending that. A link made in a session ends with it. */
export function staffSessions({ perform, staff, links, sessions, clock }: Dependencies) {
  return {
    /** Those that still let her in, the newest first. */
    listSessions: async (staffId: string): Promise<Session[]> => {
      const now = clock();
      return (await sessions.listOfOwner(staffId)).filter(
        (session) => session.kind === 'staff' && isLive(session, now),
      );
    },

    /** Ends one. Throws NotFound, also for a session of somebody else. */
    endSession: (act: ActContext, staffId: string, sessionId: string): Promise<{ sessionId: string }> =>
      perform(act, `staff/${staffId}`, async () => {
        await staff.lock(staffId);
        const session = await sessions.find(sessionId);
        if (session?.kind !== 'staff' || session.ownerId !== staffId) throw new NotFound('session');
        await sessions.remove(sessionId);
        await links.removeMadeIn(staffId, sessionId);
        return { reply: { sessionId }, which: { staffId, sessionId } };
      }),

    /** Signs the person out everywhere; the access stays. */
    endSessions: (act: ActContext, staffId: string): Promise<{ ended: number }> =>
      perform(act, `staff/${staffId}`, async () => {
        await staff.lock(staffId);
        const ended = await sessions.removeOfOwner(staffId);
        await links.removeMadeIn(staffId);
        return { reply: { ended }, which: { staffId } };
      }),
  };
}
