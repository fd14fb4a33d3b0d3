import { mongo } from 'mongoose';
import { randomIds } from '../../src/platform/ids.ts';
import { anAct } from '../support/builders.ts';
import { bookBare } from './bare-book.ts';
import { commandsOf } from './command-list.ts';
import { addTasks } from './families.ts';
import type { House } from './house.ts';
import { listenedClient } from '../support/watchable.ts';

const STAFF = { id: 'anna', name: 'Anna' };

/** What the service and the bare driver send for one booking each; a bench that compares others compares nothing. */
export async function bookingCommands(house: House): Promise<{ ours: string[]; bare: string[] }> {
  const [first, second] = await addTasks(house, 2);
  if (!first || !second) throw new Error('no tasks');
  const act = anAct({
    ...{ name: 'booking.book', actor: { kind: 'staff', ...STAFF }, body: house.keys.hash('act', 'a body') },
    requestId: randomIds.id().slice(0, 16),
  });
  const { slotId, caseFileId } = first;
  const ours = await commandsOf(listenedClient(house.connection), () =>
    house.services.booking.book(act, slotId, { caseFileId, hold: false }),
  );
  const client = await new mongo.MongoClient(house.uri, { monitorCommands: true }).connect();
  const bare = await commandsOf(client, () => bookBare({ client, database: house.name, staff: STAFF }, second));
  await client.close();
  return { ours, bare };
}
