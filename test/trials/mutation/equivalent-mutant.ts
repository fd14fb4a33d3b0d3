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
