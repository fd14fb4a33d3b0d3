import { crossingStatus, type CrossingStatus, type Status } from '../crossing/crossing-status.ts';
import { momentStart, type CrossingEvent } from '../crossing/crossing-event.ts';
import type { Crossing } from '../crossing/crossing.ts';
import type { Side } from '../crossing/meeting-point.ts';
import type { Default, MinuteWindow } from '../route/duration.ts';
import type { Curfew } from '../route/facts.ts';
import type { Path, PathChoice } from '../route/path.ts';
import type { BorderStage, RideStage } from '../route/route.ts';
import type { Slot } from '../slot/slot.ts';
import { beforeCurfew } from './curfew.ts';
import { planStage, travelledBack, type PlannedStage, type Point } from './departure.ts';

/** What is known of the days of the journey. */
export interface WorldThen {
  now: Date;
  /** Undefined while it is not known: then every rule about nationality is taken to concern her. */
  nationality?: string | undefined;
  crossings: ReadonlyMap<string, Crossing>;
  /** By crossing. */
  events: ReadonlyMap<string, readonly CrossingEvent[]>;
  curfews: readonly Curfew[];
  rest?: Default | undefined;
  /** Days that a check of a crossing's status holds good, by its border. */
  checkDays(border: Crossing['border']): number;
  /** The wait as it is reported now; undefined where too few were. */
  waitOf?(stage: BorderStage): MinuteWindow | undefined;
}

/** Why a way may fail, or cannot be gone: a stable code, where, and by which event. */
export interface Ground<Code> {
  code: Code;
  crossing?: string;
  event?: CrossingEvent;
}
export type Risk = Ground<'crossing-restricted' | 'crossing-unknown' | 'checked-long-ago'>;
export type Obstacle = Ground<'crossing-closed' | 'too-late'>;

/** A way that can be gone. Instants in UTC; `latest` is the safe one. */
export interface WayToSlot {
  choice: PathChoice;
  planned: readonly PlannedStage[];
  leave: { latest: Date; usual: Date };
  /** Minutes from the first departure to the meeting, as usual. */
  minutes: number;
  risks: readonly Risk[];
}

/** A way that cannot be gone, with every reason. */
export interface NoWay {
  choice: PathChoice;
  obstacles: readonly Obstacle[];
}

const WEIGHTS: Record<Risk['code'], number> = {
  'crossing-restricted': 4,
  'crossing-unknown': 3,
  'checked-long-ago': 1,
};
const weightOf = ({ risks }: WayToSlot): number => risks.reduce((sum, { code }) => sum + WEIGHTS[code], 0);
const STATUSES: readonly Status[] = ['open', 'unknown', 'restricted', 'closed'];

/**
 * Every path to one slot, worked backwards from it: those that can be gone, by risk and then by time, and the others.
 * Paths that end alike are planned once for as long as they do.
 */
export function waysToSlot(
  paths: readonly Path[],
  { slot, side }: { slot: Pick<Slot, 'from'>; side: Side },
  world: WorldThen,
): { ways: WayToSlot[]; rejected: NoWay[] } {
  const [ways, rejected]: [WayToSlot[], NoWay[]] = [[], []];
  const statusOf = statusesIn(world);
  const curfewed = new Set(world.curfews.flatMap(({ places }) => places));
  const how = {
    rest: world.rest,
    outdoors: (at: Date, spot: string): Date => (curfewed.has(spot) ? beforeCurfew(at, spot, world.curfews) : at),
    waitOf: (stage: BorderStage): MinuteWindow => world.waitOf?.(stage) ?? stage.wait,
  };
  const end = (choice: PathChoice, { latest, usual }: Point, { planned, grounds }: Behind): void => {
    const late: Obstacle[] = latest < world.now ? [{ code: 'too-late' }] : [];
    const obstacles = [...grounds.filter(isObstacle), ...late];
    const risks = grounds.filter((ground) => !isObstacle(ground));
    const minutes = (slot.from.getTime() - usual.getTime()) / 60_000;
    if (obstacles.length > 0) rejected.push({ choice, obstacles });
    else ways.push({ choice, planned: planned.toReversed(), leave: { latest, usual }, minutes, risks });
  };
  const walk = ({ choices, before }: Fork, point: Point, behind: Behind): void => {
    for (const choice of choices) end(choice, point, behind);
    for (const [stage, fork] of before) {
      const step = planStage(stage, point, how);
      const grounds = [...groundsOf(step.planned, statusOf), ...behind.grounds];
      walk(fork, step.before, { planned: [...behind.planned, step.planned], grounds });
    }
  };
  const start: Point = { latest: slot.from, usual: slot.from, awake: 0 };
  walk(forkAt(paths, side), start, { planned: [], grounds: [] });
  return { ways: ways.sort((one, other) => weightOf(one) - weightOf(other) || one.minutes - other.minutes), rejected };
}

