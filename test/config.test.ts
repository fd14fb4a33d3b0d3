import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { environmentSchema, loadConfig } from '../src/config.ts';

const key = 'ab'.repeat(32);
const problemsOf = (environment: Record<string, string>): string[] => {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    const [, ...lines] = (error as Error).message.split('\n');
    return lines.map((line) => line.trim());
  }
};

describe('the configuration', () => {
  it('needs nothing on a machine of one’s own', () => {
    expect(loadConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      dataDir: '.data',
      mongodbUri: undefined,
      retentionDays: 30,
      checkDays: { 'PL-UA': 30, 'RU-PL': 14, 'BY-PL': 7 },
    });
  });

  it('makes links from the port unless an address is given', () => {
    expect(loadConfig({ PORT: '8080', PUBLIC_URL: '' }).publicUrl).toBe('http://localhost:8080');
    expect(loadConfig({ PUBLIC_URL: 'https://homeward.example.org/' }).publicUrl).toBe('https://homeward.example.org');
  });

  it('takes the master key as hex and as base64', () => {
    const base64 = Buffer.from(key, 'hex').toString('base64');
    expect(loadConfig({ MASTER_KEY: key }).masterKey).toEqual(loadConfig({ MASTER_KEY: base64 }).masterKey);
  });

  it('names all that is wrong at once, a sentence each', () => {
    const problems = problemsOf({ PORT: 'three', MASTER_KEY: 'short', LOG_LEVEL: 'loud', REST_HOURS: '-1' });
    expect(problems.map((line) => line.split(' ')[0])).toEqual(['PORT', 'MASTER_KEY', 'REST_HOURS', 'LOG_LEVEL']);
    for (const line of problems) expect(line).toMatch(/^[A-Z_]+ must .*[^.]\.$/);
  });

  it.each([
    [
      'a public address in the open',
      { PUBLIC_URL: 'http://homeward.example.org' },
      /^PUBLIC_URL must begin with https/,
    ],
    [
      'a case file kept for less than an ending can be taken back',
      { RETENTION_DAYS: '7' },
      /^RETENTION_DAYS must be 8/,
    ],
    ['days for a border that is none', { STATUS_CHECK_DAYS: 'BY-PL:3,PL-LT:3' }, /^STATUS_CHECK_DAYS must be borders/],
    ['an address that is none', { PUBLIC_URL: 'homeward' }, /^PUBLIC_URL must be an address/],
    ['an address of another kind', { PUBLIC_URL: 'ftp://homeward.example.org' }, /^PUBLIC_URL/],
    ['the embedded database for others', { HOST: '0.0.0.0' }, /^HOST must be this machine/],
    ['the embedded database in production', { NODE_ENV: 'production' }, /^MONGODB_URI is missing/],
    ['a database without its key', { MONGODB_URI: 'mongodb://db/homeward' }, /^MASTER_KEY is missing/],
    [
      'an old key without the new one',
      { MASTER_KEY_PREVIOUS: key },
      /^MASTER_KEY_PREVIOUS is the old key: give the new one/,
    ],
    [
      'one key as the old and the new one',
      { MASTER_KEY: key, MASTER_KEY_PREVIOUS: Buffer.from(key, 'hex').toString('base64') },
      /^MASTER_KEY_PREVIOUS must be the old key/,
    ],
    ['an old key that is none', { MASTER_KEY: key, MASTER_KEY_PREVIOUS: 'short' }, /^MASTER_KEY_PREVIOUS must be 32/],
    [
      'a database without a name',
      { MONGODB_URI: 'mongodb://db', MASTER_KEY: key },
      /^MONGODB_URI must name a database/,
    ],
  ])('refuses %s', (_case, environment, sentence) => {
    expect(problemsOf(environment)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each(['http://127.0.0.1:3000', 'http://[::1]:3000', 'http://localhost'])(
    'lets %s be this machine',
    (PUBLIC_URL) => {
      expect(problemsOf({ PUBLIC_URL })).toEqual([]);
    },
  );

  it('serves others from a database of one’s own', () => {
    const own = { MONGODB_URI: 'mongodb://a,b/homeward?replicaSet=rs0', MASTER_KEY: key };
    expect(problemsOf({ ...own, HOST: '0.0.0.0', NODE_ENV: 'production', PUBLIC_URL: 'https://example.org' })).toEqual(
      [],
    );
  });

  it('is all explained in .env.example, and nothing else is', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const named = example.split('\n').flatMap((line) => /^#? ?([A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect(named.toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
    for (const block of example.trim().split(/\n\n/).slice(1)) expect(block).toMatch(/^# [A-Z0-9fw]/i);
  });
});
