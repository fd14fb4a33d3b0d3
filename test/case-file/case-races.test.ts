import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createContactStore } from '../../src/contact/contact-store.ts';
import { anAct, aCaseFile, aSlot } from '../support/builders.ts';
import { signInFor } from '../support/sign-in.ts';
import { postTo, type Answer } from '../support/spawn-app.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';
import { PATH } from '../support/her-path.ts';

const ROUNDS = 12;
const PROOF = { confirmedBy: 'the bureau', reference: 'A-1', confirmedAt: '2026-01-20' };
const ASKED = ['reference', 'her-name'];

describe('two coordinators in one case file, each at a process of her own', () => {
  let two: TwoProcesses;
  let database: TwoProcesses['database'];
  let core: TwoProcesses['core'];
  let anna: string;

  beforeAll(async () => {
    two = await startTwoProcesses();
    ({ database, core } = two);
    anna = await signInFor(database.connection, { name: 'Anna', role: 'administrator' });
    await core.contact.enter(anAct(), { phone: '+48 000 000 000', hours: '24/7' });
    expect(await createContactStore(database.connection).list()).toHaveLength(1);
  }, 60_000);
  afterAll(() => two.stop());

  const at = (index: number, path: string): string => two.at(index, path);
  const api = (index: number, caseFileId: string, act: string, body: object): Promise<Answer> =>
    postTo(at(index, `/api/v1/case-files/${caseFileId}/${act}`), anna, body);
  const form = async (
    index: number,
    path: string,
    fields: Record<string, string> = {},
  ): Promise<{ status: number; text: string }> => {
    const answer = await fetch(at(index, path), {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: anna, 'Sec-Fetch-Site': 'same-origin', Accept: 'text/html' },
      body: new URLSearchParams(fields),
    });
    if (answer.status === 503) return form(index, path, fields);
    return { status: answer.status, text: await answer.text() };
  };
  /** Opened by the core, so that her key is there. */
  const open = async (): Promise<string> =>
    (await core.intake.open(anAct(), { language: 'uk', channel: 'phone', party: 1, nationality: 'LT' })).caseFileId;
  const statuses = (answers: readonly { status: number }[]): number[] => answers.map(({ status }) => status).sort();
  /** Again and again, the two begun together. */
  async function race<T>(round: (index: number) => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    for (let index = 0; index < ROUNDS; index += 1) results.push(await round(index));
    return results;
  }

  it('take one change back once', async () => {
    const results = await race(async () => {
      const id = await open();
      await api(0, id, 'proof', PROOF);
      const answers = await Promise.all([0, 1].map((each) => api(each, id, 'take-back', { reason: 'a mistake' })));
      const { progress, state } = await core.stores.caseFiles.get(id);
      return [statuses(answers), progress.length, state];
    });
    expect(results).toEqual(Array.from({ length: ROUNDS }, () => [[200, 409], 2, 'received']));
  }, 60_000);

  it('never book on a proof that is taken back, nor take back one that is booked on', async () => {
    await race(async () => {
      const id = await open();
      await core.intake.choosePath(anAct(), id, PATH);
      await api(0, id, 'proof', PROOF);
      const slot = await aStoredSlot();
      const answers = await Promise.all([
        api(0, id, 'take-back', { reason: 'a mistake' }),
        postTo(at(1, `/api/v1/slots/${slot}/bookings`), anna, { caseFileId: id, acknowledgedReason: 'for the test' }),
      ]);
      const caseFile = await core.stores.caseFiles.get(id);
      const live = await core.stores.bookings.listLiveOfCase(id);
      const won = answers[0].status === 200;
      expect([won, answers[1].status, caseFile.state, !!caseFile.proofAt, live.length]).toEqual(
        won ? [true, 409, 'received', false, 0] : [false, 201, 'booked', true, 1],
      );
    });
  }, 60_000);

  it('end a case file, or record on a page that is stale by then: never both', async () => {
    await race(async () => {
      const caseFile = aCaseFile({ state: 'booked', version: 3 });
      await core.stores.caseFiles.insert(caseFile);
      const path = `/console/cases/${caseFile._id}`;
      const then = new Date(Date.now() - 86_400_000).toISOString();
      const step = { state: 'travelling', saidBy: 'herself', date: then.slice(0, 10), time: '10:00' };
      const [ended, recorded] = await Promise.all([
        form(0, `${path}/end`, { version: '3', ending: 'withdrawn', reason: 'they called' }),
        form(1, `${path}/progress`, { version: '3', ...step }),
      ]);
      expect(statuses([ended, recorded])).toEqual([303, 409]);
      const refused = ended.status === 409 ? ended : recorded;
      expect(refused.text).toContain('As it stands now');
      expect(refused.text).toMatch(/name="version" value="4"/);
      expect(refused.text).toContain(ended.status === 409 ? 'value="they called"' : 'value="herself"');
    });
  }, 60_000);

  it('give no link once a caller has not matched', async () => {
    await race(async () => {
      const id = await open();
      await api(0, id, 'check-caller', { asked: ASKED, matched: true });
      const [failed, link] = await Promise.all([
        api(1, id, 'check-caller', { asked: ASKED, matched: false }),
        form(0, `/console/cases/${id}/link`),
      ]);
      expect(failed.status).toBe(200);
      const checks = database.connection.collection('callerchecks');
      const voiding = await checks.findOne({ caseFileId: id, matched: false });
      // The case file's lock counts the acts: a link was given only if it came before the check that failed.
      expect([link.status, voiding?.['rev']]).toEqual(link.status === 200 ? [200, 3] : [409, 2]);
      // From here on it is refused, whoever of the two came first.
      expect((await form(0, `/console/cases/${id}/link`)).status).toBe(409);
    });
  }, 60_000);

  it('replace one link once', async () => {
    await race(async () => {
      const id = await open();
      await api(0, id, 'check-caller', { asked: ASKED, matched: true });
      expect((await form(0, `/console/cases/${id}/link`)).status).toBe(200);
      const credentials = database.connection.collection('credentials');
      const first = await credentials.findOne({ caseFileId: id });
      const replace = `/console/cases/${id}/credentials/${String(first?._id)}/replace`;
      const answers = await Promise.all([form(0, replace), form(1, replace)]);
      expect(statuses(answers)).toEqual([200, 409]);
      const standing = await credentials.find({ caseFileId: id, revokedAt: { $exists: false } }).toArray();
      expect(standing).toHaveLength(1);
    });
  }, 60_000);

  it('correct from one version: the second is shown both, and nothing typed is lost', async () => {
    await race(async () => {
      const id = await open();
      const known = { version: '0', language: 'uk', channel: 'phone', party: '1', nationality: 'LT' };
      const typed = (travellerName: string) => ({ ...known, travellerName });
      const answers = await Promise.all(
        ['First', 'Second'].map((name, index) => form(index, `/console/cases/${id}/correct`, typed(name))),
      );
      expect(statuses(answers)).toEqual([303, 409]);
      const [won, lost] = answers[0]?.status === 303 ? ['First', 'Second'] : ['Second', 'First'];
      const refused = answers.find(({ status }) => status === 409)?.text ?? '';
      expect(refused).toContain(`value="${lost}"`);
      expect(refused).toMatch(new RegExp(`Her name</td>[\\s\\S]*?${won}[\\s\\S]*?<b>${lost}</b>`));
      expect((await core.reading.read(anAct(), id)).personal.travellerName).toBe(won);
    });
  }, 60_000);

  /** A slot ahead at Medyka, at a point that the processes know too. */
  async function aStoredSlot(): Promise<string> {
    const words = 'By the kiosk';
    const { meetingPointId } = await core.meetingPoint.create(anAct(), {
      ...{ crossingId: 'pl-ua-medyka', side: 'ukrainian', name: 'Kiosk' },
      ...{ descriptionEn: words, descriptionUk: words, descriptionRu: words },
    });
    const slot = aSlot({ meetingPointId, from: new Date(Date.now() + 14 * 86_400_000) });
    await core.stores.slots.insertMany([slot]);
    return slot._id;
  }
});
