import type { ActContext } from '../platform/act-context.ts';
import { openPersonal } from '../case-file/personal.ts';
import { openPhone } from '../escort/escort-phone.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { checkFree, isOpen, pickOpen } from './calling.ts';
import { loadLines, type LineSources } from './load-lines.ts';
import type { Notification } from './notification.ts';
import type { NotificationStore } from './notification-store.ts';
import { lockPerson, type LockedPerson, type onLineOf } from './on-line.ts';
import type { Person } from './person.ts';

/** How a person is reached; what is not known is absent. */
interface Reached {
  language: string;
  phone?: string;
  email?: string;
}

/** Somebody has taken a call: how the person is reached, and the ids of the lines that it is about. */
export interface TakenCall extends Reached {
  person: Person;
  lineIds: string[];
}

export interface CallDependencies extends LineSources {
  onLine: ReturnType<typeof onLineOf>;
  notifications: NotificationStore;
  escorts: Parameters<typeof lockPerson>[0]['escorts'];
  keys: KeyRing;
}

/** Who is on the phone with whom, so that nobody is called by two. What owns it is the person's own document. */
export function callService(dependencies: CallDependencies) {
  return { ...taking(dependencies), ...puttingDown(dependencies) };
}

const idsOf = (lines: readonly Notification[]): string[] => lines.map(({ _id }) => _id);
const inHandOf = (lines: readonly Notification[], by: string): Notification[] =>
  lines.filter(({ calling }) => calling?.by === by);

function taking(dependencies: CallDependencies) {
  const { onLine, notifications, keys } = dependencies;
  return {
    /**
     * Takes all that is to be told to the person of this line, and reads the number. Taking one's own call again gives
     * it anew. Throws SomebodyIsCalling, AlreadyTold, NoLongerTrue, NotFound.
     */
    call: (act: ActContext, id: string): Promise<TakenCall> =>
      onLine(
        act,
        [id],
        (person) => lockPerson(dependencies, person),
        async ({ person, locked, lines, by }, now) => {
          pickOpen(lines, [id]);
          checkFree(lines, by, now);
          const due = await loadLines(dependencies, lines.filter(isOpen), now);
          const touched = [...new Set([id, ...due.map(({ notification }) => notification._id)])];
          await notifications.setCalling(idsOf(inHandOf(lines, by)), null);
          await notifications.setCalling(touched, { by, at: now });
          const reached = await reach(keys, locked);
          const fields = ['phone', ...(reached.email === undefined ? [] : ['email'])];
          return { reply: { person, ...reached, lineIds: touched }, touched, fields };
        },
      ),
  };
}

function puttingDown(dependencies: CallDependencies) {
  const { onLine, notifications } = dependencies;
  const lock = (person: Person): Promise<LockedPerson> => lockPerson(dependencies, person);
  return {
    /** Nobody answered: each line of the call keeps the time and who tried, and is free for others. */
    markTried: (act: ActContext, id: string): Promise<{ lineIds: string[] }> =>
      onLine(act, [id], lock, async ({ lines, by }, now) => {
        checkFree(lines, by, now);
        const inHand = inHandOf(lines, by);
        const open = inHand.filter(isOpen);
        const touched = idsOf(open.length > 0 ? open : pickOpen(lines, [id]));
        await notifications.setCalling(idsOf(inHand), null);
        await notifications.addTry(touched, { by, at: now });
        return { reply: { lineIds: touched }, touched, fields: ['tries'] };
      }),

    /** Puts one's own call down with nothing said; what somebody else has in hand stays there. */
    leave: (act: ActContext, id: string): Promise<{ lineIds: string[] }> =>
      onLine(act, [id], lock, async ({ lines, by }) => {
        const touched = idsOf(inHandOf(lines, by));
        await notifications.setCalling(touched, null);
        return { reply: { lineIds: touched }, touched, fields: ['calling'] };
      }),
  };
}

async function reach(keys: KeyRing, locked: LockedPerson): Promise<Reached> {
  if ('escort' in locked) return { language: locked.escort.language, phone: openPhone(keys, locked.escort) };
  const { _id, language, sealed } = locked.caseFile;
  const { phone, email } = openPersonal(await keys.findSealer(_id), sealed);
  return { language, ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }) };
}
