import TestRunner from 'jest-runner';

/** Jest's own runner, one file after another. */
export default class SerialRunner extends TestRunner {
  isSerial = true;
}
