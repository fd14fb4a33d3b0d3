// npm run outage: what becomes of answers and rows when the world around the service fails.
import { parseArgs } from 'node:util';
import { troubleOnTheWire } from './outage-wire.ts';
import { setStage } from './outage-stage.ts';
import { printReport } from './report.ts';

const { values: flags } = parseArgs({
  options: {
    faults: { type: 'string', default: '300' },
    terms: { type: 'string', default: '100' },
    silence: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    engine: { type: 'string' },
  },
});
const stage = await setStage({ oplog: flags.engine === 'oplog' });
const outcome = await troubleOnTheWire(stage, { faults: Number(flags.faults), seed: Number(flags.seed) });
console.error(outcome);
await stage.stop();
printReport({ command: 'npm run outage', engine: 'x', columns: ['what'], rows: [] });
process.exit(0);
