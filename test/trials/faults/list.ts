import { ACCESS_FAULTS } from './access.ts';
import { AUDIT_FAULTS } from './audit.ts';
import { BOOKING_FAULTS } from './booking.ts';
import { CASE_FILE_FAULTS } from './case-file.ts';
import { CROSSING_FAULTS } from './crossing.ts';
import { DESK_FAULTS } from './desk.ts';
import { FEED_FAULTS } from './feed.ts';
import { ITINERARY_FAULTS } from './itinerary.ts';
import { PEOPLE_FAULTS } from './people.ts';
import { PLANNER_FAULTS } from './planner.ts';
import { PLATFORM_FAULTS } from './platform.ts';
import type { PlantedFault } from './planted-fault.ts';
import { SLOT_FAULTS } from './slot.ts';

/** Every fault that `npm run faults` plants. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  ...ACCESS_FAULTS,
  ...AUDIT_FAULTS,
  ...BOOKING_FAULTS,
  ...CASE_FILE_FAULTS,
  ...CROSSING_FAULTS,
  ...DESK_FAULTS,
  ...FEED_FAULTS,
  ...ITINERARY_FAULTS,
  ...PEOPLE_FAULTS,
  ...PLANNER_FAULTS,
  ...PLATFORM_FAULTS,
  ...SLOT_FAULTS,
];
