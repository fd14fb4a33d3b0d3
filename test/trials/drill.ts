// A restore drill: so many documents backed up while people work, the restore killed half way, run again, and read.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readManifest } from '../../src/platform/backup/manifest.ts';
import { connectWatchable } from '../support/watchable.ts';
import { keyDatabaseOf } from '../../src/platform/key-ring.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { anAct } from '../support/builders.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { startDurableEngine } from '../support/durable-engine.ts';
import { fillByCopies } from './drill-copies.ts';
import { readFindings } from './reader.ts';
import { fillWell, type Scene } from './reader/scene.ts';
import { printReport } from './report.ts';

const { values } = parseArgs({ options: { documents: { type: 'string', default: '100000' } } });
const documents = Number(values.documents);
const master = newKey();
const begin = new Date('2026-11-24T10:00:00Z');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Ran {
  code: number | null;
  said: string;
  seconds: number;
  /** The most memory that it ever held. */
  megabytes: number;
}

/** `npm run admin -- …` against this database; killed at the first moment at which that holds, if something is given. */
async function admin(uri: string, words: readonly string[], killWhen?: () => Promise<boolean>): Promise<Ran> {
  const env = { ...process.env, MONGODB_URI: uri, MASTER_KEY: master.toString('base64'), NODE_ENV: 'test' };
  const started = performance.now();
  const child = spawn(process.execPath, ['src/admin.ts', ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let megabytes = 0;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => void (said += String(bytes)));
  const watch = setInterval(() => (megabytes = Math.max(megabytes, peakOf(child.pid ?? 0))), 50);
  const closed = once(child, 'close');
  while (killWhen && child.exitCode === null && !child.killed) {
    if (await killWhen()) child.kill('SIGKILL');
    else await sleep(20);
  }
  const [code] = (await closed) as [number | null];
  clearInterval(watch);
  return { code, said, seconds: (performance.now() - started) / 1000, megabytes };
}

/** Their names; none where the collection was never made. */
const listIndexes = (database: string, collection: string): Promise<string[]> =>
  client
    .db(database)
    .collection(collection)
    .indexInformation()
    .then((indexes) => Object.keys(indexes).sort())
    .catch(() => []);

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Books and cancels until it is told to stop. Gives how many acts it did. */
function keepWorking(core: TestCore, { ids }: Scene) {
  let isOver = false;
  let acts = 0;
  const work = async (): Promise<void> => {
    while (!isOver) {
      const book = { caseFileId: ids['cora'] ?? '', hold: false };
      const { bookingId } = await core.booking.book(anAct({ name: 'booking.book' }), ids['slot 2'] ?? '', book);
      await core.booking.cancel(anAct({ name: 'booking.cancel' }), bookingId, { reason: 'to and fro' });
      acts += 2;
    }
  };
  const working = work();
  return {
    stop: async (): Promise<number> => {
      isOver = true;
      await working;
      return acts;
    },
  };
}

const engine = await startDurableEngine();
const root = mkdtempSync(join(tmpdir(), 'homeward-drill-'));
const [dataFolder, keysFolder] = [join(root, 'data'), join(root, 'keys')];
const [source, target] = [`${engine.uri}/drill_source`, `${engine.uri}/drill_target`];
const found: string[] = [];
const expectThat = (holds: boolean, sentence: string): void => {
  if (!holds) found.push(sentence);
};

const connection = await connectWatchable(source, { patient: true });
let at = begin.getTime();
const core = await startCore(connection, () => new Date((at += 1)), { master });
const scene = await fillWell(core, begin);
const client = connection.getClient();
const filled = await fillByCopies(
  [client.db(connection.name), client.db(keyDatabaseOf(connection).name)],
  documents,
  master,
);
say(`${filled} documents; the backup begins`);

const working = keepWorking(core, scene);
const backup = await admin(source, ['backup', dataFolder, '--keys', keysFolder]);
const acts = await working.stop();
expectThat(backup.code === 0, `The backup failed: ${backup.said}`);
say(`backup: ${backup.seconds.toFixed(1)} s, ${acts} acts meanwhile`);

const words = ['restore', dataFolder, '--keys', keysFolder];
const isHalfWay = async (): Promise<boolean> =>
  (await client.db('drill_target').collection('bookings').findOne({})) !== null;
const killed = await admin(target, words, isHalfWay);
const refused = await admin(target, ['remove', 'Nobody']);
const wasBroken = killed.code === null && refused.said.includes('was not finished');
expectThat(killed.code === 0 || wasBroken, `Broken off, it did not keep the service from starting: ${refused.said}`);
say(`restore killed: ${wasBroken ? 'half way' : 'too early or too late'}`);
const restored = wasBroken ? await admin(target, words) : killed.code === 0 ? killed : await admin(target, words);
expectThat(restored.code === 0, `The restore failed: ${restored.said}`);
say(`restore: ${restored.seconds.toFixed(1)} s`);

const back = await connectWatchable(target, { patient: true });
const reading = performance.now();
found.push(...(await readFindings(back, { now: new Date(at) })));
const readSeconds = (performance.now() - reading) / 1000;
let counted = 0;
for (const [folder, part, name] of [
  [dataFolder, 'data', back.name],
  [keysFolder, 'keys', keyDatabaseOf(back).name],
] as const) {
  for (const { collection, documents: expected } of readManifest(folder, part).files) {
    const there = await client.db(name).collection(collection).countDocuments();
    // The next start writes what every start writes.
    expectThat(there >= expected, `${collection}: ${there} documents in place of ${expected}.`);
    counted += expected;
  }
}
for (const { collectionName } of Object.values(connection.models).map((model) => model.collection)) {
  const [was, is] = await Promise.all([connection, back].map((each) => listIndexes(each.name, collectionName)));
  expectThat(
    was?.length === 0 || JSON.stringify(was) === JSON.stringify(is),
    `${collectionName}: other indexes than before.`,
  );
}
for (const sentence of found.slice(0, 20)) say(sentence);
printReport({
  command: `npm run drill -- --documents ${documents}`,
  engine: 'SecantusDB 0.7.0b3, every commit synced',
  columns: [
    'documents',
    'backup, s',
    'acts meanwhile',
    'restore with indexes, s',
    'peak memory backup / restore, MiB',
    'broken off half way',
    'reader, s',
    'found',
  ],
  rows: [
    [
      counted,
      backup.seconds.toFixed(1),
      acts,
      restored.seconds.toFixed(1),
      `${backup.megabytes.toFixed(0)} / ${restored.megabytes.toFixed(0)}`,
      wasBroken ? 'refused to start, then run again' : 'not hit',
      readSeconds.toFixed(1),
      found.length,
    ],
  ],
});
await core.stop();
await back.close();
await connection.close();
await engine.stop();
rmSync(root, { recursive: true });
process.exit(found.length > 0 ? 1 : 0);
