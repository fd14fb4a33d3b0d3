import type { CaseFile } from '../case-file/case-file.ts';
import type { Slot } from '../slot/slot.ts';
import type { Notification } from './notification.ts';

const SOON_MS = 48 * 3_600_000;

type Line = {
  notification: Notification;
  slot?: Pick<Slot, 'from' | 'to'>;
  caseFile?: Pick<CaseFile, 'state'>;
};

/**
 * Whether somebody still has to phone. An escort reads of a new booking in his calendar by himself; he is phoned when it
 * is within 48 hours and his calendar has not come for it since. What lies behind needs telling no more.
 */
export function mustBeTold(
  { notification, slot, caseFile }: Line,
  lastFetches: ReadonlyMap<string, Date>,
  now: Date,
): boolean {
  const { about, audience, escortId, at } = notification;
  // Whoever is booked, or has ended, has been spoken to since.
  if (about === 'proof-recorded') return caseFile === undefined || caseFile.state === 'confirmed';
  if (about !== 'booking-made') return true;
  if (slot && slot.to <= now) return false;
  if (audience !== 'escort') return true;
  const fetchedAt = lastFetches.get(escortId ?? '');
  const isSoon = slot !== undefined && slot.from.getTime() - now.getTime() <= SOON_MS;
  return isSoon && (fetchedAt === undefined || fetchedAt < at);
}
