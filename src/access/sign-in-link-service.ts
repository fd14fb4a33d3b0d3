import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import type { StaffCaller } from '../platform/endpoint.ts';
import type { Ids } from '../platform/ids.ts';
import { sha256 } from '../platform/sealing.ts';
import { OwnLinkOver, SignInNeeded } from './access-refusals.ts';
import type { SessionStore } from './session-store.ts';
import { SIGN_IN_LINK_MS } from './staff.ts';
import type { SignInLinkStore, StaffStore } from './staff-store.ts';

export interface LinkDependencies {
  perform: Perform;
  staff: StaffStore;
  links: SignInLinkStore;
  sessions: SessionStore;
  clock: Clock;
  ids: Ids;
  /** Links are made from it, never from a Host header. */
  publicUrl: string;
}

export const invitedSchema = z.strictObject({
  staffId: z.string(),
  /** Lets one person in, once. Shown to nobody but who asked for it. */
  link: z.string(),
  /** ISO 8601, UTC. */
  expiresAt: z.iso.datetime(),
});
export type Invited = z.infer<typeof invitedSchema>;

/** Inside an act that has locked the person: the one link that lets her in; those given before end. */
export const linkGiving =
  ({ links, ids, publicUrl }: Pick<LinkDependencies, 'links' | 'ids' | 'publicUrl'>) =>
  async (staffId: string, now: Date, madeIn?: string): Promise<Invited> => {
    await links.removeOfStaff(staffId);
    const token = ids.token();
    const expiresAt = new Date(now.getTime() + SIGN_IN_LINK_MS);
    await links.insert({ _id: sha256(token), staffId, madeAt: now, expiresAt, ...(madeIn ? { madeIn } : {}) });
    return { staffId, link: `${publicUrl}/sign-in/${token}`, expiresAt: expiresAt.toISOString() };
  };

/** A link that somebody who is signed in makes for herself, for another device. */
export function ownLinks(dependencies: LinkDependencies) {
  const { perform, staff, sessions, links, clock } = dependencies;
  const giveLink = linkGiving(dependencies);

  const isOpen = async ({ link }: Invited): Promise<boolean> => {
    const kept = await links.find(sha256(link.split('/').at(-1) ?? ''));
    return kept !== undefined && !kept.usedAt && kept.expiresAt > clock();
  };

  return {
    /** One at a time. Throws OwnLinkOver where the same act was done before and its link opens nothing any more. */
    makeOwnLink: async (
      act: ActContext,
      { id, sessionId }: Pick<StaffCaller, 'id' | 'sessionId'>,
    ): Promise<Invited> => {
      const made = await perform(act, `staff/${id}`, async (now) => {
        const person = await staff.lock(id);
        const session = await sessions.find(sessionId);
        // Whoever ends this session or access meets the lock above: a link made too late would outlive it.
        if (!person.active || session?.ownerId !== id) throw new SignInNeeded();
        return { reply: await giveLink(id, now, sessionId), which: { staffId: id }, fields: ['link'] };
      });
      if (!(await isOpen(made))) throw new OwnLinkOver();
      return made;
    },
  };
}
