import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { BORDERS } from './crossing/crossing.ts';
import { KEY_BYTES } from './platform/sealing.ts';
import { StartRefused } from './platform/start-refused.ts';

const isLoopback = (host: string): boolean =>
  ['localhost', '::1', '[::1]'].includes(host) || /^127(\.\d{1,3}){3}$/.test(host);
const isProxyList = (text: string): boolean =>
  /^\d+$/.test(text) ||
  text.split(',').every((part) => {
    const [address = '', bits] = part.trim().split('/');
    if (['loopback', 'linklocal', 'uniquelocal'].includes(address)) return bits === undefined;
    return isIP(address) !== 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= 128));
  });
const absent = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(absent, schema.optional());
const withDefault = <S extends z.ZodType>(schema: S, value: z.input<S>) =>
  z.preprocess((given) => absent(given) ?? value, schema);

const keyOf = (text: string): Buffer => Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
const masterKey = z
  .string()
  .transform(keyOf)
  .refine(
    (key) => key.length === KEY_BYTES,
    'must be 32 bytes as base64 or hex: make one with `openssl rand -base64 32`',
  );

export type CheckDays = Record<(typeof BORDERS)[number], number>;
// The posts with Belarus were all shut with three days' notice; those with Ukraine change least.
export const CHECK_DAYS: CheckDays = { 'PL-UA': 30, 'RU-PL': 14, 'BY-PL': 7 };
const CHECK_DAYS_PATTERN = new RegExp(`^(${BORDERS.join('|')}):([1-9]\\d{0,3})$`);

/** `BY-PL:3,RU-PL:10`: a border that is not named keeps its default. */
const checkDays = z.string().transform((text, issues): CheckDays => {
  const parts = text.split(',').map((part) => CHECK_DAYS_PATTERN.exec(part.trim()));
  if (parts.includes(null))
    issues.addIssue(`must be borders with whole days, such as BY-PL:3,RU-PL:10; the borders are ${BORDERS.join(', ')}`);
  const named = Object.fromEntries(parts.map((part) => [part?.[1], Number(part?.[2])])) as Partial<CheckDays>;
  return { ...CHECK_DAYS, ...named };
});

/** Every variable that Homeward reads. Each stands in .env.example with a comment. */
export const environmentSchema = z.object({
  PORT: withDefault(z.coerce.number('must be a number').int().min(0).max(65535, 'must be a port, 0 to 65535'), 3000),
  HOST: withDefault(z.string(), '127.0.0.1'),
  PUBLIC_URL: optional(
    z.url({ protocol: /^https?$/, error: 'must be an address such as https://homeward.example.org' }),
  ),
  TRUST_PROXY: optional(
    z
      .string()
      .refine(
        isProxyList,
        'must be a number of proxies, or their addresses such as loopback or 10.0.0.0/8, with commas',
      ),
  ),
  DATA_DIR: withDefault(z.string(), '.data'),
  MONGODB_URI: optional(
    z
      .string()
      .regex(
        /^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/,
        'must name a database, such as mongodb://127.0.0.1:27017/homeward?replicaSet=rs0',
      ),
  ),
  MASTER_KEY: optional(masterKey),
  MASTER_KEY_PREVIOUS: optional(masterKey),
  REST_HOURS: withDefault(
    z.coerce.number('must be a number').min(0, 'must not be negative').max(168, 'must be a week at most'),
    24,
  ),
  RETENTION_DAYS: withDefault(
    z.coerce
      .number('must be a number')
      .int('must be whole days')
      .min(8, 'must be 8 at least: for 7 days an ending can be taken back')
      .max(3650, 'must be ten years at most'),
    30,
  ),
  STATUS_CHECK_DAYS: optional(checkDays),
  LOG_LEVEL: withDefault(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'must be fatal, error, warn, info, debug or silent'),
    'info',
  ),
  NODE_ENV: withDefault(z.string(), 'development'),
  XDG_CACHE_HOME: optional(z.string()),
});
type Environment = z.infer<typeof environmentSchema>;

