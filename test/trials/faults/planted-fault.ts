/** One line of the service made wrong, and the tests that must notice. */
export interface PlantedFault {
  /** What goes wrong, as a sentence. */
  name: string;
  file: string;
  /** Stands in the file exactly once. */
  find: string;
  put: string;
  /** As few as see it: a whole run is some ninety of these. */
  tests: readonly string[];
  /** Jest's name pattern, where one test of a slow file is enough. */
  only?: string;
}
