import type { Notification } from '../notification/notification.ts';
import type { NotificationStore } from '../notification/notification-store.ts';

const MISTAKES = new Set<string>(['case-ended', 'proof-recorded']);

/** What became of the lines of a change that was taken back. */
export interface Unsaid {
  /** She has heard of it, or is on the phone about it just now: she must hear that it was a mistake. */
  sheKnows: boolean;
  /** What escorts were to hear of it and is still true, told or not. */
  forEscorts: Notification[];
}

/** Withdraws what she was to hear of a change that happened at this moment, as far as nobody has told it. */
export async function withdrawMistake(
  notifications: Pick<NotificationStore, 'listOfMoment' | 'withdraw'>,
  caseFileId: string,
  at: Date,
  now: Date,
): Promise<Unsaid> {
  const lines = await notifications.listOfMoment(caseFileId, at);
  const hers = lines.filter(({ about, audience }) => audience === 'traveller' && MISTAKES.has(about));
  await notifications.withdraw(
    hers.map(({ _id }) => _id),
    now,
  );
  return {
    sheKnows: hers.some(({ toldAt, calling }) => toldAt !== undefined || calling !== undefined),
    forEscorts: lines.filter(({ audience, withdrawnAt }) => audience === 'escort' && !withdrawnAt),
  };
}
