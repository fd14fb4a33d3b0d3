import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { createClearingStore } from '../../src/clearing/clearing-store.ts';
import { aCaseFile, aSlot } from '../support/builders.ts';
import { signInFor } from '../support/sign-in.ts';
import { postTo } from '../support/spawn-app.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';
import { PATH } from '../support/her-path.ts';

const BORDER = 'border:by-pl-terespol:bus';
const ROUNDS = 12;

describe('two coordinators at one row or one traveller, each in a process of her own', () => {
  let two: TwoProcesses;
  let database: TwoProcesses['database'];
  let core: TwoProcesses['core'];
  let cookies: string[];

  beforeAll(async () => {
    two = await startTwoProcesses();
    ({ database, core } = two);
    cookies = [
      await signInFor(database.connection, { name: 'Anna', role: 'coordinator' }),
      await signInFor(database.connection, { name: 'Marta', role: 'coordinator' }),
    ];
  }, 60_000);
  afterAll(() => two.stop());

  const at = (index: number, path: string): string => two.at(index, path);
  const clear = async (index: number, row: Record<string, string>): Promise<number> => {
    const answer = await fetch(at(index, '/console/clear'), {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: cookies[index] ?? '', 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams({ ...row, note: `I called her, ${index}` }),
    });
    return answer.status === 503 ? clear(index, row) : answer.status;
  };
  const insertCase = async (changes: Partial<CaseFile> = {}): Promise<CaseFile> => {
    const caseFile = aCaseFile({ path: PATH, ...changes });
    await core.stores.caseFiles.insert(caseFile);
    return caseFile;
  };

  it('clear a row once, and the second hears who did', async () => {
    const clearings = createClearingStore(database.connection);
    const since = '2026-11-01T08:00:00.000Z';
    for (let round = 0; round < ROUNDS; round += 1) {
      const { _id: caseFileId } = await insertCase();
      const row = { kind: 'turned-back', caseFileId, since };
      const answers = await Promise.all([clear(0, row), clear(1, row)]);
      expect(answers.sort()).toEqual([303, 409]);
      expect(await clearings.listOfCases([caseFileId])).toHaveLength(1);
    }
  });

  it('clear the row of a slot with nobody on it once', async () => {
    const clearings = createClearingStore(database.connection);
    const since = '2026-11-01T08:00:00.000Z';
    for (let round = 0; round < ROUNDS; round += 1) {
      const slot = aSlot();
      await core.stores.slots.insertMany([slot]);
      const row = { kind: 'escort-cannot-come', slotId: slot._id, since };
      const answers = await Promise.all([clear(0, row), clear(1, row)]);
      expect(answers.sort()).toEqual([303, 409]);
      expect(await clearings.listOfSlots([slot._id])).toHaveLength(1);
    }
  });

  it('record where she is while she is recorded as met: nothing is lost, and no place comes after it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { _id } = await insertCase({ state: 'travelling' });
      const path = `/api/v1/case-files/${_id}`;
      const [place, met] = await Promise.all([
        postTo(at(0, `${path}/place`), cookies[0] ?? '', { stageKey: BORDER, saidBy: 'herself' }),
        postTo(at(1, `${path}/progress`), cookies[1] ?? '', { state: 'met', saidBy: 'the escort' }),
      ]);
      expect(met.status).toBe(200);
      if (place.status !== 200) expect(place.type).toBe('not-on-the-road');
      const after = await core.stores.caseFiles.get(_id);
      const written = after.progress.map(({ state, stageKey }) => stageKey ?? state);
      expect(written).toEqual(place.status === 200 ? [BORDER, 'met'] : ['met']);
      expect(after.state).toBe('met');
    }
  });
});
