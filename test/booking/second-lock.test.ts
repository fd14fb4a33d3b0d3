import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBooking } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let core: TestCore;

beforeAll(async () => {
  database = await openTestDatabase();
  core = await startCore(database.connection, testClock().now);
});
afterAll(async () => {
  await core.stop();
  await database.close();
});

it('the database itself refuses a family a second place on one stage, whatever the code does', async () => {
  const { bookings } = core.stores;
  const first = aBooking({ caseFileId: 'her' });
  await bookings.insert(first);
  await expect(bookings.insert(aBooking({ caseFileId: 'her', slotId: 'other' }))).rejects.toThrow('E11000');
  await bookings.insert(aBooking({ caseFileId: 'her', stageKey: 'meet:elsewhere' }));
  await bookings.end(first._id, { status: 'cancelled' });
  await bookings.insert(aBooking({ caseFileId: 'her', slotId: 'other' }));
});
