import type { Booking } from '../../src/booking/booking.ts';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { findStages } from '../../src/composition-way.ts';
import type { CrossingEvent } from '../../src/crossing/crossing-event.ts';
import { createCrossingEventStore } from '../../src/crossing/crossing-event-store.ts';
import { createMeetingPointStore } from '../../src/crossing/meeting-point-store.ts';
import { createObservationStore } from '../../src/crossing/observation-store.ts';
import type { RecordedEvent } from '../../src/crossing/recorded-event.ts';
import { reportService } from '../../src/itinerary/report-service.ts';
import { createReportStore } from '../../src/itinerary/report-store.ts';
import { openKeyRing } from '../../src/platform/key-ring.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { newKey } from '../../src/platform/sealing.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aBooking, aCaseFile, aSlot } from './builders.ts';
import { testClock } from './clock.ts';
import { aStoredPoint } from './closures.ts';
import { startCore } from './core.ts';
import { openTestDatabase } from './database.ts';
import { PATH } from './her-path.ts';
import { reference } from './way.ts';

const START = '2026-11-24T10:00:00Z';
const COLLECTIONS = ['slots', 'casefiles', 'bookings', 'reports', 'crossingevents', 'crossingwaits'];

interface Changes {
  caseFile?: Partial<CaseFile>;
  /** Null: she has no place yet. */
  booking?: Partial<Booking> | null;
  nationality?: string;
}

/** All that the planner reads, on the real database and of the real route, with a kiosk on either side of Medyka. */
export async function startPlanner() {
  const clock = testClock(START);
  const database = await openTestDatabase();
  const { connection } = database;
  const master = newKey();
  const core = await startCore(connection, clock.now, { master });
  const keys = await openKeyRing(connection, master);
  const meetingPoints = createMeetingPointStore(connection);
  const crossingEvents = createCrossingEventStore(connection);
  const observations = createObservationStore(connection);
  const { audit, bookings, caseFiles, slots } = core.stores;
  const report = reportService({ ...core, caseFiles, reports: createReportStore(connection), ids: randomIds });
  for (const side of ['ukrainian', 'polish'] as const) await aStoredPoint({ meetingPoints }, side);

  return {
    ...{ clock, core, keys, observations, report },
    reads: {
      ...{ ...core.stores, meetingPoints, crossingEvents, observations, report, keys, reference },
      ...{ recordReading: core.recordReading, findStages: findStages(reference), clock: clock.now },
      checkDays: () => 30,
    },
    /** Open, past the border at Medyka, Thursday 26 November 2026, 12:30 to 13:10 in UTC. */
    aStoredSlot: async (changes: Partial<Slot> = {}): Promise<Slot> => {
      const slot = aSlot({ meetingPointId: 'kiosk-ukrainian', ...changes });
      await slots.insertMany([slot]);
      return slot;
    },
    /** Booked on that slot, on the path of whoever has no other. */
    aFamily: async (slotId: string, { caseFile: changes = {}, booking, nationality }: Changes = {}) => {
      const caseFile = aCaseFile({ state: 'booked', path: PATH, ...changes });
      const sealer = await keys.createCaseKey(caseFile._id);
      if (nationality !== undefined) caseFile.sealed = { nationality: sealer.seal('nationality', nationality) };
      await caseFiles.insert(caseFile);
      const place = aBooking({ slotId, caseFileId: caseFile._id, ...booking });
      if (booking !== null) await bookings.insert(place);
      return { caseFile, id: caseFile._id, booking: place };
    },
    /** Terespol is closed from today on, unless told, by an event whose row has another name than itself. */
    record: async (id: string, changes: Partial<CrossingEvent> = {}): Promise<RecordedEvent> => {
      const row: RecordedEvent = {
        ...{ _id: `row-of-${id}`, eventId: id, seq: 0, what: 'reported', by: 'Anna', at: clock.now() },
        event: {
          ...{ id, crossings: ['by-pl-terespol'], effect: 'no-service', direction: 'both', appliesTo: 'everyone' },
          ...{ modes: ['foot', 'bus', 'car'], from: '2026-11-24', to: null, asOf: '2026-11-24', confidence: 'high' },
          ...{ sources: ['Guard'], cause: 'unknown', wording: { en: 'Closed', uk: 'Закрито', ru: 'Закрыто' } },
          ...changes,
        },
      };
      await crossingEvents.insert(row);
      return row;
    },
    lastEntry: async () => (await audit.listBetween(new Date(0), new Date('2030-01-01'))).at(-1),
    /** As at the beginning: its time, nobody booked, nothing offered and nothing recorded. */
    clear: async () => {
      clock.set(START);
      for (const name of COLLECTIONS)
        for (const { _id } of await connection.collection(name).find({}).toArray())
          await connection.collection(name).deleteOne({ _id });
    },
    stop: async () => {
      await core.stop();
      await database.close();
    },
  };
}
