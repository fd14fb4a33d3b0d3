// npm run fuzz: schemathesis against the description of the API, on a service and a database of this trial's own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newKey } from '../../src/platform/sealing.ts';
import { startDurableEngine } from '../support/durable-engine.ts';
import { spawnApp } from '../support/spawn-app.ts';
import { configOf, PASSES, type Pass } from './fuzz-passes.ts';
import { installFuzzTool, runFuzzTool, TOOL } from './fuzz-tool.ts';
import { buildFuzzWorld } from './fuzz-world.ts';
import { printReport } from './report.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    pass: { type: 'string', default: '' },
  },
});
const [cases, seed] = [Number(values.cases), Number(values.seed)];
const python = await installFuzzTool((line) => process.stderr.write(`${line}\n`));
const engine = await startDurableEngine();
const folder = mkdtempSync(join(tmpdir(), 'homeward-fuzz-'));
let found = 0;
try {
  const rows = [];
  for (const pass of PASSES.filter(isAsked)) rows.push(await run(pass));
  const total = rows.reduce((sum, [, tried]) => sum + Number(tried), 0);
  printReport({
    command: `npm run fuzz -- --cases ${cases}`,
    ...{ seed, engine: `${TOOL.replace('==', ' ')}, SecantusDB, every commit synced` },
    columns: ['what', 'cases', 'failures', 'seconds'],
    rows: [...rows, ['together', total, found, '']],
  });
  if (total < cases && values.pass === '') {
    console.error(`Only ${total} of ${cases} cases were tried.`);
    found += 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  await engine.stop();
}
process.exitCode = found > 0 ? 1 : 0;

/** All of them, or the one that is named. */
function isAsked({ name, from }: Pass): boolean {
  return values.pass === '' ? cases >= from : name === values.pass;
}

/** One pass, each on a database of its own, since what it does stays there. */
async function run(pass: Pass): Promise<(string | number)[]> {
  const uri = `${engine.uri}/fuzz_${pass.name}`;
  const app = await spawnApp(uri, newKey());
  const started = Date.now();
  try {
    const world = await buildFuzzWorld(app.url, uri);
    const config = join(folder, `${pass.name}.toml`);
    writeFileSync(config, configOf(pass, world, { url: app.url, cases, seed }));
    const { code, said } = await runFuzzTool(
      python,
      ['--config-file', config, 'run', `${app.url}/api/v1/openapi.json`],
      folder,
    );
    const still = await fetch(`${app.url}/api/v1/session`, { headers: { Cookie: world.cookie } });
    if (!still.ok && pass.name !== 'ending')
      throw new Error('The session ended on the way: what followed was tried by nobody.');
    const tried = Number(/Test cases:[^\d]*(\d+) generated/.exec(said)?.[1] ?? 0);
    const failures =
      Number(/(\d+) unique failures?/.exec(said)?.[1] ?? 0) + Number(/Errors: (\d+)/.exec(said)?.[1] ?? 0);
    // Its pages of praise end like the summary of a test runner that ran nothing, and a CI that reads the last one believes it.
    if (code !== 0 || failures > 0 || tried === 0) console.error(said);
    else console.error(`${pass.what}: ${tried} cases`);
    found += failures + (tried === 0 ? 1 : 0);
    return [pass.what, tried, failures, Math.round((Date.now() - started) / 1000)];
  } finally {
    await app.stop();
  }
}
