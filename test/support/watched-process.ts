// As app-process, but told over IPC: counts what it sends to the database for one act, and kills itself at one command of it.
import mongoose from 'mongoose';
import { listenedClient } from './watchable.ts';
import { isOwn } from './own-commands.ts';
import type { FromWatched, ToWatched } from './watched.ts';

const WRITE_CONFLICT = 112;
let [commands, conflicts] = [0, 0];
let fate: Extract<ToWatched, { do: 'die' }> | undefined;
const counted = new Map<number, number>();

const die = (when: 'before' | 'after', command: number): void => {
  if (fate?.when === when && fate.command === command) process.kill(process.pid, 'SIGKILL');
};

function watch(client: ReturnType<typeof mongoose.connection.getClient>): void {
  client.on('commandStarted', (event) => {
    if (isOwn(event)) return;
    commands += 1;
    counted.set(event.requestId, commands);
    die('before', commands);
  });
  client.on('commandSucceeded', ({ requestId }) => {
    const command = counted.get(requestId);
    counted.delete(requestId);
    if (command !== undefined) die('after', command);
  });
  client.on('commandFailed', ({ requestId, failure }) => {
    counted.delete(requestId);
    if ((failure as { code?: unknown }).code === WRITE_CONFLICT) conflicts += 1;
  });
}

process.on('message', (asked: ToWatched) => {
  commands = 0;
  if (asked.do === 'die') fate = asked;
  process.send?.({ conflicts } satisfies FromWatched);
});

await import('./app-process.ts');
for (const connection of mongoose.connections)
  if (connection.readyState === mongoose.STATES.connected) watch(listenedClient(connection));
