import type { ReadingService } from '../case-file/reading-service.ts';
import type { CaseView } from '../case-file/case-view.ts';
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
  now: Date;
}

export type LoadCaseDesk = (call: Call) => Promise<CaseDesk>;

interface Dependencies {
  reading: ReadingService;
  slots: SlotStore;
  loadNames: LoadNames;
  clock: Clock;
}

/** Reads the case file that the address names; the reading leaves its audit entry. */
export const caseDesk =
  ({ reading, slots, loadNames, clock }: Dependencies): LoadCaseDesk =>
  async (call) => {
    const view = await reading.read(call.act('case-file.read'), parseParam(call.req, 'id'));
    const found = await slots.findMany([...new Set(view.bookings.map(({ slotId }) => slotId))]);
    return { view, slotOf: new Map(found.map((slot) => [slot._id, slot])), names: await loadNames(), now: clock() };
  };
