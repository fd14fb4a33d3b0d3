import { clocksAcross } from '../crossing/crossing.ts';
import { restOn, stretch, windowFrom, type Default } from './duration.ts';
import { ACCOMPANY_DEFAULT, ACCOMPANY_REST_DEFAULT, rideDefault, waitDefault } from './estimates.ts';
import type { StageGuidance } from './guidance.ts';
import type { Facts } from './reference.ts';
import { routeRefOf, type Route, type RouteDocument, type Stage, type StageRecord } from './route.ts';
import { legPairs } from './stage-ends.ts';

/** A lookup that the checks before have promised to succeed. */
function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`The route's files were joined unchecked: ${what} is missing.`);
  return found;
}

function defaultOf<K extends Default['kind']>(facts: Facts, id: string, kind: K): Extract<Default, { kind: K }> {
  const found = facts.defaults.get(id);
  const ofKind = (row: Default): row is Extract<Default, { kind: K }> => row.kind === kind;
  return must(found && ofKind(found) ? found : undefined, id);
}

/** The clock at a place, or at a crossing on the side where a ride begins or ends: `home` is the ride's other end. */
function zoneAt(facts: Facts, spot: string, home: string): string {
  const place = facts.places.get(spot);
  if (place) return place.zone;
  const { sides } = must(facts.crossings.get(spot), spot);
  const country = facts.places.get(home)?.country;
  return must(
    sides.find((side) => side.country === country),
    `the side of ${spot} towards ${home}`,
  ).zone;
}

function drivenMinutes(facts: Facts, stage: StageRecord, mode: 'car' | 'bus'): number {
  const legs = [...facts.legs.values()];
  return legPairs(stage)
    .map(
      ([from, to]) =>
        must(
          legs.find((leg) => leg.from === from && leg.to === to),
          `${from} ${to}`,
        ).minutes[mode],
    )
    .reduce((sum, minutes) => sum + minutes, 0);
}

function guidanceOf(document: RouteDocument, id: string): StageGuidance {
  const { traveller, guide } = must(document.guidance[id], id);
  return {
    id,
    guide,
    traveller: {
      title: traveller.title,
      do: traveller.do,
      carry: traveller.carry.map((key) => must(document.carry[key], key)),
      troubles: traveller.troubles.map((key) => must(document.troubles[key], key)),
    },
  };
}

function joinAccompany(stage: Extract<StageRecord, { kind: 'accompany' }>, facts: Facts) {
  // An escort drives by car where the way is good, so the bus's time is not the shortest.
  const minutes = stretch(drivenMinutes(facts, stage, 'car'), defaultOf(facts, ACCOMPANY_DEFAULT, 'stretch'));
  return {
    ...stage,
    minutes,
    restMinutes: restOn(minutes.usual, defaultOf(facts, ACCOMPANY_REST_DEFAULT, 'rest')),
    fromZone: zoneAt(facts, stage.from, stage.to),
    toZone: zoneAt(facts, stage.to, stage.from),
  };
}

function joinRide(stage: Extract<StageRecord, { kind: 'ride' }>, facts: Facts) {
  const known = drivenMinutes(facts, stage, stage.mode === 'bus' ? 'bus' : 'car');
  return {
    ...stage,
    minutes: stretch(known, defaultOf(facts, rideDefault(stage), 'stretch')),
    fromZone: zoneAt(facts, stage.from, stage.to),
    toZone: zoneAt(facts, stage.to, stage.from),
  };
}

function joinStage(record: StageRecord, document: RouteDocument, facts: Facts): Stage {
  const guidance = guidanceOf(document, record.guidance);
  switch (record.kind) {
    case 'contact':
    case 'proof':
      return { ...record, guidance };
    case 'hub':
    case 'handover':
      return { ...record, guidance, zone: zoneAt(facts, record.place, record.place) };
    case 'ride':
      return { ...joinRide(record, facts), guidance };
    case 'border': {
      const crossing = must(facts.crossings.get(record.crossing), record.crossing);
      const wait = windowFrom(defaultOf(facts, waitDefault(record), 'window'));
      return { ...record, guidance, wait, ...clocksAcross(crossing, record.direction) };
    }
    case 'meeting':
      return {
        ...record,
        guidance,
        ...clocksAcross(must(facts.crossings.get(record.crossing), record.crossing), 'to-UA'),
      };
    case 'accompany':
      return { ...joinAccompany(record, facts), guidance };
  }
}

/** The document joined with zones, durations and texts. Throws when checkRoute would have found something. */
export function joinRoute(document: RouteDocument, facts: Facts): Route {
  const { id, version, title, travellerTitle, statement, cautions } = document;
  const stages = document.stages.map((record) => joinStage(record, document, facts));
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  return { id, version, title, travellerTitle, statement, cautions, ref: routeRefOf(document), stages: byKey };
}
