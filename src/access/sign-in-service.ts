import type { AuditStore } from '../audit/audit-store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import { sha256 } from '../platform/sealing.ts';
import type { Transact } from '../platform/transact.ts';
import { LinkSpent } from './access-refusals.ts';
import type { SessionService } from './session-service.ts';
import type { SignInLink, Staff } from './staff.ts';
import type { SignInLinkStore, StaffStore } from './staff-store.ts';

interface Dependencies {
  transact: Transact;
  staff: StaffStore;
  links: SignInLinkStore;
  sessions: SessionService;
  audit: AuditStore;
  clock: Clock;
  ids: Ids;
}

export type SignInService = ReturnType<typeof signInService>;

/** Turns a one-time link into a session. Looking at a link, as previews of messengers do, spends nothing. */
export function signInService({ transact, staff, links, sessions, audit, clock, ids }: Dependencies) {
  const findOwner = async (link: SignInLink | undefined, sessionId?: string): Promise<Staff | undefined> => {
    const isSpent = link?.usedAt !== undefined && link.sessionId !== sessionId;
    if (!link || isSpent || link.expiresAt <= clock()) return undefined;
    const owner = await staff.find(link.staffId);
    return owner?.active ? owner : undefined;
  };
  const record = ({ _id, name }: Staff, requestId: string): Promise<void> =>
    audit.insert({
      _id: ids.id(),
      at: clock(),
      actor: { kind: 'staff', id: _id, name },
      what: 'access.sign-in',
      which: { staffId: _id },
      fields: [],
      requestId,
    });

  return {
    /** The name on a link that still works. Throws LinkSpent. */
    look: async (linkToken: string): Promise<{ name: string }> => {
      const owner = await findOwner(await links.find(sha256(linkToken)));
      if (!owner) throw new LinkSpent();
      return { name: owner.name };
    },

    /** Spends the link; gives the new session's token. Throws LinkSpent. */
    signIn: (linkToken: string, requestId: string): Promise<string> => {
      const [linkId, token] = [sha256(linkToken), ids.token()];
      return transact(`sign-in/${linkId}`, async () => {
        const link = await links.find(linkId);
        const owner = await findOwner(link, sha256(token));
        if (!owner) throw new LinkSpent();
        // Run again after a commit whose answer was lost: it is all there already.
        if (link?.usedAt) return token;
        // Whoever ends this person's access meets this lock, so no session outlives it.
        await staff.lock(owner._id);
        await links.markUsed(linkId, sha256(token), clock());
        await sessions.openSession('staff', owner._id, token);
        await record(owner, requestId);
        return token;
      });
    },
  };
}
