import type { NotificationStore } from '../notification/notification-store.ts';
import { OF_A_CROSSING, type Notification, type Tell, type TellAbout } from '../notification/notification.ts';

/** What is said of a place on a slot, and untrue as soon as the place is given, moved or gone. */
const OF_A_PLACE: ReadonlySet<TellAbout> = new Set([
  'booking-made',
  'booking-moved',
  'booking-cancelled',
  'slot-changed',
  'escort-changed',
  'escort-removed',
  ...OF_A_CROSSING,
]);
const OF_ITS_ESCORT: ReadonlySet<TellAbout> = new Set(['escort-changed', 'escort-removed']);
/** What is said to an escort of a slot as a whole. */
const OF_A_SLOT: ReadonlySet<TellAbout> = new Set([...OF_A_PLACE, 'slot-cancelled']);

const idsOf = (lines: readonly Notification[]): string[] => lines.map(({ _id }) => _id);

/**
 * Takes back what nobody has told yet of a family's places on these slots: the caller writes what holds now. Gives the
 * meeting that the traveller last heard of, where those lines know it. Her case file is locked by the caller.
 * What is in `keep` stands: it is true of her wherever she is expected.
 */
export async function withdrawOfPlace(
  notifications: NotificationStore,
  caseFileId: string,
  slotIds: readonly string[],
  now: Date,
  keep: ReadonlySet<TellAbout> = new Set(),
): Promise<Tell['was']> {
  const open = (await notifications.listOpenOfCase(caseFileId)).filter(({ about }) => !keep.has(about));
  const outdated = open.filter(({ about, slotId = '' }) => OF_A_PLACE.has(about) && slotIds.includes(slotId));
  if (outdated.length > 0) await notifications.withdraw(idsOf(outdated), now);
  return outdated.find(({ audience, about }) => audience === 'traveller' && about === 'booking-moved')?.was;
}

/** Whoever is booked has been spoken to since the proof; it is not to be told anew once the place is gone. */
export async function withdrawProof(notifications: NotificationStore, caseFileId: string, now: Date): Promise<void> {
  const open = await notifications.listOpenOfCase(caseFileId);
  const outdated = open.filter(({ about }) => about === 'proof-recorded');
  if (outdated.length > 0) await notifications.withdraw(idsOf(outdated), now);
}

/**
 * Takes back what nobody has told yet of a slot that changes hands or is cancelled: to these escorts all of it, to the
 * families who meets them. The slot is locked by the caller, who writes what holds now.
 */
export async function withdrawOfSlot(
  notifications: NotificationStore,
  { slotId, escortIds }: { slotId: string; escortIds: readonly string[] },
  now: Date,
): Promise<void> {
  const outdated = (await notifications.listOpenOfSlot(slotId)).filter(({ audience, about, escortId = '' }) =>
    audience === 'traveller' ? OF_ITS_ESCORT.has(about) : escortIds.includes(escortId) && OF_A_SLOT.has(about),
  );
  if (outdated.length > 0) await notifications.withdraw(idsOf(outdated), now);
}
