import type { Done, Perform } from '../audit/act-service.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { Escort } from '../escort/escort.ts';
import type { EscortStore } from '../escort/escort-store.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Notification } from './notification.ts';
import type { NotificationStore } from './notification-store.ts';
import { personOf, turnOf, type Person } from './person.ts';

export type LockedPerson = { caseFile: CaseFile } | { escort: Escort };

interface Stores {
  notifications: NotificationStore;
  caseFiles: CaseFileStore;
  escorts: EscortStore;
}

export interface OnLine<L> {
  person: Person;
  locked: L;
  /** All that this person is still to hear, and the lines asked for as they now stand. */
  lines: Notification[];
  /** The name of whoever acts. */
  by: string;
}

/** Takes the person for this transaction: the document that owns who calls and who has told. Throws NotFound. */
export const lockPerson = async (
  { caseFiles, escorts }: Pick<Stores, 'caseFiles' | 'escorts'>,
  person: Person,
): Promise<LockedPerson> =>
  person.kind === 'traveller'
    ? { caseFile: await caseFiles.lock(person.caseFileId) }
    : { escort: await escorts.lock(person.escortId) };

/** One act on lines of one person, under that person's lock. A line of somebody else among them is NotFound. */
export function onLineOf({ perform, ...stores }: Stores & { perform: Perform }) {
  const { notifications } = stores;
  return async <T, L>(
    act: ActContext,
    idList: readonly [string, ...string[]],
    lock: (person: Person, asked: readonly Notification[]) => Promise<L>,
    fn: (line: OnLine<L>, now: Date) => Promise<Pick<Done<T>, 'reply' | 'fields'> & { touched: readonly string[] }>,
  ): Promise<T> => {
    // Whom a line is for never changes, so this may be read before the lock.
    const asked = await notifications.findMany(idList);
    const first = asked.find(({ _id }) => _id === idList[0]);
    if (!first) throw new NotFound('line');
    const person = personOf(first);
    const { kind, ...whose } = person;
    return perform(act, turnOf(person), async (now) => {
      const locked = await lock(person, asked);
      const open = await notifications.listOfPerson(person);
      const others = (await notifications.findMany(idList)).filter(({ _id }) => !open.some((line) => line._id === _id));
      const lines = [...open, ...others].filter((line) => turnOf(personOf(line)) === turnOf(person));
      const by = actorName(act.actor);
      const { touched, ...done } = await fn({ person, locked, lines, by }, now);
      const notificationIds = touched.length > 1 ? touched.join(' ') : undefined;
      return { ...done, which: { ...whose, notificationId: first._id, notificationIds } };
    });
  };
}