export interface Config {
  port: number;
  host: string;
  /** Without a slash at its end. Links are made from it, never from a request's Host header. */
  publicUrl: string;
  trustProxy: string | undefined;
  dataDir: string;
  /** Undefined: the embedded engine. */
  mongodbUri: string | undefined;
  /** Undefined with the embedded engine only: then one is made in `dataDir`. */
  masterKey: Buffer | undefined;
  /** The one before, while the master key is being changed. */
  previousMasterKey: Buffer | undefined;
  /** Hours of rest and of the way back after each accompaniment. */
  restHours: number;
  /** Days that a case file is kept after its journey has ended. */
  retentionDays: number;
  /** Days that a check of a crossing's status holds good, by its border; after that the status says how old it is. */
  checkDays: CheckDays;
  logLevel: Environment['LOG_LEVEL'];
  cacheDir: string | undefined;
}

/** Reads the environment. Throws StartRefused with all that is wrong, a sentence each. */
export function loadConfig(environment: Record<string, string | undefined> = readEnvironment()): Config {
  const parsed = environmentSchema.safeParse(environment);
  const single = parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) ?? [];
  const wrong = new Set(parsed.error?.issues.map((issue) => String(issue.path[0])));
  const problems = [...single, ...jointProblems(environment, wrong)];
  if (!parsed.success || problems.length > 0) throw refused(problems);
  const read = parsed.data;
  const publicUrl = (read.PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/+$/, '');
  return {
    port: read.PORT,
    host: read.HOST,
    publicUrl,
    trustProxy: read.TRUST_PROXY,
    dataDir: read.DATA_DIR,
    mongodbUri: read.MONGODB_URI,
    masterKey: read.MASTER_KEY,
    previousMasterKey: read.MASTER_KEY_PREVIOUS,
    restHours: read.REST_HOURS,
    retentionDays: read.RETENTION_DAYS,
    checkDays: read.STATUS_CHECK_DAYS ?? CHECK_DAYS,
    logLevel: read.LOG_LEVEL,
    cacheDir: read.XDG_CACHE_HOME,
  };
}

/** The environment, with `.env` of this folder behind it: what is set outside wins. */
function readEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

const refused = (problems: readonly string[]): StartRefused =>
  new StartRefused(
    ['Homeward was not started, because of its configuration:', ...problems.map((each) => `  ${each}`)].join('\n'),
  );

/** What single variables cannot show by themselves; one that is already named as wrong is not judged again. */
function jointProblems(environment: Record<string, string | undefined>, wrong: ReadonlySet<string>): string[] {
  const given = (name: keyof Environment): string | undefined => environment[name] || undefined;
  const problems: string[] = [];
  const publicUrl = given('PUBLIC_URL');
  if (publicUrl !== undefined && !wrong.has('PUBLIC_URL') && !isSafeUrl(publicUrl))
    problems.push(
      'PUBLIC_URL must begin with https:// unless it is this machine: a traveller’s link must not travel in the open.',
    );
  return [
    ...problems,
    ...keyProblems(given),
    ...(given('MONGODB_URI') === undefined ? embeddedProblems(given) : realProblems(given)),
  ];
}

function isSafeUrl(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || isLoopback(hostname);
}

function keyProblems(given: (name: keyof Environment) => string | undefined): string[] {
  const [now, before] = [given('MASTER_KEY'), given('MASTER_KEY_PREVIOUS')];
  if (before === undefined) return [];
  if (now === undefined) return ['MASTER_KEY_PREVIOUS is the old key: give the new one as MASTER_KEY beside it.'];
  const isSame = keyOf(now).equals(keyOf(before));
  return isSame ? ['MASTER_KEY_PREVIOUS must be the old key, and MASTER_KEY another, new one.'] : [];
}

const realProblems = (given: (name: keyof Environment) => string | undefined): string[] =>
  given('MASTER_KEY') === undefined
    ? [
        'MASTER_KEY is missing: with MONGODB_URI it must be given (`openssl rand -base64 32`), and kept apart from the backups.',
      ]
    : [];

function embeddedProblems(given: (name: keyof Environment) => string | undefined): string[] {
  const problems: string[] = [];
  if (!isLoopback(given('HOST') ?? '127.0.0.1'))
    problems.push(
      'HOST must be this machine (127.0.0.1) with the embedded database, which is for trying out; give MONGODB_URI to serve others.',
    );
  if (given('NODE_ENV') === 'production')
    problems.push(
      'MONGODB_URI is missing: the embedded database is for trying out and tests, not for NODE_ENV=production.',
    );
  return problems;
}
