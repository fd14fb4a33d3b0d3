import type { BookingStore } from '../booking/booking-store.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { JOURNEY_STATES, isUnderWay } from '../case-file/case-state.ts';
import type { NotificationService } from '../notification/notification-service.ts';
import type { Clock } from '../platform/clock.ts';
import { buildShift, redLines, slotRows, type Shift } from './shift.ts';
import type { ListSlotLines } from './slot-line.ts';
import type { Today } from './today.ts';

interface Dependencies {
  loadToday: () => Promise<Today>;
  listLines: ListSlotLines;
  notification: Pick<NotificationService, 'listToTell'>;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  clock: Clock;
}

const HOUR_MS = 3_600_000;
const HOURS_AHEAD = 24;
/** No window is longer, so a meeting that is going on began within it. */
const LONGEST_WINDOW_HOURS = 12;
/** No hold is longer. */
const LONGEST_HOLD_HOURS = 1;

/** Reads what a shift hands over. No personal field is read. */
export const shiftService = (dependencies: Dependencies) => async (): Promise<Shift> => {
  const { listLines, notification, caseFiles, bookings, clock } = dependencies;
  const now = clock();
  const hours = (count: number): Date => new Date(now.getTime() + count * HOUR_MS);
  const around = await listLines({ from: hours(-LONGEST_WINDOW_HOURS), to: hours(HOURS_AHEAD) });
  const lines = around.filter(({ slot }) => slot.to > now);
  const today = await dependencies.loadToday();
  const red = redLines(today);
  const toTell = await notification.listToTell();
  const held = await bookings.listHeld(now, hours(LONGEST_HOLD_HOURS));
  const underWay = await caseFiles.listInStates(JOURNEY_STATES.filter(isUnderWay));
  const others = [
    ...lines.flatMap(({ live }) => live.map(({ caseFileId }) => caseFileId)),
    ...[...red, ...held].map(({ caseFileId }) => caseFileId),
    ...toTell.flatMap(({ caseFile }) => caseFile?._id ?? []),
  ];
  const found = [...underWay, ...(await caseFiles.findMany([...new Set(others)]))];
  return buildShift({
    red,
    slotRed: slotRows(today),
    lines,
    toTell,
    held,
    caseFiles: new Map(found.map((file) => [file._id, file])),
  });
};
