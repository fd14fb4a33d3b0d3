// npm run soak -- --minutes 30: all journeys at half load, and what of the process grows meanwhile.
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLoad, type DeskLoad } from './desk-load.ts';
import { checkAfter, setStage } from './outage-stage.ts';
import { saySeconds, sayStatuses } from './outage-trouble.ts';
import { percentile } from './percentile.ts';
import { randomOf } from './random.ts';
import { printReport } from './report.ts';
import { openReadings } from './soak-readings.ts';
import { startTelling } from './soak-teller.ts';
import { judgeSoak, sampleMinute, sampleRest, type Minute, type Rest } from './soak-sample.ts';

const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    warm: { type: 'string', default: '5' },
    /** Seconds in which the full load is found out. */
    find: { type: 'string', default: '20' },
    /** Seconds in which the desk is filled before: a full one grows no more. */
    fill: { type: 'string', default: '90' },
    families: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const CLIENTS = 16;
const MINUTE_MS = 60_000;
const CALL_EVERY_MS = 1000;
/** Until kept connections have ended by themselves. */
const REST_MS = 8000;
const seed = Number(flags.seed);

const stage = await setStage({ oplog: false, families: Number(flags.families), escorts: 20, witness: true });
const plan = await openReadings(stage.app.url, stage.world);
const teller = startTelling(stage.app.url, stage.world.cookie, randomOf(seed), CALL_EVERY_MS);
const findings: string[] = [];
await workFor(Number(flags.fill), { seed: seed + 3, acts: 1 });
const full = (await workFor(Number(flags.find), { seed: seed + 1 })) / Number(flags.find);
const everyMs = (CLIENTS / (full / 2)) * 1000;
process.stderr.write(`full load is ${full.toFixed(1)} requests a second; half of it for ${flags.minutes} minutes\n`);

const warm = await work(Number(flags.warm));
const minutes = await work(Number(flags.minutes) - Number(flags.warm));
await teller.stop();
findings.push(...judgeSoak(minutes.minutes, [warm.rest, minutes.rest]));
report([...warm.minutes, ...minutes.minutes], [warm.rest, minutes.rest]);
await stage.stop();
process.exit(findings.length > 0 ? 1 : 0);

function begin(options: Partial<Parameters<typeof startLoad>[0]>): DeskLoad {
  const { world, app } = stage;
  return startLoad({ url: () => app.url, world, clients: CLIENTS, seed, acts: 0.25, planReading: plan, ...options });
}

/** As much as the service can do in that time. @returns how many requests it answered */
async function workFor(seconds: number, options: Partial<Parameters<typeof startLoad>[0]>): Promise<number> {
  const load = begin(options);
  await sleep(seconds * 1000);
  const many = load.times.length;
  await load.stop();
  stage.told.push(...load.told);
  return many;
}

/** So many minutes of half load, each sampled, and the rest after them. */
async function work(many: number): Promise<{ minutes: Minute[]; rest: Rest }> {
  const load = begin({ everyMs, seed: seed + 2 + many });
  const sampled: Minute[] = [];
  for (let minute = 0; minute < many; minute += 1) {
    load.times.length = 0;
    await sleep(Math.min(1, many - minute) * MINUTE_MS);
    const sample = sampleMinute(stage.app.pid, load.times);
    sampled.push(sample);
    const { rssMb, handles, asked, p99 } = sample;
    process.stderr.write(`${rssMb.toFixed(1)} MB, ${handles} handles, ${asked} requests, p99 ${p99.toFixed(0)} ms\n`);
  }
  await load.stop();
  process.stderr.write(`answers ${sayStatuses(load.statuses)}, ${teller.calls} calls\n`);
  findings.push(...(await checkAfter(stage, load)));
  await sleep(REST_MS);
  return { minutes: sampled, rest: await sampleRest(stage.app) };
}

function report(all: readonly Minute[], [early, late]: readonly [Rest, Rest]): void {
  const row = (name: string, values: readonly number[], digits = 0): string[] => [
    name,
    ...[values.slice(0, 1), values.slice(Number(flags.warm)), values.slice(-1)].map((some) =>
      percentile(some, 0.5).toFixed(digits),
    ),
    Math.max(...values).toFixed(digits),
  ];
  printReport({
    command: `npm run soak -- --minutes ${flags.minutes}`,
    seed,
    engine: 'SecantusDB, every commit synced',
    columns: ['per minute', 'first', 'median after the first minutes', 'last', 'most'],
    rows: [
      row(
        'RSS, MB',
        all.map(({ rssMb }) => rssMb),
        1,
      ),
      row(
        'handles',
        all.map(({ handles }) => handles),
      ),
      row(
        'requests',
        all.map(({ asked }) => asked),
      ),
      row(
        'p50, ms',
        all.map(({ p50 }) => p50),
        1,
      ),
      row(
        'p99, ms',
        all.map(({ p99 }) => p99),
        1,
      ),
      [
        'handles, emitters, listeners at rest',
        ...[early, late].flatMap((rest) => ['', Object.values(rest).join(', ')]),
      ],
    ],
  });
  console.log(
    `Full load ${full.toFixed(1)} requests a second; each client asked every ${saySeconds(everyMs)}. ${teller.calls} calls made.`,
  );
  for (const finding of findings) console.log(`- ${finding}`);
}
