import type { RecordReading } from '../audit/record-reading-service.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { openPersonal } from '../case-file/personal.ts';
import { openPhone } from '../escort/escort-phone.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { checkFree, checkInHand, pickOpen } from './calling.ts';
import { loadLines, type LineSources } from './load-lines.ts';
import { idsOf, isOpen, type Notification } from './notification.ts';
import type { NotificationStore } from './notification-store.ts';
import { lockPerson, type LockedPerson, type onLineOf } from './on-line.ts';
import type { Person } from './person.ts';

/** How a person is reached; what is not known is absent. */
interface Reached {
  language: string;
  phone?: string;
  email?: string;
}

/** Somebody has taken a call: with whom, and the ids of the lines that it is about. */
interface CallTaken {
  person: Person;
  lineIds: string[];
}

/** The same, with how the person is reached. */
export type TakenCall = CallTaken & Reached;

export interface CallDependencies extends LineSources {
  onLine: ReturnType<typeof onLineOf>;
  notifications: NotificationStore;
  escorts: Parameters<typeof lockPerson>[0]['escorts'];
  recordReading: RecordReading;
  keys: KeyRing;
  clock: Clock;
}

/** Who is on the phone with whom, so that nobody is called by two. What owns it is the person's own document. */
export function callService(dependencies: CallDependencies) {
  return { ...taking(dependencies), ...puttingDown(dependencies) };
}

const inHandOf = (lines: readonly Notification[], by: string): Notification[] =>
  lines.filter(({ calling }) => calling?.by === by);

function taking(dependencies: CallDependencies) {
  const { onLine, notifications } = dependencies;
  const take = (act: ActContext, id: string): Promise<CallTaken> =>
    onLine(
      act,
      [id],
      (person) => lockPerson(dependencies, person),
      async ({ person, lines, by }, now) => {
        pickOpen(lines, [id]);
        checkFree(lines, by, now);
        const due = await loadLines(dependencies, lines.filter(isOpen), now);
        const touched = [...new Set([id, ...due.map(({ notification }) => notification._id)])];
        await notifications.setCalling(idsOf(inHandOf(lines, by)), null);
        await notifications.setCalling(touched, { by, at: now });
        return { reply: { person, lineIds: touched }, touched, fields: ['calling'] };
      },
    );
  return {
    /**
     * Takes all that is to be told to the person of this line, and reads the number. Taking one's own call again gives
     * it anew. Throws SomebodyIsCalling, AlreadyTold, NoLongerTrue, CallOver, NotFound.
     */
    call: async (act: ActContext, id: string): Promise<TakenCall> => {
      const taken = await take(act, id);
      return { ...taken, ...(await readNumber(dependencies, act, { ...taken, id })) };
    },
  };
}

/** Never a part of the kept reply: a form sent again shows the number of now, and none once the call is over. */
async function readNumber(
  dependencies: CallDependencies,
  act: ActContext,
  { person, id }: { person: Person; id: string },
): Promise<Reached> {
  const { notifications, recordReading, clock } = dependencies;
  checkInHand(await notifications.listOfPerson(person), actorName(act.actor), clock());
  const reached = await reach(dependencies, person);
  const { kind: _kind, ...whose } = person;
  const fields = ['phone', ...(reached.email === undefined ? [] : ['email'])];
  await recordReading(act, 'notification.read-number', { ...whose, notificationId: id }, fields);
  return reached;
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

async function reach({ caseFiles, escorts, keys }: CallDependencies, person: Person): Promise<Reached> {
  if (person.kind === 'escort') {
    const escort = await escorts.get(person.escortId);
    return { language: escort.language, phone: openPhone(keys, escort) };
  }
  const { _id, language, sealed } = await caseFiles.get(person.caseFileId);
  const { phone, email } = openPersonal(await keys.findSealer(_id), sealed);
  return { language, ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }) };
}
