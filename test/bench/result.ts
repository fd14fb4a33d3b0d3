import { median } from './rounds.ts';

/** One line of the bench's table. */
export interface Result {
  what: string;
  ours: string;
  baseline: string;
  /** What is judged: the ratio of each round, or the measure itself. */
  values: readonly number[];
  /** How a value is written: `0.82`, `940 ms`. */
  unit?: string;
  goal: { least: number } | { most: number } | undefined;
}

/** A fault of the bench or of the service that no speed makes good. */
export type Fault = string;

export interface Outcome {
  results: Result[];
  faults: Fault[];
}

export const COLUMNS = ['what', 'ours, median', 'against, median', 'min / median / max', 'goal', ''];

const written = (value: number, unit = ''): string => {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}${unit}`;
};

/** A rate as the table writes it. */
export const perSecond = (rates: readonly number[]): string => `${written(median(rates))}/s`;
export const inMs = (values: readonly number[]): string => written(median(values), ' ms');

export const toRow = ({ what, ours, baseline, values, unit, goal }: Result): string[] => [
  what,
  ours,
  baseline,
  [Math.min(...values), median(values), Math.max(...values)].map((value) => written(value, unit)).join(' / '),
  sayGoal(goal, unit),
  goal === undefined ? '' : isMet({ values, goal }) ? 'met' : '**missed**',
];

function sayGoal(goal: Result['goal'], unit: string | undefined): string {
  if (goal === undefined) return '–';
  return 'least' in goal ? `≥ ${goal.least}${unit ?? ''}` : `≤ ${goal.most}${unit ?? ''}`;
}

/** By the median. */
export function isMet({ values, goal }: Pick<Result, 'values' | 'goal'>): boolean {
  if (goal === undefined) return true;
  return 'least' in goal ? median(values) >= goal.least : median(values) <= goal.most;
}
