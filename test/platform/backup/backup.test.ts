import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { restoreBackup, type RestoreOrder } from '../../../src/platform/backup/restore-backup.ts';
import { refuseHalfRestored, setMark } from '../../../src/platform/backup/restore-mark.ts';
import { writeBackup } from '../../../src/platform/backup/write-backup.ts';
import { keyDatabaseOf, openKeyRing } from '../../../src/platform/key-ring.ts';
import { newKey } from '../../../src/platform/sealing.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anAct } from '../../support/builders.ts';
import { giveLink } from '../../support/caller-check.ts';
import { testClock } from '../../support/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { anEndedFamily } from '../../erasure/full-case.ts';
import { aCase, aDesk } from '../../console/desk-setup.ts';
import { readFindings } from '../../trials/reader.ts';

const LEAVE_OUT = ['sessions', 'processes', 'probe'];
const master = newKey();
const clock = testClock();
const opened: TestDatabase[] = [];
const root = mkdtempSync(join(tmpdir(), 'homeward-backup-test-'));
let folders = 0;
const aFolder = (): string => join(root, String((folders += 1)));

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ clock, master });
  await test.services.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
});
afterAll(async () => {
  for (const database of opened) {
    await keyDatabaseOf(database.connection).dropDatabase();
    await database.close();
  }
  await test.stop();
  rmSync(root, { recursive: true });
});

async function aBackup(onWritten?: (file: { collection: string }) => Promise<void>) {
  const [dataFolder, keysFolder] = [aFolder(), aFolder()];
  clock.advance({ minutes: 1 });
  const { connection } = test.database;
  const written = await writeBackup({
    connection,
    dataFolder,
    keysFolder,
    leaveOut: LEAVE_OUT,
    now: clock.now(),
    ...(onWritten ? { onWritten } : {}),
  });
  return { dataFolder, keysFolder, written };
}

async function anEmptyDatabase(): Promise<TestDatabase> {
  const database = await openTestDatabase();
  opened.push(database);
  return database;
}

const restore = (connection: Connection, order: Pick<RestoreOrder, 'dataFolder'> & Partial<RestoreOrder>) =>
  restoreBackup({ connection, masters: { master }, ignore: LEAVE_OUT, ...order });

/** Everything that stands in a database, by collection and id. */
async function contentsOf(connection: Connection): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const name of [connection.name, keyDatabaseOf(connection).name]) {
    const db = connection.getClient().db(name);
    for (const collection of (await db.listCollections({}, { nameOnly: true }).toArray()).map((each) => each.name)) {
      if (LEAVE_OUT.includes(collection) || collection === 'restores') continue;
      const rows = await db.collection(collection).find({}).sort({ _id: 1 }).toArray();
      if (rows.length > 0) found[collection] = rows;
    }
  }
  return found;
}