/** What has been planned behind a fork, the last stage first. */
interface Behind {
  planned: readonly PlannedStage[];
  grounds: readonly (Risk | Obstacle)[];
}

/** Where paths that end alike part, seen from the meeting: the choices that begin here, and the stages before. */
interface Fork {
  choices: PathChoice[];
  before: Map<RideStage | BorderStage, Fork>;
}

const knownForks = new WeakMap<readonly Path[], Map<Side, Fork>>();

/** The paths as one tree from their meetings back. Paths never change, so it is grown once. */
function forkAt(paths: readonly Path[], side: Side): Fork {
  const known = knownForks.get(paths) ?? new Map<Side, Fork>();
  knownForks.set(paths, known);
  const root: Fork = known.get(side) ?? growFork(paths, side);
  known.set(side, root);
  return root;
}

function growFork(paths: readonly Path[], side: Side): Fork {
  const root: Fork = { choices: [], before: new Map() };
  for (const { choice, stages } of paths) {
    let fork = root;
    for (const stage of travelledBack(stages, side)) {
      const next = fork.before.get(stage) ?? { choices: [], before: new Map() };
      fork.before.set(stage, next);
      fork = next;
    }
    fork.choices.push(choice);
  }
  return root;
}

const isObstacle = (ground: Risk | Obstacle): ground is Obstacle => ground.code === 'crossing-closed';

type StatusOf = (stage: BorderStage, from: Date, to: Date) => CrossingStatus;

/** What speaks against being at this border in all the time that the plan gives to it. */
function groundsOf({ stage, latest, usual, window }: PlannedStage, statusOf: StatusOf): (Risk | Obstacle)[] {
  if (stage.kind !== 'border') return [];
  const longest = new Date(usual.from.getTime() + window.longest * 60_000);
  const { status, event, isOld } = statusOf(stage, latest.from, longest);
  const at = { crossing: stage.crossing, ...(event ? { event } : {}) };
  return [
    ...(status === 'open' ? [] : [{ code: `crossing-${status}` as const, ...at }]),
    ...(isOld ? [{ code: 'checked-long-ago' as const, crossing: stage.crossing }] : []),
  ];
}

/** The worst that holds at a border within some time. Paths share borders and times, so each is asked once. */
function statusesIn({ crossings, events, nationality, checkDays, now }: WorldThen): StatusOf {
  const known = new Map<string, CrossingStatus>();
  return ({ crossing: id, mode, direction }, from, to) => {
    const key = [id, mode, direction, from.getTime(), to.getTime()].join(' ');
    const found = known.get(key);
    if (found) return found;
    const crossing = crossings.get(id);
    if (!crossing) throw new Error(`The route names the crossing ${id}, which is none.`);
    const there = events.get(id) ?? [];
    const asked = { crossing, events: there, checkDays: checkDays(crossing.border) };
    const worst = [from, to, ...turnsWithin(there, from, to)]
      .map((at) => crossingStatus(asked, { at, mode, direction, nationality }, now))
      .reduce((one, other) => (STATUSES.indexOf(other.status) > STATUSES.indexOf(one.status) ? other : one));
    known.set(key, worst);
    return worst;
  };
}

/** Between two of these instants nothing changes. */
const turnsWithin = (events: readonly CrossingEvent[], begin: Date, end: Date): Date[] =>
  events
    .flatMap(({ from, to }) => (to === null ? [momentStart(from)] : [momentStart(from), momentStart(to)]))
    .filter((turn) => begin < turn && turn < end);

/** Events by the crossings they concern. */
export function byCrossing(events: Iterable<CrossingEvent>): Map<string, CrossingEvent[]> {
  const found = new Map<string, CrossingEvent[]>();
  for (const event of events) for (const id of event.crossings) found.set(id, [...(found.get(id) ?? []), event]);
  return found;
}
