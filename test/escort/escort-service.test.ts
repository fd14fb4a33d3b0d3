import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EscortHasSlots } from '../../src/escort/escort.ts';
import { NotFound } from '../../src/platform/domain-error.ts';
import { anAct, aSlot } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('escorts on the real database', () => {
  let database: TestDatabase;
  let core: TestCore;
  const clock = testClock();
  const input = {
    name: 'Taras Example',
    phone: '+380 00 111 2233',
    language: 'uk' as const,
    zone: 'Europe/Kyiv',
    crossingIds: ['pl-ua-medyka'],
  };

  beforeAll(async () => {
    database = await openTestDatabase();
    core = await startCore(database.connection, clock.now);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  it('keeps the phone sealed and shows it only to who asks for it, which the audit says', async () => {
    const { escortId } = await core.escort.create(anAct(), input);
    const stored = await database.connection.collection('escorts').findOne({ name: input.name });
    expect(JSON.stringify(stored)).not.toContain('111 2233');
    expect(JSON.stringify(await core.escort.get(escortId))).not.toContain('111 2233');
    expect(await core.escort.readPhone(anAct({ name: 'escort.read-phone' }), escortId)).toMatchObject({
      phone: input.phone,
    });
    const entries = await core.stores.audit.listBetween(
      new Date('2026-11-24T00:00:00Z'),
      new Date('2026-11-25T00:00:00Z'),
    );
    expect(entries.at(-1)).toMatchObject({ what: 'escort.read-phone', which: { escortId }, fields: ['phone'] });
  });

  it('shows a new number to a form that is sent again, and each showing leaves its entry', async () => {
    const { escortId } = await core.escort.create(anAct(), input);
    const act = anAct({ name: 'escort.read-phone' });
    await core.escort.readPhone(act, escortId);
    await core.escort.edit(anAct(), escortId, { ...input, phone: '+380 99 999 9999' });
    expect(await core.escort.readPhone(act, escortId)).toMatchObject({ phone: '+380 99 999 9999' });
    expect(await core.stores.acts.find(act.id)).toBeUndefined();
    const entries = await core.stores.audit.listBetween(new Date(0), new Date('2030-01-01'));
    const readings = entries.filter(
      ({ what, which }) => what === 'escort.read-phone' && which['escortId'] === escortId,
    );
    expect(readings).toHaveLength(2);
  });

  it('is edited, and refuses one that is not there', async () => {
    const { escortId } = await core.escort.create(anAct(), input);
    await core.escort.edit(anAct(), escortId, { ...input, language: 'ru', crossingIds: [] });
    expect(await core.escort.get(escortId)).toMatchObject({ language: 'ru', crossingIds: [], name: input.name });
    await expect(core.escort.edit(anAct(), 'nobody', input)).rejects.toBeInstanceOf(NotFound);
  });

  it('does not stop while slots ahead are his, which it lists; cancelled and past ones do not hold him', async () => {
    const { escortId } = await core.escort.create(anAct(), input);
    const ahead = aSlot({ escortId, from: new Date('2027-10-01T12:30:00Z') });
    const past = aSlot({ escortId, from: new Date('2026-11-10T12:30:00Z') });
    const cancelled = aSlot({ escortId, status: 'cancelled', from: new Date('2027-03-01T12:30:00Z') });
    await core.stores.slots.insertMany([ahead, past, cancelled]);
    const refused: unknown = await core.escort.retire(anAct(), escortId).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EscortHasSlots);
    expect(refused).toMatchObject({ facts: { slotIds: [ahead._id] } });
    await core.assign.assign(anAct(), ahead._id, await core.addEscort());
    await core.escort.retire(anAct(), escortId);
    expect(await core.escort.get(escortId)).toMatchObject({ retired: true });
  });

  it('never stops and takes on a slot at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const escortId = await core.addEscort();
      const { escortId: _another, ...slot } = aSlot({ status: 'draft' });
      await core.stores.slots.insertMany([slot]);
      const results = await Promise.allSettled([
        core.escort.retire(anAct(), escortId),
        core.assign.assign(anAct(), slot._id, escortId),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});
