import { mongo } from 'mongoose';
import { anAct } from '../support/builders.ts';
import { addTasks } from './families.ts';
import type { Result } from './result.ts';
import type { World } from './worlds.ts';
import { listenedClient } from '../support/watchable.ts';

const DAY_MS = 86_400_000;
type Find = mongo.BSON.Document & { find: string; filter: object };

/** Collections that a list, a poll, a page and a booking read to their end: asked for whole, or for want of an index. */
export async function findScans(world: Pick<World, 'house' | 'families'>) {
  const finds = await findsOf(world);
  const db = world.house.connection.getClient().db(world.house.name);
  const scanned: string[] = [];
  const whole = new Set<string>();
  for (const { find, filter, sort, limit } of finds) {
    const explain = { find, filter, ...(sort ? { sort: sort as object } : {}), ...(limit ? { limit: 1 } : {}) };
    const { queryPlanner } = await db.command({ explain, verbosity: 'queryPlanner' });
    if (!JSON.stringify(queryPlanner).includes('COLLSCAN')) continue;
    // Few are ever written, and all are meant.
    if (Object.keys(filter).length === 0) whole.add(find);
    else scanned.push(`${find} by ${Object.keys(filter).join(', ')}`);
  }
  return { reads: finds.length, whole: [...whole], scanned };
}

/** Asks the engine how it finds what list, booking, itinerary and feed read: nothing that grows may be read to its end. */
export async function countScans(world: World): Promise<Result> {
  const { reads, whole, scanned } = await findScans(world);
  return {
    what: `collection scans by explain in ${reads} reads with ${world.size} slots (${whole.join(', ')} are read whole)`,
    ...{ ours: scanned.join('; ') || 'none', baseline: '–', values: [scanned.length], goal: { most: 0 } },
  };
}

/** The reads of one list, one poll, one page and one booking. */
async function findsOf({ house, families }: Pick<World, 'house' | 'families'>): Promise<Find[]> {
  const { services, connection, escorts } = house;
  const finds: Find[] = [];
  const listen = ({ command }: mongo.CommandStartedEvent): void => {
    // The families' keys lie in a database of their own and are read by id alone; the beat goes on beside it all.
    if (typeof command['find'] === 'string' && command['$db'] === house.name && command['find'] !== 'processes')
      finds.push(command as Find);
  };
  const [task] = await addTasks(house, 1);
  const from = new Date(Date.now() + DAY_MS);
  listenedClient(connection).on('commandStarted', listen);
  await services.slotList.list({ from, to: new Date(from.getTime() + DAY_MS) });
  await services.feed.answer(/feeds\/(.+)\.ics$/.exec(escorts[0]?.feedPath ?? '')?.[1] ?? '');
  await services.way.getWay(families[0]?._id ?? '');
  await services.booking.book(anAct(), task?.slotId ?? '', { caseFileId: task?.caseFileId ?? '', hold: false });
  listenedClient(connection).off('commandStarted', listen);
  return finds;
}
