import { actorName, type ActContext } from '../platform/act-context.ts';
import { NotFound } from '../platform/domain-error.ts';
import { AccessOver, LastAdministrator } from './access-refusals.ts';
import { linkGiving, ownLinks, type Invited, type LinkDependencies } from './sign-in-link-service.ts';
import { staffSessions } from './staff-session-service.ts';
import { toNameKey, type Invite, type Staff } from './staff.ts';

export type StaffService = ReturnType<typeof staffService>;

/** The turn of all acts that may take an administrator away: two such acts never pass each other. */
const ADMINISTRATORS = 'administrators';

/** What inviting, ending and changing a role write, inside their acts. */
function staffWriting({ staff, links, sessions, ids }: LinkDependencies) {
  /** Throws LastAdministrator when nobody would be left who can let others in. */
  const checkAnotherThan = async (person: Staff): Promise<void> => {
    const administrators = await staff.lockAdministrators();
    if (administrators.length === 1 && administrators[0]?._id === person._id) throw new LastAdministrator();
  };
  const setRole = async (person: Staff, role: Staff['role']): Promise<void> => {
    if (person.role === role) return;
    await checkAnotherThan(person);
    await staff.setRole(person._id, role);
  };
  const enter = async ({ name, role }: Invite, invitedBy: string, now: Date): Promise<string> => {
    const nameKey = toNameKey(name);
    const known = await staff.findActive(nameKey);
    if (known) {
      await setRole(await staff.lock(known._id), role);
      return known._id;
    }
    const staffId = ids.id();
    await staff.insert({ _id: staffId, rev: 0, name, nameKey, role, since: now, invitedBy, active: true });
    return staffId;
  };
  const end = async (person: Staff, now: Date): Promise<void> => {
    await checkAnotherThan(person);
    await staff.end(person._id, now);
    await links.removeOfStaff(person._id);
    await sessions.removeOfOwner(person._id);
  };
  return { enter, setRole, end };
}

/** Who works at the desk. */
export function staffService(dependencies: LinkDependencies) {
  const { staff } = dependencies;
  return {
    list: (): Promise<Staff[]> => staff.list(),
    /** Throws NotFound. */
    get: async (staffId: string): Promise<Staff> => {
      const person = await staff.find(staffId);
      if (!person) throw new NotFound('member of staff');
      return person;
    },
    ...admitting(dependencies),
    ...ending(dependencies),
    ...staffSessions(dependencies),
    ...ownLinks(dependencies),
  };
}

function admitting(dependencies: LinkDependencies) {
  const { perform, staff } = dependencies;
  const { enter, setRole } = staffWriting(dependencies);
  const giveLink = linkGiving(dependencies);
  return {
    /** Gives this person a role and a fresh sign-in link; links given before end. */
    invite: (act: ActContext, input: Invite): Promise<Invited> =>
      perform(act, ADMINISTRATORS, async (now) => {
        const staffId = await enter(input, actorName(act.actor), now);
        return { reply: await giveLink(staffId, now), which: { staffId }, fields: ['name', 'role'] };
      }),

    /** Sessions read the role at each request, so it holds from the next one on. Throws LastAdministrator, AccessOver. */
    changeRole: (act: ActContext, staffId: string, role: Staff['role']): Promise<{ staffId: string }> =>
      perform(act, ADMINISTRATORS, async () => {
        const person = await staff.lock(staffId);
        if (!person.active) throw new AccessOver();
        await setRole(person, role);
        return { reply: { staffId }, which: { staffId }, fields: ['role'] };
      }),
  };
}

function ending(dependencies: LinkDependencies) {
  const { perform, staff } = dependencies;
  const { end } = staffWriting(dependencies);
  return {
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
  };
}
