import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { randomIds } from '../../src/platform/ids.ts';
import { Busy } from '../../src/platform/domain-error.ts';
import { joinProcesses } from '../../src/platform/processes.ts';
import { createTransact } from '../../src/platform/transact.ts';
import { counterModel } from '../support/counter.ts';
import { startFaultyDatabase } from '../support/database-proxy.ts';
import { ask, findFault } from './ask.ts';
import { planAct, startPlaces } from './desk-acts.ts';
import { count } from './desk-load.ts';
import { startHomeward } from './homeward.ts';
import type { Stage } from './outage-stage.ts';
import { saySeconds, sayStatuses, type Outcome } from './outage-trouble.ts';
import { randomOf } from './random.ts';
import { readFindings, type Told } from './reader.ts';

/** Each act's commit is done and its answer cut off: the caller gets the act's reply, and the same one with its key again. */
export async function troubleAtTheCommit(
  stage: Stage,
  { acts, seed }: { acts: number; seed: number },
): Promise<Outcome> {
  let isArmed = false;
  let cuts = 0;
  const database = await startFaultyDatabase(stage.engine.uri, (command) => {
    if (!isArmed || !('commitTransaction' in command)) return undefined;
    isArmed = false;
    cuts += 1;
    return { cut: true };
  });
  const app = await startHomeward(stage.uriAt(database.uri), stage.master);
  const [random, places, agent] = [randomOf(seed), startPlaces(), new Agent({ keepAlive: true })];
  const findings: string[] = [];
  const statuses = new Map<number, number>();
  for (let act = 0; act < acts; act += 1) {
    const planned = planAct(random, stage.world, places);
    const { what, which } = planned;
    const key = randomIds.id();
    const send = () =>
      ask(
        app.url,
        { ...planned.ask, method: 'POST', headers: { Cookie: stage.world.cookie, 'Idempotency-Key': key } },
        agent,
      );
    isArmed = true;
    const first = await send();
    isArmed = false;
    let again = await send();
    for (let tries = 0; again.status === 503 && tries < 40; tries += 1) again = await send();
    count(statuses, first.status);
    const fault = findFault(first);
    if (fault !== undefined) findings.push(`${what}: ${fault}`);
    if (first.status < 300 && first.text !== again.text) findings.push(`${what}: another reply the second time`);
    const isDone = again.status < 300;
    const outcome = isDone ? 'done' : again.status < 500 ? 'refused' : 'unknown';
    stage.told.push({
      key,
      what,
      which,
      outcome,
      ...(isDone ? { reply: JSON.parse(again.text) as Told['reply'] & object } : {}),
    });
    planned.settle(again);
  }
  agent.destroy();
  app.program.signal('SIGTERM');
  await app.program.ended;
  database.stop();
  findings.push(...(await readFindings(stage.connection, { told: stage.told })));
  if (cuts < acts / 4) findings.push(`only ${cuts} acts came to their commit`);
  const dose = `${acts} acts, ${cuts} commits cut`;
  return { trouble: 'the commit’s answer cut off', dose, answers: sayStatuses(statuses), measured: '', findings };
}

/** Processes killed while they hold a lock: how long until others can have it. */
export async function troubleOfTheKilled(stage: Stage, { kills }: { kills: number }): Promise<Outcome> {
  const processes = await joinProcesses(stage.connection, randomIds, () => undefined);
  const transact = createTransact(stage.connection, processes);
  const counters = counterModel(stage.connection);
  await counters.updateOne({ _id: 'c' }, { $set: { n: 0 } }, { upsert: true });
  const take = (): Promise<void> =>
    transact('c', async () => {
      await counters.updateOne({ _id: 'c' }, { $inc: { n: 1 } });
    }).catch((error: unknown) => (error instanceof Busy ? take() : Promise.reject(error as Error)));
  let longest = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const program = ['test/support/locking-process.ts', stage.uriAt(stage.engine.uri)];
    const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    const killed = performance.now();
    await take();
    longest = Math.max(longest, performance.now() - killed);
  }
  await processes.stop();
  const n = (await counters.findById('c').lean())?.n;
  const findings = [
    ...(longest > 10_000 ? [`a lock was free only after ${saySeconds(longest)}`] : []),
    ...(n === kills ? [] : [`${String(n)} of ${kills} acts are there`]),
  ];
  const measured = `free after ${saySeconds(longest)} at most`;
  return { trouble: 'a process killed in a transaction', dose: `${kills} kills`, answers: '', measured, findings };
}
