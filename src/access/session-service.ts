import type { Caller } from '../platform/endpoint.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import { sha256 } from '../platform/sealing.ts';
import { isLive, isUseWorthWriting, LIFETIMES, type Session, type SessionKind } from './session.ts';
import type { SessionStore } from './session-store.ts';
import type { StaffStore } from './staff-store.ts';

interface Dependencies {
  sessions: SessionStore;
  staff: StaffStore;
  clock: Clock;
  ids: Ids;
}

export type SessionService = ReturnType<typeof sessionService>;

/** Who a browser is, by the token in its cookie. Asked anew at every request, so that an ended access ends at once. */
export function sessionService({ sessions, staff, clock, ids }: Dependencies) {
  const findLive = async (kind: SessionKind, token: string | undefined): Promise<Session | undefined> => {
    if (token === undefined || token.length > 100) return undefined;
    const session = await sessions.find(sha256(token));
    const now = clock();
    if (!session || session.kind !== kind || !isLive(session, now)) return undefined;
    if (isUseWorthWriting(session, now)) await sessions.markUsed(session._id, now);
    return session;
  };

  return {
    /** Lets a browser in; gives the token for its cookie. */
    openSession: async (kind: SessionKind, ownerId: string, token = ids.token()): Promise<string> => {
      const now = clock();
      await sessions.insert({ _id: sha256(token), kind, ownerId, openedAt: now, usedAt: now });
      return token;
    },
    findStaff: async (token: string | undefined): Promise<Caller> => {
      const session = await findLive('staff', token);
      const person = session && (await staff.find(session.ownerId));
      if (!session || !person?.active) return { kind: 'nobody' };
      return { kind: 'staff', id: person._id, name: person.name, role: person.role, sessionId: session._id };
    },
    findTraveller: async (token: string | undefined): Promise<Caller> => {
      const session = await findLive('traveller', token);
      return session ? { kind: 'traveller', caseFileId: session.ownerId, sessionId: session._id } : { kind: 'nobody' };
    },
    endSession: (sessionId: string): Promise<void> => sessions.remove(sessionId),
    /** Ends every session of a member of staff, or of a case file's traveller; inside an act. */
    endSessionsOf: (ownerId: string): Promise<number> => sessions.removeOfOwner(ownerId),
    /** Removes what nobody can use any more. */
    tidy: (now: Date): Promise<number> =>
      sessions.removeUsedBetween(new Date(0), new Date(now.getTime() - LIFETIMES.traveller.idleMs)),
  };
}
