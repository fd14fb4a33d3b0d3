// A process that locks a document in a transaction, says so, and stays: to be killed while it holds the lock.
import { connectDatabase } from '../../src/platform/database.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { joinProcesses } from '../../src/platform/processes.ts';
import { createTransact } from '../../src/platform/transact.ts';
import { counterModel } from './counter.ts';

const [, , uri = ''] = process.argv;
const connection = await connectDatabase(uri);
const processes = await joinProcesses(connection, randomIds, console.error);
const transact = createTransact(connection, processes);
const counters = counterModel(connection);
await transact('counter', async () => {
  await counters.updateOne({ _id: 'c' }, { $inc: { n: 1 } });
  process.stdout.write('locked\n');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
