import { TestEnvironment } from 'jest-environment-node';

interface CircusEvent {
  name: string;
  test?: { errors: unknown[]; mode?: string };
}

/** Skips what follows a failed test in its file: one red test is enough for a mutant. */
export default class FirstFailureEnvironment extends TestEnvironment {
  #isRed = false;

  handleTestEvent = ({ name, test }: CircusEvent): void => {
    if (process.env['__STRYKER_ACTIVE_MUTANT__'] === undefined || !test) return;
    if (name === 'test_start' && this.#isRed) test.mode = 'skip';
    if (name === 'test_done' && test.errors.length > 0) this.#isRed = true;
  };
}
