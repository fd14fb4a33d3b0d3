import type { Booking } from '../booking/booking.ts';
import type { Side } from '../crossing/meeting-point.ts';
import type { Path, PathChoice } from '../route/path.ts';
import type { Slot } from '../slot/slot.ts';
import { weightOf, type Obstacle, type Risk, type WorldThen } from './border-grounds.ts';
import { waysFromHere, type Here } from './ways-from-here.ts';
import { waysToSlot } from './ways-to-slot.ts';

/** A way that brings her to one slot in time. Instants in UTC. */
export interface WayThere {
  choice: PathChoice;
  /** When she sets out, at the latest and as usual; absent once she is on her way. */
  leave?: { latest: Date; usual: Date; zone: string };
  /** When she is there, where it is counted from where she is. */
  arrival?: { latest: Date; usual: Date };
  risks: readonly Risk[];
}

/** A slot with what the decision about it looks at. */
export interface OfferedSlot {
  slot: Slot;
  side: Side;
  /** Live bookings of the slot. */
  inSlot: readonly Booking[];
}

/** The best way to one slot, or what is in the way of every one. */
export interface BestWay {
  way?: WayThere;
  obstacles: readonly Obstacle[];
}

export const NO_WAY: BestWay = { obstacles: [] };

interface From {
  /** Where she is, once she is on her way. */
  here?: Here | undefined;
  world: WorldThen;
  /** Nobody asks what is in the way where there is none. */
  waysOnly?: boolean;
}

/** The best of these lines to one slot: backwards from it, or forwards from where she is. */
export function wayTo(paths: readonly Path[], offer: OfferedSlot, { here, world, waysOnly = false }: From): BestWay {
  if (here) return bestFromHere(paths, offer, here, world);
  const { ways, rejected } = waysToSlot(paths, offer, world, { waysOnly });
  const [best] = ways;
  if (!best) return { obstacles: rejected[0]?.obstacles ?? [] };
  const zone = best.planned[0]?.stage.fromZone ?? offer.slot.zone;
  return { way: { choice: best.choice, leave: { ...best.leave, zone }, risks: best.risks }, obstacles: [] };
}

function bestFromHere(paths: readonly Path[], { slot, side }: OfferedSlot, here: Here, world: WorldThen): BestWay {
  const { ways, rejected } = waysFromHere(paths, { here, side }, world);
  const inTime = ways
    .filter(({ arrival }) => arrival.usual <= slot.to)
    .map(({ choice, arrival, risks }): WayThere => {
      const tight: Risk[] = arrival.latest > slot.to ? [{ code: 'tight' }] : [];
      return { choice, arrival, risks: [...risks, ...tight] };
    })
    .sort((one, other) => weightOf(one) - weightOf(other));
  const [way] = inTime;
  if (way) return { way, obstacles: [] };
  return { obstacles: ways.length > 0 ? [{ code: 'too-late' }] : (rejected[0]?.obstacles ?? []) };
}

/** Whether a choice is what is asked for; what is not asked for may be anything. */
export const isSame = (asked: Partial<PathChoice>, choice: PathChoice): boolean =>
  (Object.keys(asked) as (keyof PathChoice)[]).every((key) => asked[key] === choice[key]);
