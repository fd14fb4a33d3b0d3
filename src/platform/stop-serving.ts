import { once } from 'node:events';
import type { Server } from 'node:http';
import { Server as Listener } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Answers } from './answers.ts';

/** A kept connection that has been silent for so long brings nothing more. */
const SILENT_MS = 1000;
const QUIET_TURNS = 3;
const ACCEPTING_MS = 500;
/** Longer than any request may take. */
const LONGEST_MS = 7000;

/**
 * Takes no new connection and loses no request on the way: what still comes on a kept connection is answered and told
 * to close, and only what stays silent is closed. Resolves when all connections are gone, or at its bound.
 */
export async function stopServing(server: Server, answers: Answers): Promise<void> {
  await acceptWaiting(server);
  server.prependListener('request', (_req, res) => void res.setHeader('Connection', 'close'));
  for (const answer of answers.values()) if (answer && !answer.headersSent) answer.setHeader('Connection', 'close');
  const closed = once(server, 'close');
  // Not http's own close: that cuts kept connections at once, and with them a request that is just arriving.
  Listener.prototype.close.call(server);
  const closingSilent = setInterval(() => server.closeIdleConnections(), SILENT_MS);
  await Promise.race([closed, sleep(LONGEST_MS, undefined, { ref: false })]);
  clearInterval(closingSilent);
  server.closeAllConnections();
}

/** Some connections the system has taken, and hands them over one each turn: whoever gives up the address before cuts them off. */
async function acceptWaiting(server: Server): Promise<void> {
  let accepted = 0;
  const count = (): void => void (accepted += 1);
  server.on('connection', count);
  const until = performance.now() + ACCEPTING_MS;
  for (let quiet = 0; quiet < QUIET_TURNS && performance.now() < until;) {
    const before = accepted;
    await turn();
    quiet = accepted === before ? quiet + 1 : 0;
  }
  server.off('connection', count);
}
