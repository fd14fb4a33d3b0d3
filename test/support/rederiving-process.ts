// A process that looks at every journey anew, and kills itself before it sends the n-th command of that to the database.
import { connectDatabase } from '../../src/platform/database.ts';
import { startTestApp } from './app.ts';
import { testClock } from './clock.ts';
import { isOwn } from './own-commands.ts';
import { listenedClient, watchable } from './watchable.ts';

const [, , uri = '', master = '', now = '', last = ''] = process.argv;
const connection = await connectDatabase(watchable(uri), { patient: true });
const given = { connection, uri, close: () => connection.close() };
const app = await startTestApp({ given, master: Buffer.from(master, 'base64'), clock: testClock(now) });
let commands = 0;
listenedClient(connection).on('commandStarted', (event) => {
  if (isOwn(event)) return;
  commands += 1;
  if (commands === Number(last)) process.kill(process.pid, 'SIGKILL');
});
await app.services.rederivation.runOpen({ kind: 'job', name: 're-derivation' });
process.stdout.write(`commands ${commands}\n`);
await app.stop();
process.exit(0);
