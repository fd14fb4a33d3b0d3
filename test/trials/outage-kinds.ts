import { randomBytes } from 'node:crypto';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { startHomeward } from './homeward.ts';
import type { Stage } from './outage-stage.ts';
import { workThrough, type Outcome } from './outage-trouble.ts';
import { randomOf } from './random.ts';
import { tamper } from './wire-faults.ts';

/** The wire cut, reset, half-closed and delayed under load. */
export function troubleOnTheWire(stage: Stage, { faults, seed }: { faults: number; seed: number }): Promise<Outcome> {
  let done = 0;
  const onFault = (kind: string): void => {
    done += 1;
    if (done % 25 === 0) process.stderr.write(`fault ${done} of ${faults}: ${kind}\n`);
  };
  return workThrough(stage, {
    ...{ trouble: 'the wire cut, reset, half-closed, delayed, refused', dose: `${faults} faults`, seed, clients: 12 },
    run: ({ proxy }) => tamper(proxy, randomOf(seed), { faults, onFault }),
  });
}

/** The engine stopped where it stands, its connections open and silent. */
export const troubleBySilence = (
  stage: Stage,
  { seconds, seed }: { seconds: number; seed: number },
): Promise<Outcome> =>
  workThrough(stage, {
    ...{ trouble: 'SIGSTOP of the engine', dose: `${seconds} s`, seed, isWhole: true },
    run: async ({ engine }) => {
      process.kill(engine.pid(), 'SIGSTOP');
      await sleep(seconds * 1000);
      process.kill(engine.pid(), 'SIGCONT');
    },
  });

/** The engine's disk filled to its last byte, its log besides, then freed. */
export const troubleByFullDisk = (
  stage: Stage,
  { seconds, seed }: { seconds: number; seed: number },
): Promise<Outcome> =>
  workThrough(stage, {
    ...{ trouble: 'a full disk', dose: `${seconds} s`, seed, isWhole: true },
    run: async ({ engine, connection }) => {
      const file = join(engine.folder, 'filler');
      // Made beforehand: a new collection is the first thing that a full disk refuses.
      await connection.collection('junk').insertOne({ text: 'first' });
      fill(file, engine.folder);
      await fillLog(connection);
      await sleep(seconds * 1000);
      rmSync(file);
      // It stopped itself when it could not write its log: whoever freed the disk starts it again, and the service goes on.
      await engine.kill();
      await engine.restart();
    },
  });

/** The engine writes on in what it took from the disk beforehand: until that is full too. */
async function fillLog(connection: Connection): Promise<void> {
  const junk = connection.collection('junk');
  for (let megabyte = 0; megabyte < 200; megabyte += 1) {
    try {
      await junk.insertOne({ text: randomBytes(500_000).toString('hex') });
    } catch (error) {
      process.stderr.write(`the engine, its disk full: ${String(error)}\n`);
      return;
    }
  }
}

/** A service that has a single connection for all that is asked of it. */
export async function troubleOfOneConnection(stage: Stage, { seed }: { seed: number }): Promise<Outcome> {
  const app = await startHomeward(stage.uriAt(stage.engine.uri, '&maxPoolSize=1'), stage.master);
  const outcome = await workThrough(
    { ...stage, app },
    {
      ...{ trouble: 'a pool of one connection', dose: '32 clients, 10 s', seed, clients: 32 },
      run: () => sleep(10_000),
    },
  );
  app.program.signal('SIGTERM');
  await app.program.ended;
  return outcome;
}

function fill(file: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail === 0) return;
  try {
    writeFileSync(file, Buffer.alloc(bavail * bsize));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
