import type { Notification, Tell } from '../notification/notification.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { LastChange } from './case-file.ts';

const MISTAKES = new Set<string>(['case-ended', 'proof-recorded']);

/** What became of the lines of a change that was taken back. */
export interface Unsaid {
  /** She has heard of it, or is on the phone about it just now: she must hear that it was a mistake. */
  sheKnows: boolean;
  /** What escorts were to hear of it and is still true, told or not. */
  forEscorts: Notification[];
}

type Lines = Pick<NotificationStore, 'listOfMoment' | 'withdraw' | 'tell'>;

/**
 * Withdraws what she was to hear of a change that is undone, as far as nobody has told it; what she heard she must hear
 * was a mistake. A meeting that it gave up is gone all the same, and she hears of that in any case.
 */
export async function withdrawMistake(
  notifications: Lines,
  caseFileId: string,
  { at, released }: Pick<LastChange, 'at' | 'released'>,
  now: Date,
): Promise<Unsaid> {
  const lines = await notifications.listOfMoment(caseFileId, at);
  const hers = lines.filter(({ about, audience }) => audience === 'traveller' && MISTAKES.has(about));
  await notifications.withdraw(
    hers.map(({ _id }) => _id),
    now,
  );
  const sheKnows = hers.some(({ toldAt, calling }) => toldAt !== undefined || calling !== undefined);
  const whom = { audience: 'traveller' as const, caseFileId };
  await notifications.tell(now, [
    ...(sheKnows ? [{ ...whom, about: 'taken-back' as const }] : []),
    ...released.flatMap(({ slotId, was }): Tell[] =>
      was ? [{ ...whom, about: 'booking-cancelled', slotId, was }] : [],
    ),
  ]);
  return { sheKnows, forEscorts: lines.filter(({ audience, withdrawnAt }) => audience === 'escort' && !withdrawnAt) };
}
