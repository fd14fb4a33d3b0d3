import type { Perform } from '../audit/act-service.ts';
import type { ActContext } from '../platform/act-context.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import { sha256 } from '../platform/sealing.ts';
import { LastAdministrator } from './access-refusals.ts';
import type { SessionStore } from './session-store.ts';
import { SIGN_IN_LINK_MS, toNameKey, type Invite, type Staff } from './staff.ts';
import type { SignInLinkStore, StaffStore } from './staff-store.ts';

interface Dependencies {
  perform: Perform;
  staff: StaffStore;
  links: SignInLinkStore;
  sessions: SessionStore;
  ids: Ids;
  /** Links are made from it, never from a Host header. */
  publicUrl: string;
}

export interface Invited {
  staffId: string;
  /** Lets one person in, once. Shown to nobody but who asked for it. */
  link: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

export type StaffService = ReturnType<typeof staffService>;

/** The turn of all acts that may take an administrator away: two such acts never pass each other. */
const ADMINISTRATORS = 'administrators';

/** What inviting and ending write, inside their acts. */
function staffWriting({ staff, links, sessions, ids }: Pick<Dependencies, 'staff' | 'links' | 'sessions' | 'ids'>) {
  /** Throws LastAdministrator when nobody would be left who can let others in. */
  const checkAnotherThan = async (person: Staff): Promise<void> => {
    const administrators = await staff.lockAdministrators();
    if (administrators.length === 1 && administrators[0]?._id === person._id) throw new LastAdministrator();
  };
  const enter = async ({ name, role }: Invite, now: Date): Promise<string> => {
    const nameKey = toNameKey(name);
    const known = await staff.findActive(nameKey);
    if (known) {
      const person = await staff.lock(known._id);
      if (person.role !== role) {
        await checkAnotherThan(person);
        await staff.setRole(person._id, role);
      }
      return person._id;
    }
    const staffId = ids.id();
    await staff.insert({ _id: staffId, rev: 0, name, nameKey, role, since: now, active: true });
    return staffId;
  };
  const end = async (person: Staff, now: Date): Promise<void> => {
    await checkAnotherThan(person);
    await staff.end(person._id, now);
    await links.removeOfStaff(person._id);
    await sessions.removeOfOwner(person._id);
  };
  return { enter, end };
}

/** Who works at the desk. */
export function staffService(dependencies: Dependencies) {
  const { perform, staff, links, sessions, ids, publicUrl } = dependencies;
  const { enter, end } = staffWriting(dependencies);

  return {
    list: (): Promise<Staff[]> => staff.list(),

    /** Gives this person a role and a fresh sign-in link; links given before end. */
    invite: (act: ActContext, input: Invite): Promise<Invited> =>
      perform(act, ADMINISTRATORS, async (now) => {
        const staffId = await enter(input, now);
        await links.removeOfStaff(staffId);
        const token = ids.token();
        const expiresAt = new Date(now.getTime() + SIGN_IN_LINK_MS);
        await links.insert({ _id: sha256(token), staffId, madeAt: now, expiresAt });
        const reply = { staffId, link: `${publicUrl}/sign-in/${token}`, expiresAt: expiresAt.toISOString() };
        return { reply, which: { staffId }, fields: ['name', 'role'] };
      }),

    /** Ends the access and every session at once. */
    end: (act: ActContext, staffId: string): Promise<{ staffId: string }> =>
      perform(act, ADMINISTRATORS, async (now) => {
        await end(await staff.lock(staffId), now);
        return { reply: { staffId }, which: { staffId }, fields: ['active'] };
      }),

    /** The same by name, for whoever types it at the server. */
    endByName: (act: ActContext, name: string): Promise<{ staffId: string }> =>
      perform(act, ADMINISTRATORS, async (now) => {
        const known = await staff.findActive(toNameKey(name));
        if (!known) throw new NotFound('member of staff');
        await end(await staff.lock(known._id), now);
        return { reply: { staffId: known._id }, which: { staffId: known._id }, fields: ['active'] };
      }),

    /** Signs the person out everywhere; the access stays. */
    endSessions: (act: ActContext, staffId: string): Promise<{ ended: number }> =>
      perform(act, `staff/${staffId}`, async () => {
        await staff.lock(staffId);
        const ended = await sessions.removeOfOwner(staffId);
        return { reply: { ended }, which: { staffId } };
      }),
  };
}
