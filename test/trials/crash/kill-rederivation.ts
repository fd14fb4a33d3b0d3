import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Busy } from '../../../src/platform/domain-error.ts';
import { newKey } from '../../../src/platform/sealing.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anAct } from '../../support/builders.ts';
import { testClock } from '../../support/clock.ts';
import { nobodyFromBelarus } from '../../support/closures.ts';
import type { TestDatabase } from '../../support/database.ts';
import { aCase, aDesk, anOpenSlot } from '../../console/desk-setup.ts';
import { randomOf } from '../random.ts';
import { readFindings } from '../reader.ts';

const NOW = '2026-11-24T08:00:00Z';
/** More than are done between two moves of the cursor. */
const FAMILIES = 24;
const JOB = { kind: 'job', name: 're-derivation' } as const;

export interface KilledRederivation {
  kills: number;
  /** Database commands of one whole re-derivation, as counted. */
  commands: number;
  /** Times that the process after the kill found some of it done already. */
  resumed: number;
  findings: string[];
}

/**
 * A border closes under some families; the process that proposes for them is killed before one of its commands, and
 * another goes on where it was. After each kill the reader looks at what is left, and again once all is done.
 */
export async function killRederivation(
  database: TestDatabase,
  { kills, seed }: { kills: number; seed: number },
): Promise<KilledRederivation> {
  const master = newKey();
  const app = await startTestApp({ given: database, master, clock: testClock(NOW) });
  try {
    await closeUnderFamilies(app);
    const work = [database.uri, master.toString('base64'), NOW];
    const commands = await runElsewhere(work);
    const done: KilledRederivation = { kills: 0, commands, resumed: 0, findings: await lookAt(app, 'Run whole') };
    const random = randomOf(seed);
    // Each part of the run has its turn, whatever the seed.
    for (let kill = 0; kill < kills; kill += 1)
      await killOnce(app, work, 1 + Math.floor(((kill + random.next()) * (commands - 1)) / kills), done);
    return done;
  } finally {
    await app.stop();
  }
}

async function killOnce(
  app: TestApp,
  work: readonly string[],
  command: number,
  done: KilledRederivation,
): Promise<void> {
  const { proposal, rederivation } = app.services;
  for (const { _id } of await proposal.listOpen()) await proposal.refuse(anAct({ name: 'proposal.refuse' }), _id);
  await rederivation.begin('asked', new Date(NOW));
  const where = `Killed before command ${command} of ${done.commands}`;
  if ((await runElsewhere([...work, String(command)])) === 0) done.kills += 1;
  const left = await proposal.listOpen();
  if (left.length > 0) done.resumed += 1;
  done.findings.push(...(await findingsOf(app, where)));
  await goOn(app);
  const kept = new Set((await proposal.listOpen()).map(({ _id }) => _id));
  const lost = left.filter(({ _id }) => !kept.has(_id)).length;
  done.findings.push(
    ...(await lookAt(app, `${where}, gone on with`)),
    ...(lost > 0 ? [`${where}: ${lost} proposals were made anew.`] : []),
  );
}

async function closeUnderFamilies(app: TestApp): Promise<void> {
  const desk = await aDesk(app);
  const hers = await anOpenSlot(app, desk, { date: '2026-12-01', capacity: FAMILIES });
  await anOpenSlot(app, desk, { date: '2026-12-20', capacity: 2 * FAMILIES });
  for (let count = 0; count < FAMILIES; count += 1) {
    const { caseFileId } = await aCase(app);
    await app.services.booking.book(anAct({ name: 'booking.book' }), hers, { caseFileId, hold: false });
  }
  await app.services.crossingEvent.report(anAct({ name: 'crossing-event.create' }), nobodyFromBelarus());
}

/** As the job does each minute; the locks of the dead are free after some seconds. */
async function goOn(app: TestApp): Promise<void> {
  try {
    await app.services.rederivation.runOpen(JOB);
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    await goOn(app);
  }
}

/** Runs what is open in another process; gives how many commands it took, and 0 where it was killed. */
async function runElsewhere(words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['test/support/rederiving-process.ts', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += String(text)));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal === 'SIGKILL') return 0;
  if (code !== 0) throw new Error(`The process that looks at journeys anew ended with ${String(code)}.`);
  return Number(/commands (\d+)/.exec(said)?.[1]);
}

const findingsOf = async ({ database }: TestApp, where: string): Promise<string[]> =>
  (await readFindings(database.connection, { now: new Date(NOW) })).map((each) => `${where}: ${each}`);

/** What the reader finds, and whether each family has her proposal once all is done. */
async function lookAt(app: TestApp, where: string): Promise<string[]> {
  const [open, [last]] = [await app.services.proposal.listOpen(), await app.services.rederivation.listLately()];
  return [
    ...(await findingsOf(app, where)),
    ...(open.length === FAMILIES ? [] : [`${where}: ${open.length} of ${FAMILIES} families have a proposal.`]),
    ...(last?.doneAt ? [] : [`${where}: the re-derivation is not done.`]),
    ...(last?.counts.wrong === FAMILIES ? [] : [`${where}: it says that ${last?.counts.wrong ?? 0} cannot go.`]),
  ];
}
