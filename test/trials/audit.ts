// `npm run audit-trial`: processes that act and seal at once, random edits, and the verification of a long log.
import { parseArgs } from 'node:util';
import { createAuditStore } from '../../src/audit/audit-store.ts';
import { findCut, followChain, GENESIS } from '../../src/audit/chain.ts';
import { createChainStore } from '../../src/audit/chain-store.ts';
import { verifyService } from '../../src/audit/verify-service.ts';
import { connectWatchable } from '../support/watchable.ts';
import { ensureIndexes } from '../../src/platform/indexes.ts';
import { keyDatabaseOf } from '../../src/platform/key-ring.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { aChain, anEdit, chainHash, headOf } from '../support/audit-edits.ts';
import { startDurableEngine } from '../support/durable-engine.ts';
import { postTo } from '../support/spawn-app.ts';
import { spawnProgram, type Spawned } from '../support/spawned.ts';
import { randomOf } from './random.ts';
import { printReport } from './report.ts';
import { sealedWithin } from './sealed-within.ts';

type Row = readonly [what: string, asked: string, found: string, isGood: boolean];

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '4' },
    acts: { type: 'string', default: '200' },
    edits: { type: 'string', default: '10000' },
    entries: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});
const [processes, acts, edits, entries, seed] = [
  Number(values.processes),
  Number(values.acts),
  Number(values.edits),
  Number(values.entries),
  Number(values.seed),
];
const tell = (line: string): void => console.error(line);

/** Processes of the service act at once, each for itself, while each of them seals. */
async function actAndSeal(uri: string): Promise<Row> {
  const environment = { MONGODB_URI: `${uri}/homeward`, MASTER_KEY: newKey().toString('base64'), LOG_LEVEL: 'warn' };
  const services = Array.from({ length: processes }, () => spawnProgram('src/main.ts', { ...environment, PORT: '0' }));
  const addresses = await Promise.all(services.map(addressOf));
  const cookie = await signIn(environment, addresses[0] ?? '');
  await Promise.all(
    addresses.map(async (address) => {
      for (let count = 1; count <= acts; count += 1) {
        const { status } = await postTo(`${address}/api/v1/case-files`, cookie, { language: 'uk', channel: 'phone' });
        if (status !== 201) throw new Error(`An act was answered with ${status}.`);
        if (count % 50 === 0) tell(`${count} of ${acts} acts at ${address}`);
      }
    }),
  );
  const connection = await connectWatchable(environment.MONGODB_URI);
  const audit = connection.collection('audit');
  const waited = await sealedWithin(audit, 60_000);
  for (const each of services) each.signal('SIGTERM');
  await Promise.all(services.map(({ ended }) => ended));
  const total = await audit.countDocuments({});
  const numbers = (await audit.find({}).project({ no: 1 }).toArray()).map((each) => Number(each['no']));
  await connection.close();
  const verified = spawnProgram('src/admin.ts', environment, ['audit', 'verify']);
  const code = await verified.ended;
  const isContiguous = new Set(numbers).size === total && Math.max(...numbers) === total && Math.min(...numbers) === 1;
  const isGood = code === 0 && isContiguous && total >= processes * acts && waited <= 5000;
  return [
    `${processes} processes × ${acts} acts`,
    'contiguous within 5 s of the last act',
    `${total} entries, ${isContiguous ? 'contiguous' : 'with gaps'}, the last sealed after ${waited} ms; ${verified.said().trim().split(' Head')[0] ?? ''}`,
    isGood,
  ];
}

async function addressOf(service: Spawned): Promise<string> {
  const [, port = ''] = await service.says(/Homeward runs on port (\d+)/);
  return `http://127.0.0.1:${port}`;
}

async function signIn(environment: Record<string, string>, address: string): Promise<string> {
  const invited = spawnProgram('src/admin.ts', environment, ['invite', 'Trial', '--role', 'coordinator']);
  await invited.ended;
  const [path = ''] = /\/sign-in\/[\w-]{43}/.exec(invited.said()) ?? [];
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  const answer = await fetch(address + path, { method: 'POST', headers, redirect: 'manual' });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Single random edits of chains of a hundred entries, each looked at by the verification. */
function edit(): Row {
  const random = randomOf(seed);
  const chains = Array.from({ length: 20 }, () => aChain(random, 100));
  let missed = 0;
  for (let count = 0; count < edits; count += 1) {
    const chain = random.pick(chains);
    const { name, edited } = anEdit(random, chain);
    const { head, broken } = followChain(chainHash, GENESIS, edited);
    if (broken ?? findCut(head, [headOf(chain)])) continue;
    missed += 1;
    tell(`missed: ${name}`);
  }
  return [`${edits} random edits`, 'all found', `${edits - missed} found`, missed === 0];
}

/** A long log on the engine, written past the service, and read through as the command line does. */
async function verifyLong(uri: string): Promise<Row> {
  const connection = await connectWatchable(`${uri}/long`, { patient: true });
  const audit = createAuditStore(connection, () => '');
  const chain = createChainStore(keyDatabaseOf(connection));
  await ensureIndexes(connection, connection);
  const log = aChain(randomOf(seed), entries);
  for (let from = 0; from < log.length; from += 1000) {
    await connection.collection('audit').insertMany(log.slice(from, from + 1000));
    if (from % 10_000 === 0) tell(`${from} of ${entries} entries written`);
  }
  await chain.keepHead(headOf(log));
  await chain.prepare();
  const { verify } = verifyService({ audit, chain, hash: chainHash, clock: () => new Date() });
  const times: number[] = [];
  let isWhole = true;
  for (let round = 0; round < 3; round += 1) {
    const started = performance.now();
    const found = await verify([headOf(log)]);
    times.push(Math.round(performance.now() - started));
    isWhole &&= !found.broken && found.strays === 0 && found.head.no === entries;
  }
  await connection.close();
  const [least = 0, median = 0, most = 0] = times.toSorted((a, b) => a - b);
  const found = `${isWhole ? 'whole' : 'broken'}; ${least} / ${median} / ${most} ms (min / median / max)`;
  return [`verification of ${entries} entries`, '≤ 5 s', found, isWhole && median <= 5000];
}

const engine = await startDurableEngine();
try {
  const rows = [edit(), await actAndSeal(engine.uri), await verifyLong(engine.uri)];
  printReport({
    command: `npm run audit-trial -- --processes ${processes} --acts ${acts} --edits ${edits} --entries ${entries}`,
    seed,
    engine: 'the embedded engine on disk, every commit synced',
    columns: ['What', 'Asked', 'Found', ''],
    rows: rows.map(([what, asked, found, isGood]) => [what, asked, found, isGood ? 'ok' : 'MISSED']),
  });
  process.exitCode = rows.every(([, , , isGood]) => isGood) ? 0 : 1;
} finally {
  await engine.stop();
}
