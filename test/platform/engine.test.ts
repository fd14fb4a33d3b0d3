import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEngine } from '../../src/platform/engine/engine.ts';
import { stampOf, stillRuns } from '../../src/platform/engine/process-stamp.ts';
import type { EngineRecord } from '../../src/platform/engine/engine-record.ts';

const program = join(import.meta.dirname, '../support/engine-process.ts');
let dataDir: string;
let ends: (() => unknown)[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'homeward-engine-test-'));
  ends = [];
});
afterEach(async () => {
  for (const end of ends) await end();
  endForcibly();
  rmSync(dataDir, { recursive: true, force: true });
});

const record = (): EngineRecord => JSON.parse(readFileSync(join(dataDir, 'engine.json'), 'utf8')) as EngineRecord;

/** What a test of something else leaves running need not be stopped gently, which takes the engine 2 s. */
function endForcibly(): void {
  const left = existsSync(join(dataDir, 'engine.json')) ? record() : undefined;
  if (left && stillRuns(left)) process.kill(left.pid, 'SIGKILL');
}

/** A spawned Homeward process: `ask` writes a line and gives the next line it prints. */
function startProcess() {
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => (await lines.next()).value ?? '';
  const exited = once(child, 'exit');
  const leave = async (): Promise<void> => {
    child.stdin.end();
    await exited;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  ends.push(kill);
  return {
    attached: next(),
    leave,
    ask: (note: string): Promise<string> => (child.stdin.write(`${note}\n`), next()),
    kill,
  };
}

async function openHere() {
  const engine = await openEngine({ dataDir, say: () => undefined });
  ends.push(() => engine.leave());
  return engine;
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition() && waited < 20_000; waited += 50) await sleep(50);
}

describe('the embedded engine of a folder', () => {
  it('is one for two processes that start at once, and stops when the last of them leaves', async () => {
    const [first, second] = [startProcess(), startProcess()];
    const uris = await Promise.all([first.attached, second.attached]);
    expect(uris[0]).toMatch(/^attached mongodb:\/\/127\.0\.0\.1:\d+\/homeward$/);
    expect(uris[1]).toBe(uris[0]);
    expect(await first.ask('one')).toBe('notes 1');
    await first.leave();
    expect(await second.ask('two')).toBe('notes 2');
    const engine = record();
    expect(stillRuns(engine)).toBe(true);
    await second.leave();
    expect(stillRuns(engine)).toBe(false);
  });

  it('serves whoever attaches while the last one leaves', async () => {
    const first = startProcess();
    await first.attached;
    const leaving = first.leave();
    const second = startProcess();
    await second.attached;
    await leaving;
    expect(await second.ask('still here')).toBe('notes 1');
  });

  it('outlives a process that is killed, and does not count it among those that use it', async () => {
    const killed = startProcess();
    await killed.attached;
    await killed.kill();
    const { pid } = record();
    const next = startProcess();
    await next.attached;
    expect(record().pid).toBe(pid);
    await next.leave();
    expect(stillRuns(stampOf(pid))).toBe(false);
  });

  it('comes back at the same address with its data when it is killed under a running process', async () => {
    const running = startProcess();
    await running.attached;
    await running.ask('kept');
    const before = record();
    process.kill(before.pid, 'SIGKILL');
    await until(() => record().pid !== before.pid && record().port !== 0);
    expect(record().port).toBe(before.port);
    expect(await running.ask('and another')).toBe('notes 2');
  });

  it('finds the data again in a later start', async () => {
    const first = startProcess();
    await first.attached;
    await first.ask('kept');
    await first.leave();
    const later = startProcess();
    await later.attached;
    expect(await later.ask('and another')).toBe('notes 2');
  });
});

describe('a stale engine.json', () => {
  const stale = (stamp: { pid: number; began: string }, port: number): void =>
    writeFileSync(
      join(dataDir, 'engine.json'),
      JSON.stringify({ ...stamp, port, id: 'of an engine long gone', folder: dataDir } satisfies EngineRecord),
    );

  it('leads neither to a stranger that has its process number, nor to one at its port, and ends neither', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    stale({ pid: stranger.pid ?? 0, began: 'another day' }, port);
    const engine = await openHere();
    expect(engine.uri).not.toContain(`:${port}/`);
    await engine.leave();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
    server.close();
  });

  it('does not lead to a living engine that holds another id', async () => {
    const other = mkdtempSync(join(tmpdir(), 'homeward-engine-test-'));
    const theirs = await openEngine({ dataDir: other, say: () => undefined });
    const their = JSON.parse(readFileSync(join(other, 'engine.json'), 'utf8')) as EngineRecord;
    stale({ pid: their.pid, began: their.began }, their.port);
    const mine = await openHere();
    expect(mine.uri).not.toBe(theirs.uri);
    await mine.leave();
    expect(stillRuns(their)).toBe(true);
    await theirs.leave();
    rmSync(other, { recursive: true });
  });
});

describe('an engine that does not answer', () => {
  it('is named, left alone, and found again once it answers', async () => {
    const running = startProcess();
    await running.attached;
    const { pid } = record();
    process.kill(pid, 'SIGSTOP');
    const refused = openEngine({ dataDir, say: () => undefined });
    await expect(refused).rejects.toThrow(`(process ${pid}) runs but does not answer`);
    process.kill(pid, 'SIGCONT');
    await openHere();
    expect(record().pid).toBe(pid);
  });
});

describe('a folder that cannot be used', () => {
  it('is refused in one sentence when it cannot be written', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    await expect(openEngine({ dataDir: join(file, 'data'), say: () => undefined })).rejects.toThrow(
      /^Homeward cannot write to .*: make it writable, or set DATA_DIR to another folder\.$/,
    );
    expect(existsSync(join(file, 'data'))).toBe(false);
  });

  it('is used again after a process died with its lock', async () => {
    writeFileSync(join(dataDir, 'engine.lock'), JSON.stringify({ pid: process.pid, began: 'another day' }));
    const engine = await openHere();
    expect(engine.uri).toContain('127.0.0.1');
  });
});
