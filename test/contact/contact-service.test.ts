import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contactSchema, shownOfContact } from '../../src/contact/contact.ts';
import { EVERY_ESCORT } from '../../src/slot/slot-change.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('the organisation’s own contacts on the real database', () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock();
  const input = { phone: '+48 000 000 000', hours: '24/7', email: 'desk@example.org' };

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });
  const shownOf = async (contactId: string) =>
    (await core.contact.listVerified()).filter(({ _id }) => _id === contactId);
  const changesForAll = async () =>
    (
      await core.stores.changes.listBetween(
        [EVERY_ESCORT],
        new Date('2026-11-24T00:00:00Z'),
        new Date('2026-11-25T00:00:00Z'),
      )
    ).length;

  it('are verified by who enters them, shown from then on, and told to every feed', async () => {
    const before = await changesForAll();
    const { contactId } = await core.contact.enter(anAct(), input);
    expect(await shownOf(contactId)).toMatchObject([
      { _id: contactId, ...input, verifiedBy: 'Anna', verifiedAt: clock.now() },
    ]);
    expect(await changesForAll()).toBe(before + 1);
    await core.contact.retire(anAct(), contactId);
    expect(await shownOf(contactId)).toEqual([]);
    expect(await changesForAll()).toBe(before + 2);
  });

  it('carry the date of the last time somebody tried them', async () => {
    const { contactId } = await core.contact.enter(anAct(), { ...input, email: '' });
    clock.advance({ hours: 3 });
    await core.contact.verify(anAct({ actor: { kind: 'staff', id: 'oleh', name: 'Oleh' } }), contactId);
    const [contact] = await shownOf(contactId);
    expect(contact).toMatchObject({ verifiedBy: 'Oleh', verifiedAt: clock.now() });
    expect(contact?.email).toBeUndefined();
  });

  it('are told to every feed when they are edited, and not edited once retired', async () => {
    const { contactId } = await core.contact.enter(anAct(), input);
    const before = await changesForAll();
    const edited = { ...input, hours: '8:00 to 22:00', tried: false };
    const shown = shownOfContact(await core.contact.get(contactId));
    await core.contact.edit(anAct(), contactId, { ...edited, shown });
    expect(await changesForAll()).toBe(before + 1);
    await core.contact.retire(anAct(), contactId);
    await expect(core.contact.edit(anAct(), contactId, { ...edited, shown })).rejects.toMatchObject({ status: 404 });
  });

  it('are not accepted without a country code, or with an address that is none', () => {
    expect(contactSchema.safeParse(input).success).toBe(true);
    expect(contactSchema.safeParse({ ...input, phone: '000 000' }).success).toBe(false);
    expect(contactSchema.safeParse({ ...input, email: 'desk' }).success).toBe(false);
  });
});
