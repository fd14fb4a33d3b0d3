import type { Clock } from '../platform/clock.ts';
import type { CaseView } from '../case-file/case-view.ts';
import type { ListSlotLines, SlotLine } from './slot-line.ts';

/** Slots she could be met at, the soonest first. */
export interface Offers {
  /** With room for her party. */
  free: SlotLine[];
  /** Open and on her path, but with too few seats. */
  full: SlotLine[];
}

export type ListOffers = (view: Pick<CaseView, 'routeRef' | 'path' | 'party'>) => Promise<Offers>;

interface Dependencies {
  listLines: ListSlotLines;
  /** Keys of the stages on her path; undefined while she has none. */
  stageKeysOf: (of: Pick<CaseView, 'routeRef' | 'path'>) => readonly string[] | undefined;
  clock: Clock;
}

const DAYS_AHEAD = 42;

/** Open slots on her path in the next six weeks. */
export const offers =
  ({ listLines, stageKeysOf, clock }: Dependencies): ListOffers =>
  async (view) => {
    const stageKeys = stageKeysOf(view) ?? [];
    const from = clock();
    const to = new Date(from.getTime() + DAYS_AHEAD * 86_400_000);
    const lines = await listLines({ from, to, status: 'open' });
    const onHerPath = lines.filter(({ slot }) => stageKeys.includes(slot.stageKey));
    const fits = ({ left }: SlotLine): boolean => left >= view.party;
    return { free: onHerPath.filter(fits), full: onHerPath.filter((line) => !fits(line)) };
  };
