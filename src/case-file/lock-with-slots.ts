import type { BookingStore } from '../booking/booking-store.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseFileStore } from './case-file-store.ts';

export interface WithSlots {
  caseFile: CaseFile;
  /** The slots on which she holds or has a place, by their ids. */
  slotOf: Map<string, Slot>;
}

interface Stores {
  bookings: BookingStore;
  slots: SlotStore;
  caseFiles: CaseFileStore;
}

/**
 * Locks her slots, then her case. That she has no others by now needs no second look: whoever gave her one wrote her
 * case file too, and then this act meets a conflict there and runs again on what the other left behind.
 */
export async function lockWithSlots({ bookings, slots, caseFiles }: Stores, caseFileId: string): Promise<WithSlots> {
  const slotIds = [...new Set((await bookings.listLiveOfCase(caseFileId)).map((booking) => booking.slotId))].sort();
  const slotOf = new Map<string, Slot>();
  for (const id of slotIds) slotOf.set(id, await slots.lock(id));
  return { caseFile: await caseFiles.lock(caseFileId), slotOf };
}
