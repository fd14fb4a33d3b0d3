import type { Connection } from 'mongoose';
import type { Told } from '../reader.ts';
import { connectWatchable } from '../../support/watchable.ts';
import { newKey } from '../../../src/platform/sealing.ts';
import { startCore } from '../../support/core.ts';
import { startWatched, type WatchedApp } from '../../support/watched.ts';
import { openDesk, tryOnce, type Ask, type Desk, type Said } from '../race/desk.ts';
import { buildWorld } from '../race/world.ts';
import { readFindings } from '../reader.ts';
import { CRASH_ACTS, type Stage } from './acts.ts';
import { keepSpares, type Spares } from './spares.ts';

export interface KilledEach {
  act: string;
  /** Database commands of one act, as counted. */
  commands: number;
  kills: number;
  findings: string[];
}

interface Options {
  /** With the name of a database of its own. */
  uri: string;
  act: string;
  /** Kills at the same time, each on a family and a slot of its own: the locks of a dead process are free after some six seconds. */
  atOnce: number;
  /** The commands to kill at; every one when absent. */
  only?: readonly number[];
}

/** One act, killed before and after each of its database commands, and each time asked for again from two other processes. */
export async function killEach({ uri, act, atOnce, only }: Options): Promise<KilledEach> {
  const master = newKey();
  const connection = await connectWatchable(uri, { patient: true });
  const world = await buildWorld(connection, master, { series: 6, escorts: 6, weeks: 4, capacity: 50 });
  const core = await startCore(connection, () => new Date(), { master });
  const survivors = await Promise.all([startWatched(uri, master), startWatched(uri, master)]);
  const spares = keepSpares(uri, master, Math.min(atOnce, 3), only && only.length * 2);
  const listed = await core.slotList.list({ from: new Date(), to: new Date(Date.now() + 31 * 86_400_000) });
  const desk = openDesk({ urls: () => survivors.map(({ url }) => url), cookie: world.cookie });
  const stage = { core, desk, slotIds: listed.map(({ slotId }) => slotId), next: 0 };
  const trial = { connection, stage, survivors, spares, desk, cookie: world.cookie, act };
  const kills = await killAll(trial, atOnce, only);
  desk.findings.push(...(await readFindings(connection, { told: desk.told })));
  await spares.stop();
  await Promise.all(survivors.map((each) => each.stop()));
  await core.stop();
  await connection.close();
  const commands = Math.max(0, ...kills.map(({ command }) => command));
  return { act, commands, kills: kills.length, findings: [...new Set(desk.findings)] };
}

interface Trial {
  connection: Connection;
  stage: Stage;
  survivors: WatchedApp[];
  spares: Spares;
  desk: Desk;
  cookie: string;
  act: string;
}

const MOST_TRIES = 5;

interface Kill {
  command: number;
  when: 'before' | 'after';
}

/** Goes on until a process lives through its act: then every command has had its turn. */
async function killAll(trial: Trial, atOnce: number, only?: readonly number[]): Promise<Kill[]> {
  const done: Kill[] = [];
  const wanted = only?.flatMap((command): Kill[] => [
    { command, when: 'before' },
    { command, when: 'after' },
  ]);
  let [count, isThrough] = [0, false];
  const nextKill = (): Kill | undefined => {
    if (wanted) return wanted.shift();
    if (isThrough) return undefined;
    count += 1;
    return { command: Math.ceil(count / 2), when: count % 2 === 1 ? 'before' : 'after' };
  };
  const work = async (): Promise<void> => {
    for (let kill = nextKill(); kill; kill = nextKill()) {
      let met = await killOnce(trial, kill);
      for (let tries = 1; met === 'missed' && tries < MOST_TRIES; tries += 1) met = await killOnce(trial, kill);
      if (met === 'killed') done.push(kill);
      else isThrough = true;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}

/**
 * `done`: the act has no such command. `missed`: it did not come as far, by the locks that another kill had just left, or
 * its command there was refused by a conflict, so that no “after” came; the same kill is tried once more.
 */
async function killOnce(
  { stage, spares, desk, ...trial }: Trial,
  { command, when }: Kill,
): Promise<'killed' | 'done' | 'missed'> {
  stage.next += 1;
  const prepare = CRASH_ACTS[trial.act];
  if (!prepare)
    throw new Error(`There is no act “${trial.act}” to kill. There are: ${Object.keys(CRASH_ACTS).join(', ')}.`);
  const ask = await prepare({ ...stage });
  const victim = await spares.take();
  await victim.ask({ do: 'die', command, when });
  const begun = desk.begin(ask);
  const answered = await tryOnce(`${victim.url}${ask.path}`, ask.body, begun.key, trial.cookie);
  if (answered) victim.kill();
  if (answered?.status === 503) return 'missed';
  if (answered) {
    if (answered.status < 300) Object.assign(begun, { outcome: 'done', reply: answered.body });
    else desk.findings.push(`${ask.what}, not killed, was answered with ${answered.status}.`);
    return when === 'before' ? 'done' : 'missed';
  }
  await victim.ended;
  const where = `${when} command ${command} of ${ask.what}`;
  const left = await readFindings(trial.connection, { told: desk.told });
  desk.findings.push(...left.map((each) => `Killed ${where}: ${each}`));
  await askAgain(trial, desk, ask, begun, where);
  return 'killed';
}

/** From the one and from the other: one effect, the same reply. */
async function askAgain(
  { survivors, cookie }: Pick<Trial, 'survivors' | 'cookie'>,
  desk: Desk,
  ask: Ask,
  begun: Told,
  where: string,
): Promise<void> {
  const first = await desk.send(ask, begun);
  if (!first || first.status >= 300) desk.findings.push(`Killed ${where}, asked again: ${first?.type ?? 'no answer'}.`);
  for (const { url } of survivors) {
    let again: Said | undefined;
    do again = await tryOnce(`${url}${ask.path}`, ask.body, begun.key, cookie);
    while (again?.status === 503);
    if (JSON.stringify(again) !== JSON.stringify(first))
      desk.findings.push(`Killed ${where}, asked twice more: answered otherwise.`);
  }
}
