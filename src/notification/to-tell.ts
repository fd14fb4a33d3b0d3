import type { CaseState } from '../case-file/case-state.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { isUnderWay } from '../case-file/case-state.ts';
import type { Slot } from '../slot/slot.ts';
import type { CallInHand } from './calling.ts';
import { OF_A_CROSSING, type Notification } from './notification.ts';

/** One line of To tell: the notice with the slot and the case file as they now stand. */
export interface ToTell {
  notification: Notification;
  slot?: Slot;
  caseFile?: CaseFile;
  /** Whoever is on the phone with this person just now, about whichever line. */
  call?: CallInHand;
}

const HOUR_MS = 3_600_000;
const SOON_MS = 48 * HOUR_MS;
/** A calendar that has not come for so long may not come again before it matters. */
const SILENT_MS = 24 * HOUR_MS;

/** She is where her way leads: of the way nothing is left to tell her. */
const ARRIVED: ReadonlySet<CaseState> = new Set(['handed-over', 'closed']);

type Line = {
  notification: Notification;
  slot?: Pick<Slot, 'from' | 'to' | 'accompaniedUntil'>;
  caseFile?: Pick<CaseFile, 'state'>;
};

/** Whether somebody still has to phone. What lies behind needs telling no more. */
export function mustBeTold(
  { notification, slot, caseFile }: Line,
  lastFetches: ReadonlyMap<string, Date>,
  now: Date,
): boolean {
  const { about, audience, escortId, at } = notification;
  if (audience === 'traveller' && caseFile && ARRIVED.has(caseFile.state)) return false;
  // Whoever is booked, or has ended, has been spoken to since.
  if (about === 'proof-recorded') return caseFile === undefined || caseFile.state === 'confirmed';
  if (OF_A_CROSSING.has(about)) return isOnTheWay(slot, caseFile, now);
  if (about !== 'booking-made') return true;
  if (slot && slot.to <= now) return false;
  if (audience !== 'escort') return true;
  const isSoon = slot !== undefined && slot.from.getTime() - now.getTime() <= SOON_MS;
  return isSoon || !readsItHimself(lastFetches.get(escortId ?? ''), at, now);
}

/** Whoever has arrived or ended goes over no border any more; nor does an escort whose meeting lies behind. */
function isOnTheWay(slot: Line['slot'], caseFile: Line['caseFile'], now: Date): boolean {
  if (caseFile && isUnderWay(caseFile.state)) return true;
  if (slot && slot.accompaniedUntil <= now) return false;
  return caseFile === undefined || caseFile.state === 'confirmed' || caseFile.state === 'booked';
}

/**
 * An escort reads of a new booking in his calendar: it has come for it, or it comes daily and will. Within 48 hours of
 * the meeting that is not enough: then somebody hears from him that he knows.
 */
const readsItHimself = (fetchedAt: Date | undefined, since: Date, now: Date): boolean =>
  fetchedAt !== undefined && (fetchedAt >= since || now.getTime() - fetchedAt.getTime() <= SILENT_MS);

type Sorted = Pick<ToTell, 'notification' | 'slot'>;

const rankOf = ({ notification: { about } }: Sorted): number => (OF_A_CROSSING.has(about) ? 0 : 1);

const meetingOf = ({ slot, notification }: Sorted): number =>
  (notification.was?.from ?? slot?.from)?.getTime() ?? Number.MAX_SAFE_INTEGER;

/**
 * A border that has changed comes first: somebody may be standing at it. Then the nearer of old and new meeting decides:
 * who waits for the old one must hear first.
 */
export const byUrgency = (one: Sorted, other: Sorted): number =>
  rankOf(one) - rankOf(other) ||
  meetingOf(one) - meetingOf(other) ||
  one.notification.at.getTime() - other.notification.at.getTime();
