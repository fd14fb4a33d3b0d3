import { eachPeriod, type CrossingEvent } from '../crossing/crossing-event.ts';
import { momentStart } from '../crossing/period.ts';
import { crossingStatus, STATUSES, type CrossingStatus } from '../crossing/crossing-status.ts';
import type { Crossing } from '../crossing/crossing.ts';
import { keepEach } from '../platform/keep-each.ts';
import type { Default } from '../route/duration.ts';
import type { ClosedHours, DocumentFact } from '../route/facts.ts';
import type { Facts } from '../route/reference.ts';
import type { BorderStage } from '../route/route.ts';
import { closedHours } from './closed-hours.ts';
import type { PlannedStage, WaitOf } from './departure.ts';
import { papersFor, type Paper } from './papers.ts';

/** What is known of the days of the journey. */
export interface WorldThen {
  now: Date;
  /** Undefined while it is not known: then every rule about nationality is taken to concern her. */
  nationality?: string | undefined;
  crossings: ReadonlyMap<string, Crossing>;
  /** By crossing. */
  events: ReadonlyMap<string, readonly CrossingEvent[]>;
  /** Hours in which nobody may be outdoors, and those in which a crossing is shut. */
  curfews: readonly ClosedHours[];
  documents: readonly DocumentFact[];
  rest?: Default | undefined;
  /** Days that a check of a crossing's status holds good, by its border. */
  checkDays: (border: Crossing['border']) => number;
  waitOf?: WaitOf | undefined;
}

/** Why a way may fail, or cannot be gone: a stable code, where, and by which event or paper. */
export interface Ground<Code> {
  code: Code;
  crossing?: string;
  event?: CrossingEvent;
  paper?: Paper;
}
export type Risk = Ground<'crossing-restricted' | 'crossing-unknown' | 'checked-long-ago' | 'single-entry' | 'tight'>;
export type Obstacle = Ground<'crossing-closed' | 'too-late'>;
type Closed = Ground<'crossing-closed'>;

const WEIGHTS: Record<Risk['code'], number> = {
  ...{ 'crossing-restricted': 4, tight: 4, 'crossing-unknown': 3, 'single-entry': 2, 'checked-long-ago': 1 },
};
/** How risky a way is, to put the safest first. */
export const weightOf = ({ risks }: { risks: readonly Risk[] }): number =>
  risks.reduce((sum, { code }) => sum + WEIGHTS[code], 0);

export type Grounds = readonly (Risk | Closed)[];
export const isObstacle = (ground: Risk | Closed): ground is Closed => ground.code === 'crossing-closed';

type GroundsOf = (planned: PlannedStage) => Grounds;

const knownGrounds = new WeakMap<WorldThen, GroundsOf>();

/**
 * What speaks against being at a border in all the time that a plan gives to it; of a ride nothing is known. A world
 * never changes, and what was found in it is kept with it.
 */
export function groundsIn(world: WorldThen): GroundsOf {
  const known = knownGrounds.get(world) ?? findGrounds(world);
  knownGrounds.set(world, known);
  return known;
}

function findGrounds(world: WorldThen): GroundsOf {
  const statusOf = statusesIn(world);
  const singleEntryOn = singleEntries(world);
  return ({ stage, latest, usual, window }) => {
    if (stage.kind !== 'border') return [];
    const begin = new Date(Math.min(Number(latest.from), Number(usual.from)));
    const end = new Date(Math.max(Number(latest.to), usual.from.getTime() + window.longest * 60_000));
    const { status, event, isOld } = statusOf(stage, begin, end);
    const at = { crossing: stage.crossing, ...(event ? { event } : {}) };
    const paper = singleEntryOn(stage, usual.from);
    return [
      ...(status === 'open' ? [] : [{ code: `crossing-${status}` as const, ...at }]),
      ...(isOld ? [{ code: 'checked-long-ago' as const, crossing: stage.crossing }] : []),
      ...(paper ? [{ code: 'single-entry' as const, crossing: stage.crossing, paper }] : []),
    ];
  };
}

/** The worst that holds at a border within some time. Between two turns nothing changes, so each is asked once. */
function statusesIn({ crossings, events, nationality, checkDays, now }: WorldThen) {
  const turnsAt = keepEach((crossing: Crossing) => turnsOf(crossing, events.get(crossing.id) ?? []));
  const known = new Map<string, CrossingStatus>();
  return ({ crossing: id, mode, direction }: BorderStage, from: Date, to: Date): CrossingStatus => {
    const crossing = crossings.get(id);
    if (!crossing) throw new Error(`The route names the crossing ${id}, which is none.`);
    const turns = turnsAt(crossing);
    const [first, last] = [turnsUpTo(turns, from), turnsUpTo(turns, to)];
    const key = `${id} ${mode} ${direction} ${first} ${last}`;
    const found = known.get(key);
    if (found) return found;
    const asked = { crossing, events: events.get(id) ?? [], checkDays: checkDays(crossing.border) };
    const worst = [from, ...turns.slice(first, last).map((turn) => new Date(turn))]
      .map((at) => crossingStatus(asked, { at, mode, direction, nationality }, now))
      .reduce((one, other) => (STATUSES.indexOf(other.status) > STATUSES.indexOf(one.status) ? other : one));
    known.set(key, worst);
    return worst;
  };
}

/** The instants at which something begins or ends at a crossing, the soonest first. */
function turnsOf({ openedOn }: Pick<Crossing, 'openedOn'>, events: readonly CrossingEvent[]): number[] {
  const moments = [openedOn, ...events.flatMap(({ from, to }) => [from, to])];
  return moments
    .flatMap((moment) => (moment === undefined || moment === null ? [] : momentStart(moment).getTime()))
    .sort((one, other) => one - other);
}

/** How many of them have come at that instant; they are few. */
function turnsUpTo(turns: readonly number[], at: Date): number {
  const next = turns.findIndex((turn) => turn > at.getTime());
  return next === -1 ? turns.length : next;
}

/** The paper by which she comes into Poland once only, so that her way back fails. Rules begin and end with a day. */
function singleEntries({ documents, nationality }: WorldThen) {
  const once = documents.filter(({ requirement }) => requirement?.kind === 'single-entry');
  const known = new Map<number, Paper | undefined>();
  return ({ direction }: BorderStage, at: Date): Paper | undefined => {
    if (direction !== 'to-PL') return undefined;
    const hour = Math.floor(at.getTime() / 3_600_000);
    if (!known.has(hour)) known.set(hour, papersFor(once, [{ direction, at }], nationality)[0]);
    return known.get(hour);
  };
}

/** The world as the reference data tells it, and what `more` knows beside it. */
export const worldOf = (
  reference: Facts,
  {
    recorded = [],
    ...more
  }: Pick<WorldThen, 'now' | 'nationality' | 'checkDays' | 'waitOf'> & {
    recorded?: readonly CrossingEvent[];
  },
): WorldThen => ({
  ...{ crossings: reference.crossings, events: byCrossing([...reference.crossingEvents.values(), ...recorded]) },
  ...{ curfews: closedHours(reference), documents: [...reference.documents.values()] },
  ...{ rest: reference.defaults.get('night-rest'), ...more },
});

/** Events by the crossings they concern, once for each time that they hold. */
export function byCrossing(events: Iterable<CrossingEvent>): Map<string, CrossingEvent[]> {
  const found = new Map<string, CrossingEvent[]>();
  for (const event of [...events].flatMap(eachPeriod))
    for (const id of event.crossings) found.set(id, [...(found.get(id) ?? []), event]);
  return found;
}
