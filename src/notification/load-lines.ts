import type { CaseFileStore } from '../case-file/case-file-store.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { Notification } from './notification.ts';
import { mustBeTold, type ToTell } from './to-tell.ts';

export interface LineSources {
  slots: SlotStore;
  caseFiles: CaseFileStore;
  /** When each escort's calendar last came for news; those that never did are absent. */
  lastFetches(escortIds: readonly string[]): Promise<Map<string, Date>>;
}

/** Of these notices the ones that somebody still has to tell, each with its slot and its case file. */
export async function loadLines(sources: LineSources, open: readonly Notification[], now: Date): Promise<ToTell[]> {
  const { slots, caseFiles } = sources;
  const idsOf = (key: 'slotId' | 'caseFileId' | 'escortId'): string[] => [
    ...new Set(open.flatMap((notification) => notification[key] ?? [])),
  ];
  const slotOf = new Map((await slots.findMany(idsOf('slotId'))).map((slot) => [slot._id, slot]));
  const caseOf = new Map((await caseFiles.findMany(idsOf('caseFileId'))).map((file) => [file._id, file]));
  const fetched = await sources.lastFetches(idsOf('escortId'));
  return open
    .map((notification): ToTell => {
      const slot = slotOf.get(notification.slotId ?? '');
      const caseFile = caseOf.get(notification.caseFileId ?? '');
      return { notification, ...(slot ? { slot } : {}), ...(caseFile ? { caseFile } : {}) };
    })
    .filter((line) => mustBeTold(line, fetched, now));
}