describe('a backup', () => {
  it('taken while people work is one moment of it: the reader finds nothing in what it gives back', async () => {
    const { booking } = test.services;
    const { slotId } = await aDesk(test);
    const { caseFileId } = await aCase(test);
    let acts = 0;
    let isOver = false;
    const work = async (): Promise<void> => {
      while (!isOver) {
        clock.advance({ minutes: 1 });
        const book = { caseFileId, hold: false, acknowledgedReason: 'for the test' };
        const { bookingId } = await booking.book(anAct({ name: 'booking.book' }), slotId, book);
        await booking.cancel(anAct({ name: 'booking.cancel' }), bookingId, { reason: 'to and fro' });
        acts += 2;
      }
    };
    const working = work();
    // Between any two collections somebody has worked.
    const onWritten = async ({ collection }: { collection: string }): Promise<void> => {
      if (!['acts', 'bookings', 'notifications'].includes(collection)) return;
      // Whatever ends the work ends the wait.
      for (const before = acts; acts === before && !isOver;) await Promise.race([setImmediate(), working]);
    };
    const { dataFolder, keysFolder } = await aBackup(onWritten);
    isOver = true;
    await working;
    expect(statSync(join(keysFolder, 'casekeys.bson.gz')).mode & 0o777).toBe(0o600);

    const { connection } = await anEmptyDatabase();
    await restore(connection, { dataFolder, keysFolder });
    expect(await readFindings(connection, { now: clock.now() })).toEqual([]);
  });

  it('is put back to the bit, with its indexes, and people work on', async () => {
    const { caseFileId } = await anEndedFamily(test);
    const { dataFolder, keysFolder } = await aBackup();
    const before = await contentsOf(test.database.connection);
    const database = await anEmptyDatabase();
    await restore(database.connection, { dataFolder, keysFolder });
    expect(await contentsOf(database.connection)).toEqual(before);
    const again = await startTestApp({ clock, master, given: database });
    expect((await again.services.reading.read(anAct(), caseFileId)).personal.needs).toBe('Marker needs');
    const indexes = async ({ connection }: TestDatabase) => connection.collection('bookings').indexInformation();
    expect(await indexes(database)).toEqual(await indexes(test.database));
    opened.splice(opened.indexOf(database), 1);
    await again.stop();
  });

  it('keeps the keys apart from the data, whatever is typed', async () => {
    const folder = aFolder();
    const { connection } = test.database;
    const write = (dataFolder: string, keysFolder: string) =>
      writeBackup({ connection, dataFolder, keysFolder, leaveOut: LEAVE_OUT, now: clock.now() });
    await expect(write(folder, folder)).rejects.toThrow('must lie apart');
    await expect(write(folder, join(folder, 'keys'))).rejects.toThrow('must lie apart');
    await expect(write(join(folder, 'data'), folder)).rejects.toThrow('must lie apart');
    const { dataFolder } = await aBackup();
    await expect(write(dataFolder, aFolder())).rejects.toThrow('holds a backup already');
  });
});

describe('a restore', () => {
  let backup: Awaited<ReturnType<typeof aBackup>>;
  beforeAll(async () => {
    await anEndedFamily(test);
    backup = await aBackup();
  });

  it('refuses what is damaged or was not finished, before it writes anything', async () => {
    const { connection } = await anEmptyDatabase();
    const { dataFolder, keysFolder } = await aBackup();
    const refused = async (change: (path: string) => void, path: string, sentence: string): Promise<void> => {
      const kept = readFileSync(path);
      change(path);
      await expect(restore(connection, { dataFolder, keysFolder })).rejects.toThrow(sentence);
      writeFileSync(path, kept);
    };
    const flip = (path: string): void => {
      const bytes = readFileSync(path);
      bytes.writeUInt8((bytes.at(-5) ?? 0) ^ 1, bytes.length - 5);
      writeFileSync(path, bytes);
    };
    await refused(flip, join(dataFolder, 'casefiles.bson.gz'), 'damaged');
    await refused((path) => appendFileSync(path, 'x'), join(dataFolder, 'erased.txt'), 'damaged');
    await refused((path) => rmSync(path), join(keysFolder, 'casekeys.bson.gz'), 'missing');
    await refused((path) => writeFileSync(path, '{"format":'), join(dataFolder, 'manifest.json'), 'damaged');
    await refused((path) => rmSync(path), join(dataFolder, 'manifest.json'), 'no finished backup');
    await expect(restore(connection, { dataFolder: keysFolder })).rejects.toThrow('holds the keys');
    expect(await contentsOf(connection)).toEqual({});
  });

  it('refuses a database that holds something, another master key, keys that are missing or too old', async () => {
    const { dataFolder, keysFolder } = backup;
    const used = await anEmptyDatabase();
    await used.connection.collection('staff').insertOne({ name: 'Anna' });
    await expect(restore(used.connection, backup)).rejects.toThrow('is not empty (staff)');
    const { connection } = await anEmptyDatabase();
    await expect(restore(connection, { ...backup, masters: { master: newKey() } })).rejects.toThrow(
      'MASTER_KEY is not the key',
    );
    await expect(restore(connection, { dataFolder })).rejects.toThrow('give them with --keys');
    const newer = await aBackup();
    await expect(restore(connection, { dataFolder: newer.dataFolder, keysFolder })).rejects.toThrow(
      'older than the data',
    );
    const other = await anEmptyDatabase();
    await openKeyRing(other.connection, master);
    await expect(restore(other.connection, backup)).rejects.toThrow('another installation');
    expect(await contentsOf(connection)).toEqual({});
  });

  it('refuses while somebody serves from the database', async () => {
    const { connection } = await anEmptyDatabase();
    let beat = 0;
    const rows = connection.collection<{ _id: string; beat: number }>('processes');
    const beating = setInterval(
      () => void rows.updateOne({ _id: 'one' }, { $set: { beat: (beat += 1) } }, { upsert: true }),
      200,
    );
    await rows.insertOne({ _id: 'other', beat: 0 });
    await expect(restore(connection, backup)).rejects.toThrow('Homeward runs on this database');
    clearInterval(beating);
  });

  it('that was broken off keeps the service from starting, and is run again as a whole', async () => {
    const { connection } = await anEmptyDatabase();
    await setMark(connection.getClient().db(connection.name), backup.written.data.id, backup.dataFolder);
    await connection.collection('casefiles').insertOne({ half: true });
    await expect(refuseHalfRestored(connection)).rejects.toThrow('was not finished. Run it again');
    const other = await aBackup();
    await expect(restore(connection, other)).rejects.toThrow('half of another restore');
    const { dataFolder, keysFolder } = backup;
    await restore(connection, { dataFolder, keysFolder });
    await refuseHalfRestored(connection);
    expect(await connection.collection('casefiles').findOne({ half: true })).toBeNull();
    expect(await readFindings(connection, { now: clock.now() })).toEqual([]);
  });
});

