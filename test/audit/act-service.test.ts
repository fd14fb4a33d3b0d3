import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openKeyRing, type KeyRing } from '../../src/platform/key-ring.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { anAct } from '../support/builders.ts';
import { testClock } from '../support/clock.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('what is kept of an act', () => {
  let database: TestDatabase;
  let core: TestCore;
  let keys: KeyRing;
  const clock = testClock();

  beforeAll(async () => {
    database = await openTestDatabase();
    const master = newKey();
    keys = await openKeyRing(database.connection, master);
    core = await startCore(database.connection, clock.now, { master });
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });

  it('is its reply, which opens with the family’s key alone', async () => {
    const hers = await keys.createCaseKey('her');
    const act = anAct();
    await core.perform(act, 'case/her', () =>
      Promise.resolve({ reply: { word: 'zoria' }, which: { caseFileId: 'her' } }),
    );
    const kept = await core.stores.acts.find(act.id);
    expect(kept).toMatchObject({ caseFileId: 'her', body: act.body, at: clock.now() });
    expect(JSON.parse(hers.open(`reply/${act.id}`, kept?.reply ?? ''))).toEqual({ word: 'zoria' });
    expect(() => keys.house.open(`reply/${act.id}`, kept?.reply ?? '')).toThrow();
  });

  it('opens with the house’s key where it concerns no family', async () => {
    const act = anAct();
    await core.perform(act, 'slots', () => Promise.resolve({ reply: 1, which: { slotId: 'a', seriesId: undefined } }));
    const kept = await core.stores.acts.find(act.id);
    expect(keys.house.open(`reply/${act.id}`, kept?.reply ?? '')).toBe('1');
    const [entry] = (await core.stores.audit.listBetween(new Date(0), new Date('2030-01-01'))).slice(-1);
    expect(entry).toMatchObject({
      what: act.name,
      actor: act.actor,
      requestId: 'request',
      fields: [],
      at: clock.now(),
    });
    expect(entry?.which).toEqual({ slotId: 'a' });
  });
});
