import type { Localized } from '../platform/language.ts';
import { offsetMinutes } from '../platform/zone-time.ts';
import type { Facts } from '../route/reference.ts';

/** The name of a place or a crossing in every language. */
export function spotName({ places, crossings }: Pick<Facts, 'places' | 'crossings'>, id: string): Localized {
  const names = places.get(id)?.names ?? crossings.get(id)?.names;
  return names ? { en: names.en, uk: names.uk, ru: names.ru } : { en: id, uk: id, ru: id };
}

/** Minutes by which her watch is put forward between the two ends, as the clocks differ at that very instant. */
export const clockChange = ({ fromZone, toZone }: { fromZone: string; toZone: string }, at: Date): number =>
  offsetMinutes(at, toZone) - offsetMinutes(at, fromZone);
