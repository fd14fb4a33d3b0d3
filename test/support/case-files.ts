import { expect } from '@jest/globals';
import { placeService } from '../../src/case-file/place-service.ts';
import { intakeService } from '../../src/case-file/intake-service.ts';
import { keeperService } from '../../src/case-file/keeper-service.ts';
import { openKeyRing } from '../../src/platform/key-ring.ts';
import { randomIds } from '../../src/platform/ids.ts';
import { newKey } from '../../src/platform/sealing.ts';
import { anAct, aSlot } from './builders.ts';
import { testClock } from './clock.ts';
import { startCore } from './core.ts';
import { openTestDatabase } from './database.ts';

const PROOF = { confirmedBy: 'the bureau', reference: 'A-1', confirmedAt: '2026-11-20' };

/** Case files on the real database, without pages: Marta and Eva work at the desk, and every path has one ride. */
export async function startCaseFiles() {
  const clock = testClock();
  const database = await openTestDatabase();
  const master = newKey();
  /** The paths that were asked about. */
  const paths: unknown[] = [];
  const checkPath = (...asked: unknown[]): void => void paths.push(asked);
  const core = await startCore(database.connection, clock.now, { master, way: { checkPath } });
  const keys = await openKeyRing(database.connection, master);
  const { perform } = core;
  const { audit, caseFiles, slots } = core.stores;
  const people = new Map(
    ['Marta', 'Eva'].map((name) => [name.toLowerCase(), { _id: name.toLowerCase(), name, active: true }]),
  );
  const staff = { find: (id: string) => Promise.resolve(people.get(id) as never) };
  /** What chance gives next to `intake`: digits of references, and words. */
  const drawn: { digits: string[]; words: number[] } = { digits: [], words: [] };
  const intake = intakeService({
    ...{ ...core, ...core.stores, keys, checkPath, currentRoute: 'mod-2022-03-02@1' },
    ids: { ...randomIds, digits: (length) => drawn.digits.shift() ?? randomIds.digits(length) },
    pick: () => drawn.words.shift() ?? 0,
  });
  const open = async (input = {}): Promise<string> =>
    (await core.intake.open(anAct(), { language: 'uk', channel: 'phone', party: 1, ...input })).caseFileId;

  return {
    ...{ clock, core, keys, paths, open, intake, drawn, get: caseFiles.get },
    keeper: keeperService({ perform, caseFiles, staff }),
    place: placeService({ perform, caseFiles, keys, placesOf: () => ['ride:1'] }),
    /** What the audit says of the last act; its clock may not have been turned back. */
    lastEntry: async () => (await audit.listBetween(new Date(0), new Date('2030-01-01'))).at(-1),
    prove: (caseFileId: string) => core.progress.recordProof(anAct(), caseFileId, PROOF),
    checkCaller: (caseFileId: string) =>
      core.callerCheck.check(anAct(), caseFileId, { asked: ['reference', 'her-name'], matched: true }),
    /** A family with a place, or a hold, on a slot of their own. */
    aBooked: async (hold = false) => {
      const caseFileId = await open();
      await core.progress.recordProof(anAct(), caseFileId, PROOF);
      const slot = aSlot({ from: new Date(clock.now().getTime() + 2 * 86_400_000) });
      await slots.insertMany([slot]);
      const { bookingId } = await core.booking.book(anAct(), slot._id, { caseFileId, hold });
      return { caseFileId, slot, bookingId };
    },
    /** That an act locks the case file, writes it as Anna's, and is refused from an older page; what it left. */
    expectWrite: async (caseFileId: string, act: (seen: number) => Promise<unknown>) => {
      const before = await caseFiles.get(caseFileId);
      const { version = 0 } = before;
      await expect(act(version + 1)).rejects.toMatchObject({ type: 'changed-meanwhile' });
      await act(version);
      const after = await caseFiles.get(caseFileId);
      expect(after.rev).toBeGreaterThan(before.rev);
      expect(after.version).toBeGreaterThan(version);
      expect(after.changed).toEqual({ at: clock.now(), by: 'Anna' });
      return after;
    },
    stop: async () => {
      await core.stop();
      await database.close();
    },
  };
}
