import { idsOf, type Notification, type Tell } from '../notification/notification.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { LastChange } from './case-file.ts';
import { isEnding } from './case-state.ts';

const MISTAKES = new Set<string>(['case-ended', 'proof-recorded']);

/** What became of the lines of a change that was taken back. */
export interface Unsaid {
  /** She has heard of it, or is on the phone about it just now: she must hear that it was a mistake. */
  sheKnows: boolean;
  /** What escorts were to hear of it and is still true, told or not. */
  forEscorts: Notification[];
}

type Lines = Pick<
  NotificationStore,
  'listOfMoment' | 'listOfEvents' | 'listWithdrawnAt' | 'withdraw' | 'restore' | 'tell'
>;
type Undone = Pick<LastChange, 'to' | 'at' | 'released'>;

/** A journey that ended leaves her one thing to hear: that it has. What else was open goes, to be restored if that was a mistake. */
export async function withdrawHers(
  notifications: Pick<NotificationStore, 'listOpenOfCase' | 'withdraw'>,
  caseFileId: string,
  now: Date,
): Promise<void> {
  const open = await notifications.listOpenOfCase(caseFileId);
  await notifications.withdraw(idsOf(open.filter(({ audience }) => audience === 'traveller')), now);
}

/**
 * Withdraws what she was to hear of a change that is undone, as far as nobody has told it; what she heard she must hear
 * was a mistake. A meeting that it gave up is gone all the same, and she hears of that in any case.
 */
export async function withdrawMistake(
  notifications: Lines,
  caseFileId: string,
  undone: Undone,
  now: Date,
): Promise<Unsaid> {
  const { at, released } = undone;
  const unheard = isEnding(undone.to) ? await listUnheard(notifications, caseFileId, undone) : [];
  const lines = await notifications.listOfMoment(caseFileId, at);
  const hers = lines.filter(({ about, audience }) => audience === 'traveller' && MISTAKES.has(about));
  await notifications.withdraw(idsOf(hers), now);
  const sheKnows = hers.some(({ toldAt, calling }) => toldAt !== undefined || calling !== undefined);
  await notifications.restore(idsOf(unheard.filter(({ about }) => about !== 'taken-back' || !sheKnows)));
  const whom = { audience: 'traveller' as const, caseFileId };
  await notifications.tell(now, [
    ...(sheKnows ? [{ ...whom, about: 'taken-back' as const }] : []),
    ...released.flatMap(({ slotId, was }): Tell[] =>
      was ? [{ ...whom, about: 'booking-cancelled', slotId, was }] : [],
    ),
  ]);
  return { sheKnows, forEscorts: lines.filter(({ audience, withdrawnAt }) => audience === 'escort' && !withdrawnAt) };
}

/**
 * What the ending took back although it was true and is still: not of places that it gave up, except her word, and of a
 * crossing only where nothing newer was said.
 */
async function listUnheard(
  notifications: Lines,
  caseFileId: string,
  { at, released }: Undone,
): Promise<Notification[]> {
  const gone = new Set(released.map(({ slotId }) => slotId));
  const lines = (await notifications.listWithdrawnAt(caseFileId, at)).filter(
    ({ about, slotId = '' }) => about === 'word-changed' || !gone.has(slotId),
  );
  const ofEvents = await notifications.listOfEvents(
    lines.flatMap(({ eventId }) => eventId ?? []),
    [caseFileId],
    [],
  );
  const newest = new Map(ofEvents.map(({ eventId, _id }) => [eventId, _id]));
  return lines.filter(({ _id, eventId }) => eventId === undefined || newest.get(eventId) === _id);
}
