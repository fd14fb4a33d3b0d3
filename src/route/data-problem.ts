import { StartRefused } from '../platform/start-refused.ts';

/** One thing wrong in one file; `path` is a JSON path such as `[3].modes.to-PL`. */
export interface DataProblem {
  file: string;
  path: string;
  reason: string;
}

const toSentence = ({ file, path, reason }: DataProblem): string => `${file} at ${path}: ${reason}.`;

/** Files of the route that cannot be used as they stand. Everything wrong in all of them, a sentence each. */
export class RouteDataBroken extends StartRefused {
  readonly problems: readonly DataProblem[];

  constructor(problems: readonly DataProblem[]) {
    super(`The route's files cannot be used. Correct them and start again.\n${problems.map(toSentence).join('\n')}`);
    this.problems = problems;
  }
}

/** `[3].names.uk`, or `the top` for the whole file. */
export function jsonPath(keys: readonly PropertyKey[]): string {
  const written = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return written.replace(/^\./, '') || 'the top';
}
