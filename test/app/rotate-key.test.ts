import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyDatabaseOf } from '../../src/platform/key-ring.ts';
import { newKey, seal } from '../../src/platform/sealing.ts';
import { wrappingUnder } from '../../src/platform/wrapping.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { postTo } from '../support/spawn-app.ts';
import { spawnProgram, type Spawned } from '../support/spawned.ts';

const [previous, master] = [newKey(), newKey()];
const ROWS = 1500;
let database: TestDatabase;
const spawned: Spawned[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  for (const each of spawned) each.signal('SIGKILL');
  await Promise.all(spawned.map(({ ended }) => ended));
  await keyDatabaseOf(database.connection).dropDatabase();
  await database.close();
});

const start = (file: 'src/main.ts' | 'src/admin.ts', keys: readonly Buffer[], words: string[] = []): Spawned => {
  const [MASTER_KEY = '', MASTER_KEY_PREVIOUS = ''] = keys.map((key) => key.toString('base64'));
  const program = spawnProgram(
    file,
    { MONGODB_URI: database.uri, MASTER_KEY, MASTER_KEY_PREVIOUS, PORT: '0', LOG_LEVEL: 'error' },
    words,
  );
  spawned.push(program);
  return program;
};
const startService = async (...keys: Buffer[]): Promise<{ service: Spawned; address: string }> => {
  const service = start('src/main.ts', keys);
  const [, port = ''] = await service.says(/Homeward runs on port (\d+)/);
  return { service, address: `http://127.0.0.1:${port}` };
};
const stop = async (service: Spawned): Promise<void> => {
  service.signal('SIGTERM');
  expect(await service.ended).toBe(0);
};
const signIn = async (address: string): Promise<string> => {
  const invited = start('src/admin.ts', [previous], ['invite', 'Olha', '--role', 'coordinator']);
  await invited.ended;
  const [path = ''] = /\/sign-in\/[\w-]{43}/.exec(invited.said()) ?? [];
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  const answer = await fetch(address + path, { method: 'POST', headers, redirect: 'manual' });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
};
const openCase = (address: string, cookie: string) =>
  postTo(`${address}/api/v1/case-files`, cookie, { language: 'uk', channel: 'phone' });
const readCase = async (address: string, cookie: string, id: unknown): Promise<number> =>
  (await fetch(`${address}/api/v1/case-files/${String(id)}`, { headers: { cookie } })).status;

describe('npm run admin -- rotate-key', () => {
  it('waits for nobody who lacks the new key, is killed half way and goes on, while the service serves', async () => {
    const before = await startService(previous);
    const cookie = await signIn(before.address);
    const { caseFileId } = (await openCase(before.address, cookie)).body;
    const casekeys = keyDatabaseOf(database.connection).collection<{ _id: string; sealed: string }>('casekeys');
    const more = Array.from({ length: ROWS }, (_, index) => `more-${index}`);
    await casekeys.insertMany(more.map((_id) => ({ _id, sealed: seal(previous, _id, 'key') })));
    const early = start('src/admin.ts', [master, previous], ['rotate-key']);
    const { service, address } = await startService(master, previous);
    await stop(before.service);

    // It had to wait for the one with the old key alone, and begins when that one is gone.
    await early.says(/keys wrapped anew/);
    early.signal('SIGKILL');
    await early.ended;
    const openedBy = async (): Promise<(string | undefined)[]> =>
      (await casekeys.find({}).toArray()).map(({ _id, sealed }) =>
        wrappingUnder({ master, previous }).openedBy(_id, sealed),
      );
    expect(new Set(await openedBy())).toEqual(new Set(['master', 'previous']));

    const again = start('src/admin.ts', [master, previous], ['rotate-key']);
    const opened: unknown[] = [caseFileId];
    const over = again.ended.then(() => true);
    do {
      const answer = await openCase(address, cookie);
      expect(answer.status).toBe(201);
      opened.push(answer.body['caseFileId']);
    } while (!(await Promise.race([over, Promise.resolve(false)])));
    expect(await again.ended).toBe(0);
    expect(again.said()).toMatch(/All keys are wrapped under MASTER_KEY; \d+ were wrapped anew/);
    expect(new Set(await openedBy())).toEqual(new Set(['master']));
    for (const id of opened) expect(await readCase(address, cookie, id)).toBe(200);
    await stop(service);

    const late = start('src/main.ts', [previous]);
    expect(await late.ended).toBe(1);
    expect(late.said()).toMatch(/^MASTER_KEY is not the key/);
    const after = await startService(master);
    expect(await readCase(after.address, cookie, caseFileId)).toBe(200);
    await stop(after.service);
  }, 60_000);

  it('says what to do when it has one key only', async () => {
    const command = start('src/admin.ts', [master], ['rotate-key']);
    expect(await command.ended).toBe(1);
    expect(command.said()).toMatch(/^Put the new key into MASTER_KEY and the old one into MASTER_KEY_PREVIOUS/);
  });
});
