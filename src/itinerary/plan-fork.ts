import type { PathChoice } from '../route/path.ts';
import { isObstacle, weightOf, type Grounds, type Obstacle, type Risk } from './border-grounds.ts';
import type { PlannedStage, Point } from './departure.ts';
import type { Fork } from './fork.ts';
import type { Leg } from './rests.ts';

/** A way that can be gone: its stages in travel order, instants in UTC. */
export interface PlannedWay {
  choice: PathChoice;
  planned: readonly PlannedStage[];
  /** Minutes from where the plan began to its end, as usual. */
  minutes: number;
  risks: readonly Risk[];
}

/** A way that cannot be gone, with every reason. */
export interface NoWay {
  choice: PathChoice;
  obstacles: readonly Obstacle[];
}

/** How lines are planned from a point on: back from a meeting, or forwards to it. */
export interface ForkPlan<Ends> {
  from: Point;
  backwards?: boolean;
  goStage: (leg: Leg, at: Point) => { planned: PlannedStage; next: Point };
  groundsOf: (planned: PlannedStage) => Grounds;
  /** What a way is given of the point to which its plan has come. */
  endAt: (point: Point) => Ends;
  /** What that point has against it, beside what its borders have. */
  obstaclesAt?: (point: Point) => readonly Obstacle[];
  /** Goes on with no line that something is in the way of already: `rejected` then lacks what is never come to. */
  waysOnly?: boolean;
}

/** Every line of a fork: those that can be gone, by risk and then by time, and the others. */
export function planFork<Ends>(
  fork: Fork,
  { from, backwards = false, goStage, groundsOf, endAt, obstaclesAt = () => [], waysOnly = false }: ForkPlan<Ends>,
): { ways: (PlannedWay & Ends)[]; rejected: NoWay[] } {
  const [ways, rejected]: [(PlannedWay & Ends)[], NoWay[]] = [[], []];
  const end = (choice: PathChoice, point: Point, planned: readonly PlannedStage[], grounds: Grounds): void => {
    const obstacles = [...grounds.filter(isObstacle), ...obstaclesAt(point)];
    const risks = grounds.filter((ground) => !isObstacle(ground));
    const minutes = Math.abs(point.usual.getTime() - from.usual.getTime()) / 60_000;
    if (obstacles.length > 0) rejected.push({ choice, obstacles });
    else ways.push({ choice, planned, minutes, risks, ...endAt(point) });
  };
  const join = <Each>(one: readonly Each[], more: readonly Each[]): readonly Each[] =>
    backwards ? [...more, ...one] : [...one, ...more];
  const walk = ({ choices, next }: Fork, point: Point, planned: readonly PlannedStage[], grounds: Grounds): void => {
    for (const choice of choices) end(choice, point, planned, grounds);
    for (const { leg, fork: further } of next.values()) {
      const { planned: stage, next: after } = goStage(leg, point);
      const found = groundsOf(stage);
      if (waysOnly && (found.some(isObstacle) || obstaclesAt(after).length > 0)) continue;
      walk(further, after, join(planned, [stage]), found.length === 0 ? grounds : join(grounds, found));
    }
  };
  walk(fork, from, [], []);
  return { ways: ways.sort((one, other) => weightOf(one) - weightOf(other) || one.minutes - other.minutes), rejected };
}
