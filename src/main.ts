import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { composeEndpoints, composeErrorPages, composeGuide } from './composition-endpoints.ts';
import { loadConfig, type Config } from './config.ts';
import { demoClock, type DemoClock } from './demo/demo-clock.ts';
import { openDemo } from './demo/demo.ts';
import { systemClock } from './platform/clock.ts';
import { randomIds } from './platform/ids.ts';
import { loadLook } from './platform/look.ts';
import type { Banner } from './platform/page.ts';
import { startRepeating } from './platform/repeat.ts';
import { startScheduler } from './platform/scheduler.ts';
import { createHttpServer } from './platform/server.ts';
import { StartRefused } from './platform/start-refused.ts';
import { ROOT, startServices, type Running } from './start.ts';

const GUIDE_REFRESH_MS = 30_000;
const SEAL_MS = 1000;
const STOP_MS = 9000;
const say = (line: string): void => console.log(line);

/** The process: from the configuration to the links on the screen. */
async function main(): Promise<void> {
  const config = loadConfig();
  await checkPort(config);
  // Only the demonstration ever sets it back, before the first request.
  const clock = demoClock(systemClock);
  const running = await startServices(config, say, clock.now);
  try {
    await serve(config, running, clock);
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** Before anything is started or changed: a second start by mistake ends here. */
async function checkPort({ port, host }: Config): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new StartRefused(sayListening(error, port));
  });
  server.close();
  await once(server, 'close');
}

/** From the composed services to the links on the screen, and to the end. */
async function serve(config: Config, running: Running, clock: DemoClock): Promise<void> {
  const { services, connection, keys, log, embedded } = running;
  const banners: Banner[] = embedded ? ['demonstration', 'trying-out'] : [];
  const demo = embedded ? await openDemo(services, { clock, say, publicUrl: config.publicUrl }) : undefined;
  await services.series.planAll();
  await services.crossingJob.run(clock.now());
  // Whatever a restored backup brought back of an erased family goes before anybody can ask for it.
  await services.erasure.eraseAgain();

  const frame = { look: loadLook(), banners, publicUrl: config.publicUrl, rootDir: ROOT };
  const guide = await composeGuide(services, frame);
  const endpoints = composeEndpoints(services, guide.guide, frame, connection);
  const errorPages = composeErrorPages(guide, frame);
  const app = createApp({
    endpoints,
    sessions: services.sessions,
    keys,
    ids: randomIds,
    log,
    trustProxy: config.trustProxy,
    errorPages,
    ...frame,
  });
  const web = createHttpServer(app);
  const { server } = web;
  server.listen(config.port, config.host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new StartRefused(sayListening(error, config.port));
  });
  const background = startBackground(running, guide.refresh);
  stopOnSignals(log, async () => {
    await web.stop();
    await background.stop();
    await running.stop();
  });
  // Last: whoever reads the links may press Ctrl-C at once, and that is heard by now.
  printLinks(config.publicUrl, (server.address() as AddressInfo).port, demo, embedded ? config.dataDir : undefined);
}

/** What the process does by itself: the jobs, the sealing of the audit, the guide's number. */
function startBackground({ services, log }: Running, refreshGuide: () => Promise<void>) {
  const scheduler = startScheduler(services.jobs, {
    claims: services.claims,
    clock: systemClock,
    onTrouble: (error, job) => log.error({ err: error, job }, 'a job failed'),
  });
  const sealing = startRepeating(SEAL_MS, services.auditChain.seal, (error) => log.error({ err: error }, 'sealing'));
  const guide = setInterval(
    () => void refreshGuide().catch((error: unknown) => log.warn({ err: error }, 'guide')),
    GUIDE_REFRESH_MS,
  );
  return {
    stop: async (): Promise<void> => {
      clearInterval(guide);
      await scheduler.stop();
      await sealing.stop();
    },
  };
}

function stopOnSignals(log: Running['log'], stop: () => Promise<void>): void {
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Whoever started the service waits ten seconds at most: a silent database must not make it longer.
      setTimeout(() => giveUp(log), STOP_MS).unref();
      stopping ??= stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    });
  }
}

/** What is left undone is what a killed process leaves, and others see to that. */
function giveUp(log: Running['log']): never {
  log.error('stopping took too long: the database does not answer');
  process.exit(1);
}

function sayListening(error: unknown, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what uses it, or set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} needs rights that this user lacks. Set PORT to one above 1023.`;
  return `Homeward cannot listen: ${message}.`;
}

function printLinks(
  publicUrl: string,
  port: number,
  demo: Awaited<ReturnType<typeof openDemo>> | undefined,
  dataDir: string | undefined,
): void {
  say('');
  say(`Homeward runs on port ${port}.`);
  if (dataDir === undefined) {
    say(
      'It was tested on its embedded database and never yet on MongoDB itself: before real people, restore a backup.',
    );
  } else {
    say(`The data lies in ${dataDir}, in the embedded database: for trying out and tests, some 40 bookings a second.`);
    say("Not for real people's data. Those belong on MongoDB (MONGODB_URI).");
  }
  if (demo) {
    say(`  console    ${demo.consoleLink}   (signs in once, for 15 minutes)`);
    say(`  escort     ${demo.feedLink}`);
    say(`  traveller  ${demo.travellerLink}`);
  }
  say(`  guide      ${publicUrl}/en`);
  if (!demo) say('To sign in: npm run admin -- invite NAME --role administrator');
  say('');
}

main().catch((error: unknown) => {
  if (error instanceof StartRefused) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
