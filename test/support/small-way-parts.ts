import { buildItinerary } from '../../src/itinerary/itinerary.ts';
import type { PlannedWay } from '../../src/itinerary/way.ts';
import type { Html } from '../../src/platform/html.ts';
import { aCurfew, smallWay } from './small-way.ts';
import { visibleText } from './unsafe-words.ts';
import { aPlannedWay } from './way.ts';

export const smallItinerary = buildItinerary(smallWay('ukrainian', [aCurfew()]));
export const aSmallWay = (changes: Partial<PlannedWay> = {}): PlannedWay =>
  aPlannedWay({ itinerary: smallItinerary, ...changes });

/** Days and durations that may not break stand with their spaces. */
export const markup = (part: Html | false): string => String(part).replaceAll('\u00a0', ' ');
export const text = (part: Html | string): string => visibleText(String(part)).trim();
