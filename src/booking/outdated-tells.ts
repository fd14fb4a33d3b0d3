import type { NotificationStore } from '../notification/notification-store.ts';
import { idsOf, OF_A_CROSSING, type Notification, type TellAbout } from '../notification/notification.ts';

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

const isOfPlace =
  (slotIds: readonly string[]) =>
  ({ about, slotId = '' }: Notification): boolean =>
    OF_A_PLACE.has(about) && slotIds.includes(slotId);

async function withdrawOf(
  notifications: NotificationStore,
  caseFileId: string,
  isOutdated: (line: Notification) => boolean,
  now: Date,
): Promise<Notification[]> {
  const outdated = (await notifications.listOpenOfCase(caseFileId)).filter(isOutdated);
  await notifications.withdraw(idsOf(outdated), now);
  return outdated;
}

/**
 * Takes back what nobody has told yet of a family's places on these slots, and gives it: the caller writes what holds
 * now. Her case file is locked by the caller.
 * What is in `keep` stands: it is true of her wherever she is expected.
 */
export async function withdrawOfPlace(
  notifications: NotificationStore,
  caseFileId: string,
  slotIds: readonly string[],
  now: Date,
  keep: ReadonlySet<TellAbout> = new Set(),
): Promise<Notification[]> {
  const isOurs = isOfPlace(slotIds);
  return withdrawOf(notifications, caseFileId, (line) => !keep.has(line.about) && isOurs(line), now);
}

/** Takes back what nobody has told yet of borders on her former path to this slot. */
export async function withdrawOfCrossings(
  notifications: NotificationStore,
  caseFileId: string,
  slotId: string,
  now: Date,
): Promise<void> {
  await withdrawOf(notifications, caseFileId, (line) => OF_A_CROSSING.has(line.about) && line.slotId === slotId, now);
}

/**
 * Takes back what nobody has told yet and a booking on this slot makes untrue. The proof too: whoever is booked has been
 * spoken to since, and it is not to be told anew once the place is gone.
 */
export async function withdrawBeforeBooking(
  notifications: NotificationStore,
  caseFileId: string,
  slotId: string,
  now: Date,
): Promise<void> {
  const isOurs = isOfPlace([slotId]);
  await withdrawOf(notifications, caseFileId, (line) => line.about === 'proof-recorded' || isOurs(line), now);
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
  await notifications.withdraw(idsOf(outdated), now);
}
