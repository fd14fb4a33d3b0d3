/** A mutant that no test can tell from the service, and why. */
export interface EquivalentMutant {
  file: string;
  /** The text that is mutated, as it stands in the file. */
  original: string;
  replacement: string;
  /** Where the same text stands more than once: its line holds this. */
  line?: string;
  why: string;
}

/** Read by `npm run mutate`: what stands here does not count, and what fits no survivor any more fails the command. */
export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [];
