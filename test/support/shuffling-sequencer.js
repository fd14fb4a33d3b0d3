import { createHash } from 'node:crypto';
import Sequencer from '@jest/test-sequencer';

/** With `--randomize` the files too come in an order of their own for each `--seed`: those of a worker share their modules. */
export default class ShufflingSequencer extends Sequencer {
  constructor({ globalConfig }) {
    super({ globalConfig });
    this.seed = globalConfig.randomize ? globalConfig.seed : undefined;
  }

  sort(tests) {
    if (this.seed === undefined) return super.sort(tests);
    const place = ({ path }) => createHash('sha256').update(`${this.seed}${path}`).digest('hex');
    return tests.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
  }
}
