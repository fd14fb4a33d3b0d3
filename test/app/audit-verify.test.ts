import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyDatabaseOf } from '../../src/platform/key-ring.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { postTo } from '../support/spawn-app.ts';
import { spawnProgram, type Spawned } from '../support/spawned.ts';
import { sealedWithin } from '../trials/sealed-within.ts';

let database: TestDatabase;
let environment: Record<string, string>;
const spawned: Spawned[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  environment = { MONGODB_URI: database.uri, MASTER_KEY: 'ab'.repeat(32), PORT: '0' };
});
afterAll(async () => {
  for (const each of spawned) each.signal('SIGKILL');
  await Promise.all(spawned.map(({ ended }) => ended));
  await keyDatabaseOf(database.connection).dropDatabase();
  await database.close();
});

const start = (file: 'src/main.ts' | 'src/admin.ts', words: string[] = []): Spawned => {
  const program = spawnProgram(file, environment, words);
  spawned.push(program);
  return program;
};
const admin = async (...words: string[]): Promise<{ code: number | null; said: string }> => {
  const command = start('src/admin.ts', words);
  return { code: await command.ended, said: command.said() };
};

describe('two processes that act and seal at once', () => {
  it('leave one chain without a gap, which the command line finds whole, and broken where it was changed', async () => {
    const services = [start('src/main.ts'), start('src/main.ts')];
    const ports = await Promise.all(services.map((each) => each.says(/Homeward runs on port (\d+)/)));
    const addresses = ports.map(([, port = '']) => `http://127.0.0.1:${port}`);
    const { said } = await admin('invite', 'Olha', '--role', 'coordinator');
    const [path = ''] = /\/sign-in\/[\w-]{43}/.exec(said) ?? [];
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    const answer = await fetch(`${addresses[0] ?? ''}${path}`, { method: 'POST', headers, redirect: 'manual' });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await Promise.all(
      addresses.map(async (address) => {
        for (let count = 0; count < 15; count += 1) {
          const body = { language: 'uk', channel: 'phone' };
          expect((await postTo(`${address}/api/v1/case-files`, cookie, body)).status).toBe(201);
        }
      }),
    );
    const audit = database.connection.collection('audit');
    await sealedWithin(audit, 20_000);
    for (const each of services) each.signal('SIGTERM');
    expect(await Promise.all(services.map(({ ended }) => ended))).toEqual([0, 0]);

    const count = await audit.countDocuments({});
    const numbers = (await audit.find({}).toArray()).map((entry) => Number(entry['no'])).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    const whole = await admin('audit', 'verify');
    expect(whole).toEqual({
      code: 0,
      said: expect.stringMatching(new RegExp(`^OK: ${count} entries\\. Head ${count}:`)),
    });
    const head = /Head (\S+)\./.exec(whole.said)?.[1] ?? '';

    expect((await admin('audit', 'verify', '--head', `${count + 1}:${head}`)).said).toMatch(
      new RegExp(`^Broken at ${count + 1}: it and what came after it are missing`),
    );
    await audit.updateOne({ no: 7 }, { $set: { what: 'nothing' } });
    const changed = await admin('audit', 'verify', '--head', head);
    expect(changed.code).toBe(1);
    expect(changed.said).toMatch(/^Broken at 7: it is not what was written and sealed\. Whole up to 6:\S+\.\n$/);
  }, 60_000);
});
