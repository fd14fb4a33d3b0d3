// npm run outage: what becomes of answers and rows when the world around the service fails.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { troubleAtTheCommit, troubleOfTheKilled } from './outage-commit.ts';
import { troubleByFullDisk, troubleBySilence, troubleOfOneConnection, troubleOnTheWire } from './outage-kinds.ts';
import { troubleOfSlowSenders } from './outage-slow.ts';
import { setStage, type Stage } from './outage-stage.ts';
import { troubleOfStopping } from './outage-stop.ts';
import type { Outcome } from './outage-trouble.ts';
import { printReport } from './report.ts';

const { values: flags } = parseArgs({
  options: {
    faults: { type: 'string', default: '300' },
    terms: { type: 'string', default: '100' },
    silence: { type: 'string', default: '60' },
    commits: { type: 'string', default: '100' },
    kills: { type: 'string', default: '5' },
    slow: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    /** `wire,silence,disk,one,commit,killed,stop,slow`: those alone. */
    only: { type: 'string' },
    /** `standalone` or `oplog` alone. */
    engine: { type: 'string' },
  },
});
const seed = Number(flags.seed);
const TROUBLES: Record<string, (stage: Stage) => Promise<Outcome>> = {
  wire: (stage) => troubleOnTheWire(stage, { faults: Number(flags.faults), seed }),
  silence: (stage) => troubleBySilence(stage, { seconds: Number(flags.silence), seed }),
  disk: (stage) => troubleByFullDisk(stage, { seconds: 20, seed }),
  one: (stage) => troubleOfOneConnection(stage, { seed }),
  commit: (stage) => troubleAtTheCommit(stage, { acts: Number(flags.commits), seed }),
  killed: (stage) => troubleOfTheKilled(stage, { kills: Number(flags.kills) }),
  stop: (stage) => troubleOfStopping(stage, { terms: Number(flags.terms), seed }),
  slow: (stage) => troubleOfSlowSenders(stage, { sockets: Number(flags.slow), seed }),
};
const ENGINES: Record<string, boolean> = { standalone: false, oplog: true };

const rows: string[][] = [];
const findings: string[] = [];
for (const [engine, oplog] of Object.entries(ENGINES)) {
  if (flags.engine !== undefined && flags.engine !== engine) continue;
  for (const [name, cause] of Object.entries(TROUBLES)) {
    if (flags.only !== undefined && !flags.only.split(',').includes(name)) continue;
    process.stderr.write(`${engine}: ${name}\n`);
    const outcome = name === 'disk' ? await onSmallDisk(oplog, cause) : await onStage({ oplog }, cause);
    findings.push(...outcome.findings.map((finding) => `${engine}, ${outcome.trouble}: ${finding}`));
    const { trouble, dose, answers, measured } = outcome;
    rows.push([engine, trouble, dose, answers, measured, String(outcome.findings.length)]);
  }
}
printReport({
  command: `npm run outage ${process.argv.slice(2).join(' ')}`.trim(),
  seed,
  engine: 'SecantusDB, every commit synced',
  columns: ['engine', 'trouble', 'dose', 'answers', 'measured', 'findings'],
  rows,
});
for (const finding of findings) console.log(`- ${finding}`);
process.exit(findings.length > 0 ? 1 : 0);

async function onStage(
  options: Parameters<typeof setStage>[0],
  cause: (stage: Stage) => Promise<Outcome>,
): Promise<Outcome> {
  const stage = await setStage(options);
  try {
    return await cause(stage);
  } finally {
    await stage.stop();
  }
}

/** Where no small disk can be mounted the trial says so, and finds nothing: it was not run. */
async function onSmallDisk(oplog: boolean, cause: (stage: Stage) => Promise<Outcome>): Promise<Outcome> {
  const disk = mkdtempSync(join(tmpdir(), 'homeward-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    rmSync(disk, { recursive: true });
    const measured = 'not run: a small disk can be mounted by root alone';
    return { trouble: 'a full disk', dose: 'none', answers: '', measured, findings: [] };
  }
  try {
    const folder = join(disk, 'engine');
    mkdirSync(folder);
    return await onStage({ oplog, folder }, cause);
  } finally {
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  }
}
