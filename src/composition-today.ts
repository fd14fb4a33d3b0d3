import type { Services } from './composition.ts';
import type { ListSlotLines } from './console/slot-line.ts';
import { todayService, type LoadToday } from './console/today-service.ts';

/** What is wrong and who is expected, as it stands when it is asked for. */
export const composeToday = (services: Services, listLines: ListSlotLines): LoadToday =>
  todayService({
    ...services,
    ...services.stores,
    listLines,
    lastFetches: (escortIds) => services.feedDesk.lastFetches(escortIds),
  });
