import { placeOf, seatsTaken, type Booking } from '../booking/booking.ts';
import { checkRoom } from '../booking/place-booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Path } from '../route/path.ts';
import type { Slot } from '../slot/slot.ts';
import { weightOf, type Obstacle, type WorldThen } from './border-grounds.ts';
import { isSame, NO_WAY, wayTo, type OfferedSlot, type WayThere } from './way-to.ts';
import type { Here } from './ways-from-here.ts';

/** What is in the way of a slot: the stable code of a refusal or of an obstacle, and what a coordinator reads. */
export type WhyNot = { code: string; text: string } | Obstacle;

/** One slot as it is for one family. It can be booked as it stands where no reason speaks against it. */
export interface SlotReach {
  slot: Slot;
  seatsLeft: number;
  reasons: readonly WhyNot[];
  /** The best way on her path. */
  way?: WayThere;
  /** Where none is: the best way on another path to this slot's crossing. */
  instead?: WayThere;
}

export interface AskedReach {
  caseFile: CaseFile;
  ofCase: readonly Booking[];
  stageKeys: readonly string[] | undefined;
  /** Every line through her route. */
  paths: readonly Path[];
  /** Where she is, once she is on her way. */
  here?: Here | undefined;
  world: WorldThen;
}

/** Which of these slots she can really reach, the safest first and of those the soonest; then the others, each with why not. */
export function reachSlots(offered: readonly OfferedSlot[], asked: AskedReach): SlotReach[] {
  // The same lists for every slot: what is known of a list of paths is kept with it.
  const hers = asked.paths.filter(
    ({ choice }) => asked.caseFile.path !== undefined && isSame(asked.caseFile.path, choice),
  );
  const byExit = Map.groupBy(asked.paths, ({ choice }) => choice.exitCrossing);
  return offered
    .map((offer) => reachSlot(offer, asked, { hers, others: byExit.get(offer.slot.crossingId) ?? [] }))
    .sort((one, other) => rank(one) - rank(other) || one.slot.from.getTime() - other.slot.from.getTime());
}

const UNREACHED = 1_000;
const rank = ({ reasons, way }: SlotReach): number => (reasons.length > 0 || !way ? UNREACHED : weightOf(way));

function reachSlot(
  offer: OfferedSlot,
  asked: AskedReach,
  { hers, others }: { hers: readonly Path[]; others: readonly Path[] },
): SlotReach {
  const { slot } = offer;
  const refused = refusalsOf(offer, asked);
  const leadsThere = asked.caseFile.path?.exitCrossing === slot.crossingId;
  const { way, obstacles } = leadsThere ? wayTo(hers, offer, asked) : NO_WAY;
  const reasons = [...refused, ...obstacles];
  const found = { slot, seatsLeft: Math.max(0, slot.capacity - seatsTaken(offer.inSlot, asked.world.now)), reasons };
  if (way) return { ...found, way };
  const instead = wayTo(others, offer, asked).way;
  return { ...found, ...(instead ? { instead } : {}) };
}

/** The refusal that a booking would meet, of her case, her path, the slot and its seats. */
function refusalsOf({ slot, inSlot }: OfferedSlot, { caseFile, ofCase, stageKeys, world }: AskedReach): WhyNot[] {
  const held = placeOf(ofCase);
  const request = held ? { movedFrom: held._id } : {};
  try {
    checkRoom({ slot, inSlot, caseFile, ofCase, stageKeys, request }, world.now);
    return [];
  } catch (refusal) {
    if (!(refusal instanceof DomainError)) throw refusal;
    return [{ code: refusal.type, text: refusal.detail }];
  }
}
