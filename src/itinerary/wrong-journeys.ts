import { seatsTaken, type Booking } from '../booking/booking.ts';
import { hasSeen } from '../booking/event-code.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { Path, PathChoice } from '../route/path.ts';
import type { Slot } from '../slot/slot.ts';
import type { Obstacle, WorldThen } from './border-grounds.ts';
import { isSame, wayTo, type BestWay, type OfferedSlot, type WayThere } from './way-to.ts';
import type { Here } from './ways-from-here.ts';

/** A family that is booked and has not been met: her place, and where she is once she has set out. */
export interface Journey {
  caseFile: CaseFile;
  booking: Booking;
  meeting: OfferedSlot;
  here?: Here | undefined;
  /** Undefined while it is not known, or not looked at: then every rule about nationality is taken to concern her. */
  nationality?: string | undefined;
}

/** What would put a journey right: the same meeting by another path, or another meeting. */
export interface Remedy {
  slot: Slot;
  way: WayThere;
}

/** A journey that cannot go as it is booked, why, and what is proposed; nothing is moved by itself. */
export interface WrongJourney {
  journey: Journey;
  reasons: readonly Obstacle[];
  remedy?: Remedy;
}

export interface AskedJourneys {
  journeys: readonly Journey[];
  /** Open slots ahead, the soonest first. */
  offered: readonly OfferedSlot[];
  pathsOf: (routeRef: string) => readonly Path[];
  /** The row that holds of an event, where the desk has recorded it. */
  rowOf: (eventId: string) => string | undefined;
  world: WorldThen;
}

/** Of all journeys those that cannot go as they are booked, the soonest meeting first, each with the best remedy. */
export function findWrong(asked: AskedJourneys): WrongJourney[] {
  const left = seatsLeft(asked);
  const linesOf = keepLines(asked.pathsOf);
  const wayOf = keepWays(asked.world);
  return asked.journeys
    .toSorted((one, other) => one.meeting.slot.from.getTime() - other.meeting.slot.from.getTime())
    .flatMap((journey) => {
      const reasons = reasonsAgainst(journey, { ...asked, linesOf, wayOf });
      if (reasons.length === 0) return [];
      const remedy = findRemedy(journey, { ...asked, linesOf, wayOf, left });
      return { journey, reasons, ...(remedy ? { remedy } : {}) };
    });
}

type LinesOf = (routeRef: string, isAsked: Partial<PathChoice>) => readonly Path[];

/** Lines through a route by what was chosen of it, each list once: what is planned of a list is kept with it. */
function keepLines(pathsOf: AskedJourneys['pathsOf']): LinesOf {
  const known = new Map<string, readonly Path[]>();
  return (routeRef, asked) => {
    const key = JSON.stringify([routeRef, asked]);
    const lines = known.get(key) ?? pathsOf(routeRef).filter(({ choice }) => isSame(asked, choice));
    known.set(key, lines);
    return lines;
  };
}

type WayOf = (lines: readonly Path[], meeting: OfferedSlot, journey: Journey) => BestWay;

/** Families who have not set out come to one meeting alike, so each line is worked out for them once. */
function keepWays(world: WorldThen): WayOf {
  const known = new Map<readonly Path[], Map<string, BestWay>>();
  return (lines, meeting, { here, nationality }) => {
    if (here) return wayTo(lines, meeting, { here, world: { ...world, nationality } });
    const ofLines = known.get(lines) ?? new Map<string, BestWay>();
    known.set(lines, ofLines);
    const key = `${meeting.slot._id} ${nationality ?? ''}`;
    const way = ofLines.get(key) ?? wayTo(lines, meeting, { world: { ...world, nationality } });
    ofLines.set(key, way);
    return way;
  };
}

interface Reading extends AskedJourneys {
  linesOf: LinesOf;
  wayOf: WayOf;
}

/**
 * Obstacles on every line of her path that nobody had seen when she was booked. Whether somebody who is still at home
 * sets out too late is Today's to say: the safe time is over long before the usual one.
 */
function reasonsAgainst(journey: Journey, { linesOf, wayOf, rowOf }: Reading): Obstacle[] {
  const { caseFile, booking, meeting, here } = journey;
  if (!caseFile.path) return [];
  const { way, obstacles } = wayOf(linesOf(caseFile.routeRef, caseFile.path), meeting, journey);
  if (way) return [];
  return obstacles.filter(({ code, event }) =>
    code === 'too-late' ? here !== undefined : !event || !hasSeen(booking, rowOf(event.id)),
  );
}

interface Remedying extends Reading {
  left: Map<string, number>;
}

/** The same meeting by another path; else the next one on her path; else the next one by any path from her city. */
function findRemedy(journey: Journey, remedying: Remedying): Remedy | undefined {
  const { caseFile, meeting } = journey;
  const { linesOf, wayOf } = remedying;
  const path = caseFile.path;
  if (!path) return undefined;
  const { exitCrossing, hub } = path;
  const { way } = wayOf(linesOf(caseFile.routeRef, { exitCrossing, hub }), meeting, journey);
  if (way) return { slot: meeting.slot, way };
  return nextMeeting(journey, path, remedying) ?? nextMeeting(journey, { hub: path.hub }, remedying);
}

/** Meetings with room for her party that are looked at before it is given up: what is farther off helps nobody now. */
const MOST_LOOKED_AT = 12;

/** The seats that are proposed to one family are proposed to nobody after her. */
function nextMeeting(
  journey: Journey,
  chosen: Partial<PathChoice>,
  { offered, linesOf, wayOf, left }: Remedying,
): Remedy | undefined {
  const { caseFile, meeting } = journey;
  const { exitCrossing } = chosen;
  const roomy = offered
    .filter(({ slot }) => slot._id !== meeting.slot._id && (exitCrossing ?? slot.crossingId) === slot.crossingId)
    .filter(({ slot }) => (left.get(slot._id) ?? 0) >= caseFile.party)
    .slice(0, MOST_LOOKED_AT);
  for (const offer of roomy) {
    const lines = linesOf(caseFile.routeRef, { ...chosen, exitCrossing: offer.slot.crossingId });
    const { way } = wayOf(lines, offer, journey);
    if (!way) continue;
    left.set(offer.slot._id, (left.get(offer.slot._id) ?? 0) - caseFile.party);
    return { slot: offer.slot, way };
  }
  return undefined;
}

const seatsLeft = ({ offered, world }: AskedJourneys): Map<string, number> =>
  new Map(offered.map(({ slot, inSlot }) => [slot._id, slot.capacity - seatsTaken(inSlot, world.now)]));
