import type { Connection } from 'mongoose';
import { createActStore } from './audit/act-store.ts';
import { actService } from './audit/act-service.ts';
import { createAuditStore } from './audit/audit-store.ts';
import { markOf } from './audit/chain.ts';
import { recordReading } from './audit/record-reading-service.ts';
import { bookingLedger } from './booking/booking-ledger.ts';
import type { Concern } from './booking/booking-refusals.ts';
import { bookingService } from './booking/booking-service.ts';
import { createBookingStore } from './booking/booking-store.ts';
import { releaseAll } from './booking/release-bookings.ts';
import type { CaseFile } from './case-file/case-file.ts';
import { callerCheckService, requireCheckedCaller } from './case-file/caller-check-service.ts';
import { createCallerCheckStore } from './case-file/caller-check-store.ts';
import { visitCase } from './case-file/case-visit-service.ts';
import { createCaseVisitStore } from './case-file/case-visit-store.ts';
import { createCaseFileStore } from './case-file/case-file-store.ts';
import { intakeService } from './case-file/intake-service.ts';
import { createNoteStore } from './case-file/note-store.ts';
import { progressService } from './case-file/progress-service.ts';
import { readingService } from './case-file/reading-service.ts';
import { takeBackService } from './case-file/take-back-service.ts';
import { createNotificationStore } from './notification/notification-store.ts';
import type { Clock } from './platform/clock.ts';
import type { Ids } from './platform/ids.ts';
import type { KeyRing } from './platform/key-ring.ts';
import type { Processes } from './platform/processes.ts';
import { createTransact } from './platform/transact.ts';
import type { PathChoice } from './route/path.ts';
import { createSlotChangeStore } from './slot/slot-change-store.ts';
import { slotChanges as createSlotChanges } from './slot/slot-change.ts';
import { createSlotStore } from './slot/slot-store.ts';
import type { Slot } from './slot/slot.ts';

export interface CoreDependencies {
  connection: Connection;
  processes: Processes;
  keys: KeyRing;
  clock: Clock;
  ids: Ids;
  /** What the core asks of the route, as functions, so that it needs no route document of its own. */
  way: {
    currentRoute: string;
    checkPath(routeRef: string, path: PathChoice): void;
    stageKeysOf(caseFile: CaseFile): readonly string[] | undefined;
    concernsOf(caseFile: CaseFile, slot: Slot, now: Date): Promise<Concern[]>;
  };
}

export type Core = ReturnType<typeof composeCore>;

/** The heart: case files, slots' storage, bookings, and the act that each of their changes is. */
export function composeCore({ connection, processes, keys, clock, ids, way }: CoreDependencies) {
  const audit = createAuditStore(connection, (entry) => markOf((...parts) => keys.hash('audit', ...parts), entry));
  const acts = createActStore(connection);
  const caseFiles = createCaseFileStore(connection);
  const bookings = createBookingStore(connection);
  const slots = createSlotStore(connection);
  const notes = createNoteStore(connection);
  const notifications = createNotificationStore(connection, ids);
  const changes = createSlotChangeStore(connection);
  const transact = createTransact(connection, processes);
  const { perform } = actService({ transact, acts, audit, keys, clock, ids });
  const readings = recordReading({ audit, clock, ids });
  const slotChanges = createSlotChanges({ slots, changes, ids });
  const ledger = bookingLedger({ bookings, caseFiles, notifications, slotChanges, keys });
  const checks = createCallerCheckStore(connection);
  const checkedCaller = requireCheckedCaller({ checks });
  const caseDependencies = { perform, caseFiles, bookings, slots, slotChanges, notifications, keys, ids };

  return {
    stores: { audit, acts, caseFiles, bookings, slots, notes, notifications, changes },
    transact,
    perform,
    slotChanges,
    ledger,
    recordReading: readings,
    way,
    releaseAll: releaseAll({ bookings, caseFiles, notifications, keys }),
    booking: bookingService({ perform, slots, caseFiles, bookings, ledger, ids, ...way }),
    intake: intakeService({ ...caseDependencies, ...way, requireCheckedCaller: checkedCaller }),
    requireCheckedCaller: checkedCaller,
    callerCheck: callerCheckService({ perform, checks, caseFiles, clock, ids }),
    visitCase: visitCase({ visits: createCaseVisitStore(connection), clock }),
    takeBack: takeBackService(caseDependencies),
    progress: progressService({ ...caseDependencies, ledger }),
    reading: readingService({ perform, caseFiles, bookings, notes, recordReading: readings, keys, clock, ids }),
  };
}
