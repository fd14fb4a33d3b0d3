import { createRequire } from 'node:module';
import type { TestRunnerOptions } from 'jest-runner';

// Its types name the CommonJS form only.
const { default: Runner } = createRequire(import.meta.url)('jest-runner') as typeof import('jest-runner');

type RunTests = InstanceType<typeof Runner>['runTests'];
type Tests = Parameters<RunTests>[0];
type Watcher = Parameters<RunTests>[1];

/** Which tests a file has, as the run without a mutant has seen them. */
const namesOf = new Map<string, string[]>();

/**
 * Jest's runner for one mutant: the files in the order of `testMatch`, those without a test that is asked for left out
 * (loading the service costs more than its tests), and an end at the first file with a failure. Jest itself leaves all
 * three out when it is called from a program, and a mutant then costs ten times as much.
 */
export default class FirstFailureRunner extends Runner {
  override async runTests(tests: Tests, watcher: Watcher, options: TestRunnerOptions): Promise<void> {
    this.on('test-file-success', ([{ path }, { numFailingTests, testResults }]) => {
      if (!namesOf.has(path))
        namesOf.set(
          path,
          testResults.map(({ fullName }) => fullName),
        );
      if (numFailingTests > 0 && isMutant()) void watcher.setState({ interrupted: true });
    });
    const asked = this._globalConfig.testNamePattern;
    const pattern = asked === undefined ? undefined : new RegExp(asked);
    const place = ({ path, context }: Tests[number]): number => context.config.testMatch.indexOf(path);
    const chosen = tests.filter(
      ({ path }) => !pattern || (namesOf.get(path)?.some((name) => pattern.test(name)) ?? true),
    );
    await super.runTests(
      chosen.toSorted((one, other) => place(one) - place(other)),
      watcher,
      { ...options, serial: true },
    );
  }
}

const isMutant = (): boolean => process.env['__STRYKER_ACTIVE_MUTANT__'] !== undefined;
