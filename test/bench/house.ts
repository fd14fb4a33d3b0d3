import type { Connection } from 'mongoose';
import pino from 'pino';
import { compose, type Services } from '../../src/composition.ts';
import { CHECK_DAYS } from '../../src/config.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { connectWatchable } from '../support/watchable.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { ensureIndexes } from '../../src/platform/indexes.ts';
import { keyDatabaseOf, openKeyRing, type KeyRing } from '../../src/platform/key-ring.ts';
import { joinProcesses } from '../../src/platform/processes.ts';
import { loadReference } from '../../src/route/load-route.ts';
import { anAct } from '../support/builders.ts';
import { withDatabase } from '../support/database.ts';

/** A database that a bench fills and reads, with the services on it in this process. */
export interface House {
  uri: string;
  name: string;
  connection: Connection;
  services: Services;
  keys: KeyRing;
  master: Buffer;
  meetingPointId: string;
  escorts: { escortId: string; feedPath: string }[];
  /** Cookie of a coordinator who is signed in. */
  cookie: string;
  leave(): Promise<void>;
}

interface Asked {
  /** The engine's address; which database it names does not matter. */
  engineUri: string;
  name: string;
  master: Buffer;
  escorts?: number;
}

/** A desk, its number, a meeting point and some escorts, each with a calendar, on an empty database. */
export async function openHouse({ engineUri, name, master, escorts = 4 }: Asked): Promise<House> {
  const uri = withDatabase(engineUri, name);
  const connection = await connectWatchable(uri, { patient: true });
  await connection.dropDatabase();
  await keyDatabaseOf(connection).dropDatabase();
  const keys = await openKeyRing(connection, master);
  const processes = await joinProcesses(connection, randomIds, console.error);
  const config = { publicUrl: 'http://localhost:3000', restHours: 24, retentionDays: 30, checkDays: CHECK_DAYS };
  const reference = loadReference(process.cwd());
  const log = pino({ level: 'silent' });
  const clock = systemClock;
  const services = compose({ config, connection, processes, keys, reference, clock, ids: randomIds, log });
  await ensureIndexes(connection, connection);
  const people = await furnish(services, escorts);
  const leave = async (): Promise<void> => {
    await processes.stop();
    await connection.close();
  };
  return { ...{ uri, name, connection, services, keys, master }, ...people, leave };
}

async function furnish(
  services: Services,
  count: number,
): Promise<Pick<House, 'meetingPointId' | 'escorts' | 'cookie'>> {
  const { meetingPointId } = await services.meetingPoint.create(anAct(), {
    ...{ crossingId: 'pl-ua-medyka', side: 'ukrainian', name: 'Kiosk' },
    ...{ descriptionEn: 'By the kiosk.', descriptionUk: 'Біля кіоску.', descriptionRu: 'У киоска.' },
  });
  await services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  const escorts: House['escorts'] = [];
  for (let index = 0; index < count; index += 1) {
    const person = { name: `Olena ${index}`, phone: '+380 00 000 0000', language: 'uk' as const, zone: 'Europe/Kyiv' };
    const { escortId } = await services.escort.create(anAct(), { ...person, crossingIds: [] });
    const { url } = await services.feedDesk.issue(anAct(), escortId);
    escorts.push({ escortId, feedPath: new URL(url).pathname });
  }
  const admin = anAct({ actor: { kind: 'admin', name: 'bench' } });
  const { link } = await services.staff.invite(admin, { name: 'Anna', role: 'coordinator' });
  const token = await services.signIn.signIn(link.split('/').at(-1) ?? '', 'bench');
  return { meetingPointId, escorts, cookie: `__Host-homeward=${token}` };
}
