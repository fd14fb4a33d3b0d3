import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { takeCoverage } from 'node:v8';

/** Jest gives it configurations, the environment, what would load modules, the test file, and whom to tell of each test. */
type Circus = (...given: [object, unknown, { global: object }, object, string, unknown]) => Promise<unknown>;

const require = createRequire(import.meta.url);
const circus = (require('jest-circus/runner') as { default: Circus }).default;
const STARTER = join(dirname(require.resolve('jest-circus/package.json')), 'build/jestAdapterInit.js');

let files = 0;

registerHooks({
  resolve: (name, context, next) =>
    name === '@jest/globals'
      ? next(`./jest-globals.ts?file=${files}`, { ...context, parentURL: import.meta.url })
      : next(name, context),
});

/**
 * Jest's own test framework, with each file loaded by Node itself instead of into a context of its own: the service's
 * modules and libraries are then loaded once a worker and not once a file, which was a third of the run.
 * So a module's state is shared by the files of a worker; the service keeps none that differs between two tests.
 */
export default async (
  ...[globalConfig, config, environment, runtime, testPath, send]: Parameters<Circus>
): ReturnType<Circus> => {
  process.env['HOMEWARD_TEST_URI'] = engineOfWorker();
  try {
    return await circus(inOrder(globalConfig, testPath), config, environment, loadedByNode(runtime), testPath, send);
  } finally {
    // Written file by file for `npm run coverage`: a worker that is slow to end is killed by Jest, and its counts with it.
    if (process.env['NODE_V8_COVERAGE'] !== undefined) takeCoverage();
  }
};

/** Each worker has an engine of its own, so that no test waits for what another holds locked; a given database is everybody's. */
function engineOfWorker(): string | undefined {
  const engines = process.env['HOMEWARD_TEST_URIS']?.split(' ') ?? [];
  return engines[Number(process.env['JEST_WORKER_ID'] ?? 1) - 1] ?? engines[0];
}

/** A journey is one flow, told step by step; in every other file each test stands by itself, whatever the order. */
const inOrder = (globalConfig: object, testPath: string): object =>
  testPath.includes('/test/journeys/') ? { ...globalConfig, randomize: false } : globalConfig;

function loadedByNode(runtime: object): object {
  return Object.assign(runtime, {
    requireInternalModule(name: string): unknown {
      // Anew for each file, as in a context of its own: it gathers the file's tests while it is loaded.
      if (name === STARTER || name === STARTER.replace(/\.js$/, '')) {
        Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'));
        Reflect.deleteProperty(require.cache, STARTER);
      }
      return require(name);
    },
    setGlobalsForRuntime(globals: object): void {
      Object.assign(globalThis, { homewardJestGlobals: globals });
    },
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path: string): Promise<unknown> =>
      import(`${pathToFileURL(path).href}?file=${(files += 1)}`),
  });
}
