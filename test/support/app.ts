import type { Express } from 'express';
import type { Level } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/app.ts';
import { compose, type Services } from '../../src/composition.ts';
import { CHECK_DAYS } from '../../src/config.ts';
import { composeEndpoints, composeErrorPages, composeGuide } from '../../src/composition-endpoints.ts';
import type { Endpoint, StaffRole } from '../../src/platform/endpoint.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { ensureIndexes } from '../../src/platform/indexes.ts';
import { openKeyRing } from '../../src/platform/key-ring.ts';
import { createLog } from '../../src/platform/log.ts';
import { loadLook } from '../../src/platform/look.ts';
import type { Banner } from '../../src/platform/page.ts';
import { joinProcesses } from '../../src/platform/processes.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { loadReference } from '../../src/route/load-route.ts';
import { anAct } from './builders.ts';
import { testClock, type TestClock } from './clock.ts';
import { watchConduct } from './conduct.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { holdReplies } from './hold-replies.ts';

export const PUBLIC_URL = 'http://localhost:3000';
const reference = loadReference(process.cwd());

/** The whole service on a database of its own, with a clock that the test moves. */
export interface TestApp {
  app: Express;
  /** Every address with what it takes. */
  endpoints: readonly Endpoint[];
  services: Services;
  database: TestDatabase;
  clock: TestClock;
  /** What was logged, a JSON line each. */
  logged: string[];
  /** A browser that is signed in; writes say that they come from our own page. */
  signIn(role?: StaffRole, name?: string): Promise<Browser>;
  /** A browser of nobody. */
  browser(): Browser;
  stop(): Promise<void>;
}

export interface Browser {
  cookie: string;
  get(path: string): request.Test;
  /** As JSON; `form` sends what a page's form would. */
  post(path: string, body?: object): request.Test;
  form(path: string, fields?: Record<string, string | string[]>): request.Test;
}

interface TestAppOptions {
  clock?: TestClock;
  logLevel?: Level;
  /** What stands above every page; nothing, as in an installation for real journeys. */
  banners?: readonly Banner[];
  /** One that is there, such as a restored one; with the master key of what stands in it. */
  given?: TestDatabase;
  master?: Buffer;
}

export async function startTestApp({
  clock = testClock(),
  logLevel = 'info',
  banners = [],
  given,
  master = newKey(),
}: TestAppOptions = {}): Promise<TestApp> {
  const database = given ?? (await openTestDatabase());
  const { connection } = database;
  const conduct = watchConduct(connection);
  const logged: string[] = [];
  const log = createLog(logLevel, { write: (line: string) => void logged.push(line) });
  const keys = await openKeyRing(connection, master);
  const processes = await joinProcesses(connection, randomIds, (error) => log.warn({ err: error }));
  const config = { publicUrl: PUBLIC_URL, restHours: 24, retentionDays: 30, checkDays: CHECK_DAYS };
  const services = compose({ config, connection, processes, keys, reference, clock: clock.now, ids: randomIds, log });
  await ensureIndexes(connection, connection);
  const frame = { look: loadLook(), banners, publicUrl: PUBLIC_URL, rootDir: process.cwd() };
  const guide = await composeGuide(services, frame);
  const replies = holdReplies(composeEndpoints(services, guide.guide, frame, connection));
  const { endpoints } = replies;
  const errorPages = composeErrorPages(guide, frame);
  const app = createApp({
    endpoints,
    sessions: services.sessions,
    keys,
    ids: randomIds,
    log,
    trustProxy: '1',
    errorPages,
    ...frame,
  });

  return {
    app,
    endpoints,
    services,
    database,
    clock,
    logged,
    browser: () => browserOf(app, ''),
    signIn: async (role = 'coordinator', name = `Anna ${randomIds.digits(6)}`) => {
      const { link } = await services.staff.invite(anAct({ actor: { kind: 'admin', name: 'test' } }), { name, role });
      const token = await services.signIn.signIn(link.split('/').at(-1) ?? '', 'test');
      return browserOf(app, `__Host-homeward=${token}`);
    },
    stop: async () => {
      await processes.stop();
      await database.close();
      conduct.check();
      replies.check();
    },
  };
}

function browserOf(app: Express, cookie: string): Browser {
  const dressed = (test: request.Test): request.Test => test.set('Cookie', cookie).set('Sec-Fetch-Site', 'same-origin');
  return {
    cookie,
    get: (path) => dressed(request(app).get(path)),
    post: (path, body = {}) => dressed(request(app).post(path)).send(body),
    form: (path, fields = {}) => dressed(request(app).post(path)).type('form').set('Accept', 'text/html').send(fields),
  };
}
