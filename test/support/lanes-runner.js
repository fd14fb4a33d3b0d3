import TestRunner from 'jest-runner';

/**
 * Jest's own runner in two lanes at once: the files of the project `alone` one after another in this process, and
 * beside them all others in workers. Those that are alone wait for processes most of their time.
 */
export default class LanesRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    if (options.serial) return super.runTests(tests, watcher, options);
    const isAlone = ({ context }) => context.config.displayName?.name === 'alone';
    await Promise.all([
      super.runTests(tests.filter(isAlone), watcher, { ...options, serial: true }),
      super.runTests(
        tests.filter((test) => !isAlone(test)),
        watcher,
        options,
      ),
    ]);
  }
}
