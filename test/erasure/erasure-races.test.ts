import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCredentialStore } from '../../src/itinerary/credential-store.ts';
import { keyDatabaseOf } from '../../src/platform/key-ring.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { sha256 } from '../../src/platform/sealing.ts';
import { anAct, aSlot } from '../support/builders.ts';
import { signInFor } from '../support/sign-in.ts';
import { postTo, type Answer } from '../support/spawn-app.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

const ROUNDS = 4;

describe('an erasure in one process while the other works on the same case file', () => {
  let two: TwoProcesses;
  let eva: string;
  beforeAll(async () => {
    two = await startTwoProcesses();
    eva = await signInFor(two.database.connection, { name: 'Eva', role: 'administrator' });
    await two.core.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
  }, 60_000);
  afterAll(() => two.stop());

  /** An ended journey that a day has not passed over yet, so that it can be taken back. */
  const aFamily = async () => {
    const { intake, progress } = two.core;
    const { caseFileId, reference } = await intake.open(anAct(), {
      language: 'uk',
      channel: 'phone',
      party: 1,
      phone: '+48 111 222 333',
    });
    await progress.recordProof(anAct(), caseFileId, {
      confirmedBy: 'Office',
      reference: 'No. 7',
      confirmedAt: '2026-11-20',
    });
    await progress.end(anAct(), caseFileId, { ending: 'withdrawn', reason: 'by mistake' });
    return { caseFileId, reference };
  };
  const erase = (
    index: number,
    { caseFileId, reference }: { caseFileId: string; reference: string },
  ): Promise<Answer> => postTo(two.at(index, `/api/v1/case-files/${caseFileId}/erase`), eva, { reference });
  const findCase = (caseFileId: string) => two.core.stores.caseFiles.get(caseFileId);
  const keyOf = (caseFileId: string) =>
    keyDatabaseOf(two.database.connection).model<{ sealed?: string }>('CaseKey').findById(caseFileId).lean();
  const entries = async (caseFileId: string): Promise<string[]> =>
    (await two.core.stores.audit.listBetween(new Date(0), new Date(Date.now() + 1000)))
      .filter(({ which }) => which['caseFileId'] === caseFileId)
      .map(({ what }) => what);

  it('happens once when two erase', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const family = await aFamily();
      const answers = await Promise.all([erase(0, family), erase(1, family)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await entries(family.caseFileId)).filter((what) => what === 'case-file.erase')).toHaveLength(1);
    }
  });

  it('never leaves an erased case file open again, or an open one without its key', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const family = await aFamily();
      const takeBack = postTo(two.at(1, `/api/v1/case-files/${family.caseFileId}/take-back`), eva, {
        reason: 'a mistake',
      });
      const [erased, back] = await Promise.all([erase(0, family), takeBack]);
      const { state, erased: mark } = await findCase(family.caseFileId);
      const sealed = (await keyOf(family.caseFileId))?.sealed;
      seen.add(`${erased.status}/${back.status}`);
      expect([state, mark === undefined, sealed !== undefined]).toEqual(
        erased.status === 200 ? ['withdrawn', false, false] : ['confirmed', true, true],
      );
      expect([erased.status, back.status].sort()).toEqual([200, 409]);
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  it('never leaves a place to an erased family', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const family = await aFamily();
      const slot = aSlot({ from: new Date(Date.now() + 86_400_000) });
      await two.core.stores.slots.insertMany([slot]);
      const bookAgain = async (): Promise<Answer> => {
        await postTo(two.at(1, `/api/v1/case-files/${family.caseFileId}/take-back`), eva, { reason: 'a mistake' });
        return postTo(two.at(1, `/api/v1/slots/${slot._id}/bookings`), eva, {
          caseFileId: family.caseFileId,
          acknowledgedReason: 'for the test',
        });
      };
      const [erased] = await Promise.all([erase(0, family), bookAgain()]);
      const held = (await two.core.stores.bookings.listLiveInSlot(slot._id)).length;
      if (erased.status === 200) expect(held).toBe(0);
      else expect((await findCase(family.caseFileId)).erased).toBeUndefined();
    }
  });

  it('leaves no link, card or page of hers that was opened or given meanwhile', async () => {
    const credentials = createCredentialStore(two.database.connection);
    for (let round = 0; round < ROUNDS; round += 1) {
      const family = await aFamily();
      const { caseFileId } = family;
      const [token, _id] = [randomIds.token(), randomIds.id()];
      const given = { kind: 'link' as const, issuedAt: new Date(), issuedBy: 'Anna', hash: sha256(token) };
      await credentials.insert({ _id, caseFileId, ...given });
      await two.core.callerCheck.check(anAct(), caseFileId, { asked: ['reference', 'her-name'], matched: true });
      const headers = { 'Sec-Fetch-Site': 'same-origin' };
      const open = fetch(two.at(1, '/i/open'), {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: new URLSearchParams({ token }),
      });
      const [hers, erased] = await Promise.all([open, erase(0, family)]);
      expect(erased.status).toBe(200);
      expect([303, 410]).toContain(hers.status);
      const cookie = hers.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ');
      expect((await fetch(two.at(1, '/way'), { headers: { Cookie: cookie } })).status).toBe(401);
      expect(await credentials.listOfCase(caseFileId)).toEqual([]);
    }
  });
});
