import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aCaseFile } from '../support/builders.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { DAMAGES, GOOD_AT as now, toolsOf, type Tools } from './reader/damages.ts';
import { fillWell } from './reader/scene.ts';
import { readFindings, type Told } from './reader.ts';

describe('the separate reader', () => {
  let database: TestDatabase;
  let core: TestCore;
  let told: Told[];
  let tools: Tools;

  beforeAll(async () => {
    database = await openTestDatabase();
    let at = now.getTime();
    core = await startCore(database.connection, () => new Date((at += 1)));
    const scene = await fillWell(core, now);
    told = scene.told;
    tools = toolsOf(database.connection, scene.ids);
  });
  afterAll(async () => {
    await core.stop();
    await database.close();
  });
  afterEach(() => tools.undo());

  const found = (more: readonly Told[] = []) => readFindings(database.connection, { now, told: [...told, ...more] });

  it('finds nothing where all was done by acts', async () => {
    expect(await found()).toEqual([]);
  });

  it.each(DAMAGES)('sees %s', async (_, sentence, damage) => {
    await damage(tools);
    expect((await found()).filter((each) => sentence.test(each))).not.toEqual([]);
  });

  const acts = (outcome: Told['outcome']): Told[] => [
    { key: 'k', what: 'booking.book', which: { slotId: tools.id('slot 3'), caseFileId: tools.id('cora') }, outcome },
  ];
  it('sees what was acknowledged and is lost, and takes no refused or unanswered act for it', async () => {
    expect((await found(acts('done'))).join()).toContain('Lost: booking.book');
    expect(await found([...acts('refused'), ...acts('unknown')])).toEqual([]);
  });
  it('sees what is there and nobody asked for, save where an answer never came', async () => {
    const [first, ...rest] = told;
    const without = (outcome: Told['outcome']): Promise<string[]> =>
      readFindings(database.connection, { now, told: [...(first ? [{ ...first, outcome }] : []), ...rest] });
    expect((await without('refused')).join()).toContain('Invented: booking.book');
    expect(await without('unknown')).toEqual([]);
  });

  it('leaves out what was erased with its key: no reply is kept', async () => {
    const caseFile = aCaseFile();
    await core.stores.caseFiles.insert(caseFile);
    await tools.copy(
      'audit',
      { what: 'case-file.choose-path' },
      { what: 'case-file.add-note', which: { caseFileId: caseFile._id } },
    );
    expect(await found()).toEqual([]);
  });
});
