import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { nationalityOf } from '../../src/case-file/nationality-of.ts';
import { anAct } from '../support/builders.ts';
import { startCaseFiles } from '../support/case-files.ts';
import { PATH } from '../support/her-path.ts';

let world: Awaited<ReturnType<typeof startCaseFiles>>;
beforeAll(async () => {
  world = await startCaseFiles();
});
beforeEach(() => world.clock.advance({ minutes: 1 }));
afterAll(() => world.stop());

describe('opening a case file', () => {
  it('keeps what was said, as of who opened it, and the audit names the fields', async () => {
    const caseFileId = await world.open({ phone: '+48 1 234', detaineeName: 'Коваль Іван', detaineeBirthYear: 1999 });
    const kept = await world.get(caseFileId);
    expect(kept).toMatchObject({
      ...{ state: 'received', language: 'uk', channel: 'phone', party: 1, routeRef: 'mod-2022-03-02@1', rev: 0 },
      ...{ openedAt: world.clock.now(), openedBy: 'Anna', progress: [] },
    });
    expect(Object.keys(kept.sealed).sort()).toEqual(['detaineeBirthYear', 'detaineeName', 'phone']);
    const fields = ['language', 'channel', 'party', 'phone', 'detaineeName', 'detaineeBirthYear'];
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields });
    const job = await world.core.intake.open(anAct({ actor: { kind: 'job', name: 'demo' } }), {
      ...{ language: 'uk', channel: 'phone', party: 1 },
    });
    expect((await world.get(job.caseFileId)).openedBy).toBe('job');
  });

  it('names others with the same phone or the same detainee, each once', async () => {
    const son = { detaineeName: 'Гонта Петро', detaineeBirthYear: 1998 };
    const same = await world.get(await world.open({ phone: '+48 555', ...son }));
    const other = await world.get(await world.open(son));
    const { similar } = await world.core.intake.open(anAct(), {
      ...{ language: 'uk', channel: 'phone', party: 1, phone: '+48 555', ...son },
    });
    expect([...similar].sort()).toEqual([same.reference, other.reference].sort());
  });

  it('takes another reference where the first one is taken', async () => {
    world.drawn.digits.push('111111', '111111', '222222');
    const open = () => world.intake.open(anAct(), { language: 'uk', channel: 'phone', party: 1 });
    const opened = [await open(), await open()];
    expect(opened.map(({ reference, similar }) => [reference.slice(0, 6), similar.length])).toEqual([
      ['111111', 0],
      ['222222', 0],
    ]);
  });
});

describe('her citizenship', () => {
  const read = async (caseFileId: string) => nationalityOf(world.keys, await world.get(caseFileId));

  it('is opened for the planner where it is known, and unknown once the key of her file is gone', async () => {
    const [hers, unsaid] = [await world.open({ nationality: 'LT' }), await world.open()];
    expect([await read(hers), await read(unsaid)]).toEqual(['LT', undefined]);
    await world.core.transact('test', () => world.keys.destroyCaseKey(hers, world.clock.now()));
    expect(await read(hers)).toBeUndefined();
  });
});

describe('correcting a case file', () => {
  it('changes what was sent and only that, and says whom it is like, without itself', async () => {
    const caseFileId = await world.open({ travellerName: 'One', needs: 'Two', nationality: 'UA' });
    const son = { detaineeName: 'Мазур Петро', detaineeBirthYear: 1997 };
    const other = await world.get(await world.open(son));
    const after = await world.expectWrite(caseFileId, (seen) =>
      world.core.intake.correct(anAct({ seen }), caseFileId, { language: 'ru', channel: 'email', party: 2, needs: '' }),
    );
    expect(after).toMatchObject({ language: 'ru', channel: 'email', party: 2 });
    expect(Object.keys(after.sealed).sort()).toEqual(['nationality', 'travellerName']);
    expect(await world.lastEntry()).toMatchObject({
      which: { caseFileId },
      fields: ['language', 'channel', 'party', 'needs'],
    });
    const { similar } = await world.core.intake.correct(anAct(), caseFileId, son);
    expect(similar).toEqual([other.reference]);
    const again = await world.core.intake.correct(anAct(), caseFileId, {
      detaineeName: 'Мазур Іван',
      language: undefined,
    });
    expect(again.similar).toEqual([other.reference]);
    expect((await world.lastEntry())?.fields).toEqual(['detaineeName']);
    expect(await world.get(caseFileId)).toMatchObject({ language: 'ru', channel: 'email', party: 2 });
  });

  it('finds her by what stands now, and no more by what was removed', async () => {
    const caseFileId = await world.open({ phone: '+48 777 111' });
    await world.checkCaller(caseFileId);
    await world.core.intake.correct(anAct(), caseFileId, { phone: '' });
    expect((await world.get(caseFileId)).phoneIndex).toBeUndefined();
    const son = { detaineeName: 'Дорош Петро', detaineeBirthYear: 1996 };
    await world.core.intake.correct(anAct(), caseFileId, son);
    expect((await world.get(caseFileId)).detaineeIndex).toBeDefined();
    await world.core.intake.correct(anAct(), caseFileId, { detaineeName: '' });
    expect((await world.get(caseFileId)).detaineeIndex).toBeUndefined();
  });

  it('leaves a proof’s fields as they are, and her party too where it is the same under a booking', async () => {
    const { caseFileId } = await world.aBooked();
    const before = await world.get(caseFileId);
    await world.core.intake.correct(anAct(), caseFileId, { party: 1, travellerName: 'Name' });
    const { sealed } = await world.get(caseFileId);
    for (const field of ['proofCode', 'proofConfirmedBy', 'proofReference'] as const)
      expect(sealed[field]).toBe(before.sealed[field]);
    await expect(world.core.intake.correct(anAct(), caseFileId, { party: 2 })).rejects.toMatchObject({
      ...{ type: 'cancel-or-move-first', detail: expect.stringContaining('the party’s size') },
    });
  });

  it('publishes her slots only when her language is another one', async () => {
    const { caseFileId, slot } = await world.aBooked();
    const seq = async () => (await world.core.stores.slots.find(slot._id))?.published.seq;
    const before = await seq();
    await world.core.intake.correct(anAct(), caseFileId, { language: 'uk' });
    await world.core.intake.correct(anAct(), caseFileId, { needs: 'x' });
    expect(await seq()).toBe(before);
    await world.core.intake.correct(anAct(), caseFileId, { language: 'en' });
    expect(await seq()).toBe((before ?? 0) + 1);
  });
});

