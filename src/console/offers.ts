import type { SlotReach } from '../itinerary/slot-reach.ts';
import type { ActContext } from '../platform/act-context.ts';

/** Slots of the next weeks as they are for one family. */
export interface Offers {
  /** What she can reach and book as it stands, the safest first. */
  reached: SlotReach[];
  /** Her crossing and room for her, but something on her way speaks against it. */
  doubtful: SlotReach[];
  /** What would be refused. */
  refused: SlotReach[];
}

export type ListOffers = (act: ActContext, caseFileId: string) => Promise<Offers>;

interface Dependencies {
  listFor: (act: ActContext, caseFileId: string) => Promise<SlotReach[]>;
}

const isRefused = ({ reasons }: SlotReach): boolean => reasons.some((reason) => 'text' in reason);

/** The slots of the next weeks, sorted by what a coordinator can do with them. */
export const offers =
  ({ listFor }: Dependencies): ListOffers =>
  async (act, caseFileId) => {
    const found = await listFor(act, caseFileId);
    const possible = found.filter((each) => !isRefused(each));
    return {
      reached: possible.filter(({ reasons }) => reasons.length === 0),
      doubtful: possible.filter(({ reasons }) => reasons.length > 0),
      refused: found.filter(isRefused),
    };
  };
