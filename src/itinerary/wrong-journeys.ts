import { seatsTaken, type Booking } from '../booking/booking.ts';
import { hasSeen } from '../booking/event-code.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { keepEach } from '../platform/keep-each.ts';
import type { Path, PathChoice } from '../route/path.ts';
import type { Slot } from '../slot/slot.ts';
import type { Obstacle, WorldThen } from './border-grounds.ts';
import { isSame, NO_WAY, wayTo, type BestWay, type OfferedSlot, type WayThere } from './way-to.ts';
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
  /** What has been proposed for it would still put it right, so that no other remedy was looked for. */
  stands?: true;
}

/** What somebody may accept for a booking. */
export interface Standing {
  toSlotId: string;
  path: PathChoice;
}

export interface AskedJourneys {
  journeys: readonly Journey[];
  /** Open slots ahead, the soonest first. */
  offered: readonly OfferedSlot[];
  pathsOf: (routeRef: string) => readonly Path[];
  /** The row that holds of an event, where the desk has recorded it. */
  rowOf: (eventId: string) => string | undefined;
  world: WorldThen;
  /** What is proposed already, by the id of the booking. */
  standing?: ReadonlyMap<string, Standing>;
}

/** Of all journeys those that cannot go as they are booked, the soonest meeting first, each with the best remedy. */
export function findWrong(asked: AskedJourneys): WrongJourney[] {
  const left = seatsLeft(asked);
  const candidatesFor = keepCandidates(asked.offered);
  const linesOf = keepLines(asked.pathsOf);
  const wayOf = keepWays(asked.world);
  const offerOf = new Map(asked.offered.map((offer) => [offer.slot._id, offer]));
  const reading = { ...asked, linesOf, wayOf, offerOf };
  const remedying = { ...reading, left, candidatesFor, wayOf: keepWays(asked.world, true) };
  return asked.journeys
    .toSorted((one, other) => one.meeting.slot.from.getTime() - other.meeting.slot.from.getTime())
    .flatMap((journey): WrongJourney[] => {
      const { path } = journey.caseFile;
      if (!path) return [];
      const reasons = reasonsAgainst(journey, path, reading);
      if (reasons.length === 0) return [];
      if (standsStill(journey, reading)) return [{ journey, reasons, stands: true }];
      const remedy = findRemedy(journey, path, remedying);
      return [{ journey, reasons, ...(remedy ? { remedy } : {}) }];
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
function keepWays(world: WorldThen, waysOnly = false): WayOf {
  const known = new Map<readonly Path[], Map<string, BestWay>>();
  const worldFor = keepEach((nationality: string | undefined): WorldThen => ({ ...world, nationality }));
  return (lines, meeting, { here, nationality }) => {
    if (here) return wayTo(lines, meeting, { here, world: worldFor(nationality) });
    const ofLines = known.get(lines) ?? new Map<string, BestWay>();
    known.set(lines, ofLines);
    const key = `${meeting.slot._id} ${nationality ?? ''}`;
    const way = ofLines.get(key) ?? wayTo(lines, meeting, { world: worldFor(nationality), waysOnly });
    ofLines.set(key, way);
    return way;
  };
}

interface Reading extends AskedJourneys {
  /** By the slot's id. */
  offerOf: ReadonlyMap<string, OfferedSlot>;
  linesOf: LinesOf;
  wayOf: WayOf;
}

/**
 * Obstacles on every line of her path that nobody had seen when she was booked. Whether somebody who is still at home
 * sets out too late is Today's to say: the safe time is over long before the usual one.
 */
function reasonsAgainst(journey: Journey, path: PathChoice, { linesOf, wayOf, rowOf }: Reading): Obstacle[] {
  const { caseFile, booking, meeting, here } = journey;
  const { obstacles } = wayOf(linesOf(caseFile.routeRef, path), meeting, journey);
  return obstacles.filter(({ code, event }) =>
    code === 'too-late' ? here !== undefined : !event || !hasSeen(booking, rowOf(event.id)),
  );
}

/** Whether what is proposed for her can still be gone. */
function standsStill(journey: Journey, { standing, offerOf, linesOf, wayOf }: Reading): boolean {
  const { caseFile, booking, meeting } = journey;
  const proposed = standing?.get(booking._id);
  if (!proposed) return false;
  const offer = proposed.toSlotId === meeting.slot._id ? meeting : offerOf.get(proposed.toSlotId);
  if (!offer) return false;
  return wayOf(linesOf(caseFile.routeRef, proposed.path), offer, journey).way !== undefined;
}

interface Remedying extends Reading {
  left: Map<string, number>;
  candidatesFor: CandidatesFor;
}

/** The same meeting by another path; else the next one on her path; else the next one by any path from her city. */
function findRemedy(journey: Journey, path: PathChoice, remedying: Remedying): Remedy | undefined {
  const { caseFile, meeting } = journey;
  const { linesOf, wayOf } = remedying;
  const { exitCrossing, hub } = path;
  const { way } = wayOf(linesOf(caseFile.routeRef, { exitCrossing, hub }), meeting, journey);
  if (way) return { slot: meeting.slot, way };
  return nextMeeting(journey, path, remedying) ?? nextMeeting(journey, { hub }, remedying);
}

/**
 * The seats that are proposed to one family are proposed to nobody after her. Her own meeting may be among those looked
 * at: no path led to it just before, so none does now.
 */
function nextMeeting(
  journey: Journey,
  chosen: Partial<PathChoice>,
  { candidatesFor, linesOf, wayOf, left }: Remedying,
): Remedy | undefined {
  const { caseFile, here } = journey;
  const candidates = candidatesFor(journey, chosen);
  const linesTo = keepEach((exitCrossing: string) => linesOf(caseFile.routeRef, { ...chosen, exitCrossing }));
  // Who is on her way goes on now: what is in her way to a crossing is so whenever she is met there.
  const deadEnds = new Set<string>();
  let at = 0;
  for (let offer = candidates[at]; offer !== undefined; offer = candidates[at]) {
    const { _id, crossingId } = offer.slot;
    const end = `${crossingId} ${offer.side}`;
    const seats = left.get(_id) ?? 0;
    const isAsked = seats >= caseFile.party && !deadEnds.has(end);
    const { way, obstacles } = isAsked ? wayOf(linesTo(crossingId), offer, journey) : NO_WAY;
    if (way) {
      left.set(_id, seats - caseFile.party);
      return { slot: offer.slot, way };
    }
    // What is full, or cannot be reached from her city, is so for whoever is looked at after her.
    if (isAsked || seats === 0) candidates.splice(at, 1);
    else at += 1;
    if (here && isAsked && obstacles.every(({ code }) => code !== 'too-late')) deadEnds.add(end);
  }
  return undefined;
}

type CandidatesFor = (journey: Journey, chosen: Partial<PathChoice>) => OfferedSlot[];

/** Meetings to look at, the soonest first: one list for all who have not set out and ask for the same. */
function keepCandidates(offered: readonly OfferedSlot[]): CandidatesFor {
  const known = new Map<string, OfferedSlot[]>();
  return ({ caseFile, nationality, here }, chosen) => {
    const { exitCrossing } = chosen;
    const list = (): OfferedSlot[] =>
      offered.filter(({ slot }) => (exitCrossing ?? slot.crossingId) === slot.crossingId);
    if (here) return list();
    const key = JSON.stringify([caseFile.routeRef, chosen, nationality]);
    const kept = known.get(key) ?? list();
    known.set(key, kept);
    return kept;
  };
}

const seatsLeft = ({ offered, world }: AskedJourneys): Map<string, number> =>
  new Map(offered.map(({ slot, inSlot }) => [slot._id, slot.capacity - seatsTaken(inSlot, world.now)]));