describe('an erased case file stays erased', () => {
  it('under an older backup of the data, the keys being those of now', async () => {
    const { caseFileId, reference } = await anEndedFamily(test);
    const { token } = await giveLink(test, caseFileId);
    const { dataFolder } = await aBackup();
    await test.services.erasure.erase(anAct(), caseFileId, { reference });
    // The main database is lost, the keys are not.
    const database = await anEmptyDatabase();
    const keys = keyDatabaseOf(test.database.connection);
    for (const name of ['secrets', 'casekeys'])
      await keyDatabaseOf(database.connection)
        .collection(name)
        .insertMany(await keys.collection(name).find({}).toArray());
    await restore(database.connection, { dataFolder });
    const again = await startTestApp({ clock, master, given: database });
    expect((await again.services.reading.read(anAct(), caseFileId)).personal).toEqual({});
    expect(await again.services.erasure.eraseAgain()).toBeGreaterThan(0);
    expect((await again.services.stores.caseFiles.get(caseFileId)).phoneIndex).toBeUndefined();
    await again.browser().form('/i/open', { token }).expect(410);
    opened.splice(opened.indexOf(database), 1);
    await again.stop();
  });

  it('under an older backup of the keys too, as long as a newer list of the erased is at hand', async () => {
    const { caseFileId, reference } = await anEndedFamily(test);
    const old = await aBackup();
    await test.services.erasure.erase(anAct(), caseFileId, { reference });
    const newer = await aBackup();
    const erasedList = join(newer.dataFolder, 'erased.txt');
    expect(readFileSync(erasedList, 'utf8')).toContain(caseFileId);
    const { dataFolder, keysFolder } = old;
    const keyOf = async (order: Partial<RestoreOrder>): Promise<unknown> => {
      const { connection } = await anEmptyDatabase();
      await restore(connection, { dataFolder, keysFolder, ...order });
      const key = await keyDatabaseOf(connection).collection<{ _id: string }>('casekeys').findOne({ _id: caseFileId });
      return (key as { sealed?: string } | null)?.sealed;
    };
    expect(await keyOf({ erasedList })).toBeUndefined();
    // Without one nothing on earth says that it was erased: the reason to keep key backups few and young.
    expect(await keyOf({})).toEqual(expect.any(String));
    await expect(keyOf({ erasedList: join(dataFolder, 'manifest.json') })).rejects.toThrow('no list of erased');
  });

  it('under an older backup of the keys, where its mark still stands in the database', async () => {
    const { caseFileId, reference } = await anEndedFamily(test);
    const { dataFolder, keysFolder } = await aBackup();
    await test.services.erasure.erase(anAct(), caseFileId, { reference });
    const { connection } = await anEmptyDatabase();
    const marks = keyDatabaseOf(connection).collection<{ _id: string; destroyedAt: Date }>('casekeys');
    await marks.insertOne({ _id: caseFileId, destroyedAt: clock.now() });
    await restore(connection, { dataFolder, keysFolder });
    expect(await marks.findOne({ _id: caseFileId })).toEqual({ _id: caseFileId, destroyedAt: clock.now() });
  });
});