describe('choosing her path', () => {
  it('asks whether a traveller may go that way, and is refused under a booking until a hold is over', async () => {
    const caseFileId = await world.open();
    world.paths.length = 0;
    const after = await world.expectWrite(caseFileId, (seen) =>
      world.core.intake.choosePath(anAct({ seen }), caseFileId, PATH),
    );
    expect([after.path, world.paths]).toEqual([PATH, [['mod-2022-03-02@1', PATH]]]);
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['path'] });
    const held = await world.aBooked(true);
    await expect(world.core.intake.choosePath(anAct(), held.caseFileId, PATH)).rejects.toMatchObject({
      ...{ type: 'cancel-or-move-first', detail: expect.stringContaining('her path') },
    });
    world.clock.advance({ minutes: 30 });
    expect(await world.core.intake.choosePath(anAct(), held.caseFileId, PATH)).toEqual({ caseFileId: held.caseFileId });
  });
});

describe('a new meeting word', () => {
  it('is told to her, raises her slots, and is neither the old one nor the one she knows', async () => {
    const { caseFileId, slot } = await world.aBooked();
    await world.checkCaller(caseFileId);
    const before = await world.get(caseFileId);
    const seq = (await world.core.stores.slots.find(slot._id))?.published.seq ?? 0;
    const after = await world.expectWrite(caseFileId, (seen) =>
      world.core.intake.renewWord(anAct({ seen }), caseFileId),
    );
    expect(after.previousWord).toBe(before.word);
    expect((await world.core.stores.slots.find(slot._id))?.published.seq).toBe(seq + 1);
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['word'] });
    const lines = await world.core.stores.notifications.listOpenOfCase(caseFileId);
    expect(lines.filter(({ about }) => about === 'word-changed')).toMatchObject([
      { audience: 'traveller', slotId: slot._id },
    ]);
    const alone = await world.open();
    await world.checkCaller(alone);
    expect(await world.core.intake.renewWord(anAct(), alone)).toEqual({ caseFileId: alone });
    expect((await world.core.stores.notifications.listOpenOfCase(alone))[0]).not.toHaveProperty('slotId');
    await expect(world.core.intake.renewWord(anAct(), await world.open())).rejects.toMatchObject({
      type: 'caller-not-checked',
    });
  });

  it('is one she does not know, whichever is drawn, and needs no check where no person asked', async () => {
    const caseFileId = await world.open();
    await world.core.stores.caseFiles.update(caseFileId, { word: 0 }, { at: world.clock.now(), by: 'Anna' });
    const job = anAct({ actor: { kind: 'job', name: 'demo' } });
    world.drawn.words.push(0, 0);
    const words: number[] = [];
    for (const act of [job, anAct({ actor: job.actor })]) {
      await world.intake.renewWord(act, caseFileId);
      words.push((await world.get(caseFileId)).word);
    }
    expect(words).toEqual([1, 2]);
  });
});

describe('a check of the caller', () => {
  const check = (caseFileId: string, asked: ('reference' | 'number' | 'her-name')[], matched = true) =>
    world.core.callerCheck.check(anAct(), caseFileId, { asked, matched });

  it('is kept with what was asked, each once, and the audit says that she matched', async () => {
    const caseFileId = await world.open();
    const asked = ['reference', 'her-name', 'reference'] as const;
    const at = world.clock.now();
    expect(await check(caseFileId, [...asked])).toEqual({ matched: true, at: at.toISOString() });
    expect(await world.lastEntry()).toMatchObject({ which: { caseFileId }, fields: ['matched', ...asked] });
    expect(await world.core.callerCheck.findStanding(caseFileId, 'anna')).toMatchObject({
      ...{ at, by: 'Anna', byId: 'anna', asked: ['reference', 'her-name'], matched: true },
    });
  });

  it('is not recorded as matched where whoever holds her phone could answer', async () => {
    const caseFileId = await world.open();
    await expect(check(caseFileId, ['reference', 'number'])).rejects.toMatchObject({ type: 'check-proves-nothing' });
    expect(await check(caseFileId, ['reference', 'number'], false)).toMatchObject({ matched: false });
  });
});
