import type { Booking } from '../../src/booking/booking.ts';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { findStages } from '../../src/composition-way.ts';
import { createCrossingEventStore } from '../../src/crossing/crossing-event-store.ts';
import { createMeetingPointStore } from '../../src/crossing/meeting-point-store.ts';
import { createEscortStore } from '../../src/escort/escort-store.ts';
import { planBorders } from '../../src/itinerary/plan-borders.ts';
import { reportService } from '../../src/itinerary/report-service.ts';
import { createReportStore } from '../../src/itinerary/report-store.ts';
import type { PlannedWay } from '../../src/itinerary/way.ts';
import { wayService } from '../../src/itinerary/way-service.ts';
import { randomIds } from '../../src/platform/ids.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aBooking, aCaseFile, anAct, aSlot } from './builders.ts';
import { testClock } from './clock.ts';
import { aStoredPoint } from './closures.ts';
import { startCore } from './core.ts';
import { openTestDatabase } from './database.ts';
import { reference } from './way.ts';
import { PATH } from './her-path.ts';

interface Changes {
  caseFile?: Partial<CaseFile>;
  slot?: Partial<Slot>;
  booking?: Partial<Booking>;
}

/** The contents of her page on the real database, without the page; with a kiosk on either side of Medyka. */
export async function startWays() {
  const clock = testClock();
  const database = await openTestDatabase();
  const { connection } = database;
  const core = await startCore(connection, clock.now);
  const { slots, caseFiles, bookings } = core.stores;
  const points = createMeetingPointStore(connection);
  const events = createCrossingEventStore(connection);
  const report = reportService({ ...core, caseFiles, reports: createReportStore(connection), ids: randomIds });
  const stages = findStages(reference);
  /** The desk's number, and the stages of her path; a test may take either away. */
  const desk: { phone: string | undefined; findStages: typeof stages } = {
    ...{ phone: '+48 000 000 000', findStages: stages },
  };
  const way = wayService({
    ...{ ...core.stores, report, reference, meetingPoints: points, escorts: createEscortStore(connection) },
    ...{
      findStages: (of) => desk.findStages(of),
      bordersOf: planBorders(reference, stages),
      crossingEvents: events,
      clock: clock.now,
    },
    findDeskPhone: () => Promise.resolve(desk.phone),
  });
  for (const side of ['ukrainian', 'polish'] as const) await aStoredPoint({ meetingPoints: points }, side);
  const person = { name: 'Olena Example', phone: '+380 00 000 0000', language: 'uk' as const, zone: 'Europe/Kyiv' };
  const { escortId } = await core.escort.create(anAct(), { ...person, crossingIds: [] });

  return {
    ...{ clock, core, points, events, report, way, desk, stages },
    /** A family with a place at Medyka on Thursday 26 November, 12:30 to 13:10 in UTC. */
    aFamily: async (changes: Changes = {}) => {
      const slot = aSlot({ escortId, meetingPointId: 'kiosk-ukrainian', ...changes.slot });
      const caseFile = aCaseFile({ state: 'booked', path: PATH, ...changes.caseFile });
      const booking = aBooking({ slotId: slot._id, caseFileId: caseFile._id, ...changes.booking });
      await slots.insertMany([slot]);
      await caseFiles.insert(caseFile);
      await bookings.insert(booking);
      return { slot, caseFile, id: caseFile._id };
    },
    /** A slot that nobody accompanies. */
    aSlotAlone: async () => {
      const { escortId: _gone, ...alone } = aSlot({ meetingPointId: 'kiosk-ukrainian' });
      await slots.insertMany([alone]);
      return alone;
    },
    plannedWay: async (id: string): Promise<PlannedWay> => {
      const found = await way.getWay(id);
      if (found.state !== 'planned') throw new Error(`Her way is ${found.state}.`);
      return found;
    },
    stop: async () => {
      await core.stop();
      await database.close();
    },
  };
}
