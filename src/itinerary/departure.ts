import type { Side } from '../crossing/meeting-point.ts';
import type { CrossingMode, Direction } from '../crossing/crossing.ts';
import type { Default, MinuteWindow } from '../route/duration.ts';
import { meetOnSide } from '../route/path.ts';
import type { BorderStage, Stage } from '../route/route.ts';
import type { Slot } from '../slot/slot.ts';
import { planRests, type Leg, type TimedStage } from './rests.ts';

/** A stage that takes time on her way to the meeting, with when it begins and ends at the latest and as usual. UTC. */
export interface PlannedStage {
  stage: TimedStage;
  latest: { from: Date; to: Date };
  usual: { from: Date; to: Date };
  /** Minutes that she sleeps in the town where it ends. */
  restAfter: number;
  estimate: boolean;
  /** How long it was taken to last. */
  window: MinuteWindow;
}

/** The wait there at that time as it is reported, in place of the route's; undefined where too little is. */
export type WaitOf = (stage: BorderStage, at: Date) => MinuteWindow | undefined;

export interface WayPlan {
  stages: readonly Stage[];
  /** The way's own stage keys are in travel order, as `stages` are; the side decides whether the border comes before. */
  slot: Pick<Slot, 'from'>;
  side: Side;
  /** The rest that a long way asks for; without it none is planned. */
  rest?: Default | undefined;
  /** Where it is given: the instant moved on to an earlier one at which she may be outdoors at that place or crossing. */
  outdoors?: ((at: Date, spot: string) => Date) | undefined;
  waitOf?: WaitOf | undefined;
}

/** Where a stage begins and where it ends: a place, or the crossing itself. */
export const endsOf = (stage: TimedStage): { start: string; end: string } =>
  stage.kind === 'ride' ? { start: stage.from, end: stage.to } : { start: stage.crossing, end: stage.crossing };
/** How long a stage is taken to last, by the route or by what is reported now. */
export const windowOf = (stage: TimedStage, at: Date, waitOf: WaitOf | undefined): MinuteWindow =>
  stage.kind === 'ride' ? stage.minutes : (waitOf?.(stage, at) ?? stage.wait);
const asItIs = (at: Date): Date => at;
const minutesBefore = (instant: Date, minutes: number): Date => new Date(instant.getTime() - minutes * 60_000);

/** The stages that take time before the meeting, in travel order. */
export function stagesToMeeting(stages: readonly Stage[], side: Side): TimedStage[] {
  const ordered = meetOnSide(stages, side);
  return ordered
    .slice(
      0,
      ordered.findIndex((stage) => stage.kind === 'meeting'),
    )
    .filter((stage) => stage.kind === 'ride' || stage.kind === 'border');
}

/** How far a plan has come: when she is there as usual, and at the latest or, going forwards, if all takes longest. UTC. */
export interface Point {
  latest: Date;
  usual: Date;
}

/** One stage before a point of the plan, and the point before it. */
export function planStage(
  { stage, restAfter }: Leg,
  point: Point,
  { outdoors = asItIs, waitOf }: Pick<WayPlan, 'outdoors' | 'waitOf'>,
): { planned: PlannedStage; next: Point } {
  const window = windowOf(stage, point.usual, waitOf);
  const { start, end } = endsOf(stage);
  const back = (at: Date, minutes: number, spot: string): Date => outdoors(minutesBefore(at, minutes), spot);
  const to = { latest: back(point.latest, restAfter, end), usual: back(point.usual, restAfter, end) };
  const from = { latest: back(to.latest, window.longest, start), usual: back(to.usual, window.usual, start) };
  const latest = { from: from.latest, to: to.latest };
  const usual = { from: from.usual, to: to.usual };
  return { planned: { stage, latest, usual, restAfter, estimate: window.estimate, window }, next: from };
}

/**
 * Her way to the meeting, worked backwards from the slot's start: by the longest durations for the latest safe times,
 * by the usual ones beside them. Elapsed time is UTC arithmetic, so clock changes on the way count by themselves.
 */
export function planToMeeting({ stages, slot, side, rest, ...how }: WayPlan): PlannedStage[] {
  let point: Point = { latest: slot.from, usual: slot.from };
  const planned = planRests(stagesToMeeting(stages, side), rest)
    .reverse()
    .map((leg) => {
      const step = planStage(leg, point, how);
      point = step.next;
      return step.planned;
    });
  return planned.reverse();
}

/** What the plan asks of her: when to set out, and when she is at which border at the latest. */
export interface Departure {
  latest: Date;
  usual: Date;
  estimate: boolean;
  borders: { crossing: string; direction: Direction; mode: CrossingMode; at: Date }[];
}

export function latestDeparture(plan: WayPlan): Departure {
  const planned = planToMeeting(plan);
  const first = planned[0];
  return {
    latest: first?.latest.from ?? plan.slot.from,
    usual: first?.usual.from ?? plan.slot.from,
    estimate: planned.some(({ estimate }) => estimate),
    borders: planned.flatMap(({ stage, latest }) =>
      stage.kind === 'border'
        ? [{ crossing: stage.crossing, direction: stage.direction, mode: stage.mode, at: latest.from }]
        : [],
    ),
  };
}
