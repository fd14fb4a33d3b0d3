import runLoadedByNode from '../../support/jest-circus-by-node.ts';

interface Instrumenter {
  activeMutant?: string | undefined;
}

declare global {
  /** Where Stryker's instrumented code looks for the mutant that is on. */
  var __stryker__: Instrumenter | undefined;
}

/**
 * The project's own way to load tests: the modules stay loaded, and from one mutant to the next only the switch is turned.
 * (Stryker counts what each test reaches only for a framework whose path says jest-circus.)
 */
export default (...given: Parameters<typeof runLoadedByNode>): ReturnType<typeof runLoadedByNode> => {
  const { __stryker__: ofContext } = given[2].global as { __stryker__?: Instrumenter };
  globalThis.__stryker__ ??= ofContext;
  if (globalThis.__stryker__) globalThis.__stryker__.activeMutant = process.env['__STRYKER_ACTIVE_MUTANT__'];
  return runLoadedByNode(...given);
};
