// A process of its own that serves Homeward on a database that is there, on a clock so many minutes off: says its port.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.ts';
import { composeEndpoints, composeErrorPages, composeGuide } from '../../src/composition-endpoints.ts';
import { loadConfig } from '../../src/config.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { loadLook } from '../../src/platform/look.ts';
import { createHttpServer } from '../../src/platform/server.ts';
import { ROOT, startServices } from '../../src/start.ts';
import { watchConduct } from './conduct.ts';

const minutesOff = Number(process.argv[2] ?? 0);
const config = loadConfig();
const running = await startServices(config, console.error, () => new Date(Date.now() + minutesOff * 60_000));
const conduct = watchConduct(running.connection);
const frame = { look: loadLook(), banners: [], publicUrl: config.publicUrl, rootDir: ROOT };
const guide = await composeGuide(running.services, frame);
const endpoints = composeEndpoints(running.services, guide.guide, frame, running.connection);
const errorPages = composeErrorPages(guide, frame);
const { services, keys, log } = running;
const parts = { sessions: services.sessions, keys, ids: randomIds, log, trustProxy: undefined, errorPages };
const { server } = createHttpServer(createApp({ endpoints, ...parts, ...frame }));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`);
process.stdin.resume().on('end', () => void stop());

async function stop(): Promise<void> {
  await running.stop();
  conduct.check();
  process.exit(0);
}
