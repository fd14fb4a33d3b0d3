import type { PathChoice } from '../route/path.ts';
import type { Leg } from './rests.ts';

/** One line of legs, in the order in which it is planned. */
export interface Line {
  choice: PathChoice;
  legs: readonly Leg[];
}

/** Where lines that began alike part: the choices that end here, and what comes next. */
export interface Fork {
  choices: PathChoice[];
  next: Map<string, { leg: Leg; fork: Fork }>;
}

const nothingYet = (): Fork => ({ choices: [], next: new Map() });

/** Lines as one tree, so that what begins alike is planned once. */
export function growFork(lines: Iterable<Line>): Fork {
  const root = nothingYet();
  for (const { choice, legs } of lines) {
    let fork = root;
    for (const leg of legs) {
      const key = `${leg.stage.key} ${leg.restAfter}`;
      const known = fork.next.get(key) ?? { leg, fork: nothingYet() };
      fork.next.set(key, known);
      fork = known.fork;
    }
    fork.choices.push(choice);
  }
  return root;
}
