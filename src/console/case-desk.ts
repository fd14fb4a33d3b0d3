import type { CallerCheck } from '../case-file/caller-check.ts';
import type { CallerCheckService } from '../case-file/caller-check-service.ts';
import type { Changed } from '../case-file/case-file.ts';
import type { VisitCase } from '../case-file/case-visit-service.ts';
import type { ReadingService } from '../case-file/reading-service.ts';
import type { CaseView } from '../case-file/case-view.ts';
import type { Taker } from '../case-file/take-back.ts';
import type { Clock } from '../platform/clock.ts';
import type { Call } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import type { Slot } from '../slot/slot.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import type { LoadNames, Names } from './names.ts';

/** One case file as a coordinator has it before her. */
export interface CaseDesk {
  view: CaseView;
  /** The slots of her bookings, live and past. */
  slotOf: ReadonlyMap<string, Slot>;
  names: Names;
  /** Who reads it. */
  reader: Taker;
  /** Who else has it open, since when. */
  others: readonly Changed[];
  /** The reader's check of the caller, while it counts. */
  check?: CallerCheck;
  now: Date;
}

export type LoadCaseDesk = (call: Call) => Promise<CaseDesk>;

interface Dependencies {
  reading: ReadingService;
  callerCheck: CallerCheckService;
  visitCase: VisitCase;
  slots: SlotStore;
  loadNames: LoadNames;
  clock: Clock;
}

/** Reads the case file that the address names; the reading leaves its audit entry. */
export const caseDesk =
  ({ reading, callerCheck, visitCase, slots, loadNames, clock }: Dependencies): LoadCaseDesk =>
  async (call) => {
    const staff = call.staff();
    const view = await reading.read(call.act('case-file.read'), parseParam(call.req, 'id'));
    const found = await slots.findMany([...new Set(view.bookings.map(({ slotId }) => slotId))]);
    const others = view.erased ? [] : await visitCase(view.caseFileId, staff);
    const check = await callerCheck.findStanding(view.caseFileId, staff.id);
    const slotOf = new Map(found.map((slot) => [slot._id, slot]));
    const reader = { id: staff.id, role: staff.role };
    return { view, slotOf, names: await loadNames(), reader, others, ...(check ? { check } : {}), now: clock() };
  };
