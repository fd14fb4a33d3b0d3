import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openKeyRing } from '../../src/platform/key-ring.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { spawnProgram, type Spawned } from '../support/spawned.ts';

let database: TestDatabase;
let environment: Record<string, string>;
const running: Spawned[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  environment = { MONGODB_URI: database.uri, MASTER_KEY: 'ab'.repeat(32), PORT: '0' };
});
afterAll(async () => {
  for (const each of running) each.signal('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  await database.connection.useDb(`${database.connection.name}_keys`).dropDatabase();
  await database.close();
});

const start = (...input: Parameters<typeof spawnProgram>): Spawned => {
  const spawned = spawnProgram(...input);
  running.push(spawned);
  return spawned;
};
const startService = async (): Promise<{ service: Spawned; address: string }> => {
  const service = start('src/main.ts', environment);
  const [, port = ''] = await service.says(/Homeward runs on port (\d+)/);
  return { service, address: `http://127.0.0.1:${port}` };
};
const admin = async (...words: string[]): Promise<{ code: number | null; said: string }> => {
  const command = start('src/admin.ts', environment, words);
  return { code: await command.ended, said: command.said() };
};
const signIn = async (address: string, name: string): Promise<string> => {
  const { said } = await admin('invite', name, '--role', 'coordinator');
  const [path = ''] = /\/sign-in\/[\w-]{43}/.exec(said) ?? [];
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  const answer = await fetch(address + path, { method: 'POST', headers, redirect: 'manual' });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
};

describe('the process', () => {
  it('lets in whom the command line invited, until it removes her', async () => {
    const { service, address } = await startService();
    const cookie = await signIn(address, 'Olha');
    const session = () => fetch(`${address}/api/v1/session`, { headers: { cookie } });
    expect(await (await session()).json()).toMatchObject({ name: 'Olha', role: 'coordinator' });
    expect((await admin('remove', 'Olha')).code).toBe(0);
    expect((await session()).status).toBe(401);
    service.signal('SIGINT');
    expect(await service.ended).toBe(0);
  });

  it('finishes what is under way when it is told to stop, takes nothing new and leaves no trace', async () => {
    const { service, address } = await startService();
    const headers = { cookie: await signIn(address, 'Vira'), 'sec-fetch-site': 'same-origin' };
    const body = JSON.stringify({ language: 'uk', channel: 'phone' });
    const slow = httpRequest(`${address}/api/v1/case-files`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': body.length },
    });
    const answered = once(slow, 'response') as Promise<[IncomingMessage]>;
    slow.write(body.slice(0, 9));
    // The service has it once it has answered what came after it.
    await fetch(`${address}/healthz`);
    service.signal('SIGTERM');
    await expect(untilRefused(address)).resolves.toBe('refused');
    slow.end(body.slice(9));
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(201);
    const stopped = performance.now();
    expect(await service.ended).toBe(0);
    expect(performance.now() - stopped).toBeLessThan(10_000);
    expect(await database.connection.collection('casefiles').countDocuments()).toBe(1);
    expect(await database.connection.collection('processes').countDocuments()).toBe(0);
  });
});

async function untilRefused(address: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await fetch(`${address}/healthz`, { headers: { connection: 'close' } });
    } catch {
      return 'refused';
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return 'still answers';
}

describe('a start that cannot go on', () => {
  const refusal = async (changes: Record<string, string>): Promise<string> => {
    const service = start('src/main.ts', { ...environment, ...changes });
    expect(await service.ended).toBe(1);
    expect(service.said()).not.toMatch(/\n\s+at |node:internal|Error:/);
    return service.said().trim();
  };

  it('says in one sentence that the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const said = await refusal({ PORT: String(port) });
    other.close();
    expect(said).toBe(`Port ${port} is in use. Stop what uses it, or set PORT to another one.`);
  });

  it('names every wrong variable at once', async () => {
    const said = await refusal({ PORT: 'x', LOG_LEVEL: 'loud' });
    expect(
      said
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(' ')[0]),
    ).toEqual(['PORT', 'LOG_LEVEL']);
  });

  it('knows another database’s master key', async () => {
    await openKeyRing(database.connection, Buffer.from(environment['MASTER_KEY'] ?? '', 'hex'));
    expect(await refusal({ MASTER_KEY: 'cd'.repeat(32) })).toMatch(/^MASTER_KEY is not the key/);
  });

  it('says that no database answers', async () => {
    expect(await refusal({ MONGODB_URI: 'mongodb://127.0.0.1:9/homeward' })).toMatch(/^The database does not answer/);
  });

  it('says which folder cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'homeward-test-'));
    const file = join(folder, 'data');
    writeFileSync(file, 'a file, where a folder was wanted');
    const said = await refusal({ MONGODB_URI: '', MASTER_KEY: '', DATA_DIR: file });
    rmSync(folder, { recursive: true });
    expect(said).toBe(`Homeward cannot write to ${file}: make it writable, or set DATA_DIR to another folder.`);
  });
});

describe('the command line', () => {
  it('shows how it is used when it is not understood', async () => {
    for (const words of [[], ['invite'], ['invite', 'Olha', '--role', 'king'], ['promote', 'Olha']]) {
      const { code, said } = await admin(...words);
      expect(code).toBe(1);
      expect(said).toContain('npm run admin -- invite NAME --role coordinator|administrator');
      expect(said).not.toMatch(/\n\s+at /);
    }
  });

  it('says that there is nobody of that name', async () => {
    const { code, said } = await admin('remove', 'Nobody');
    expect(code).toBe(1);
    expect(said).toMatch(/^There is no such member of staff\..*\n$/);
  });
});
