import { z } from 'zod';
import { randomInt } from 'node:crypto';
import type { BookingStore } from '../booking/booking-store.ts';
import { counts } from '../booking/booking.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { PathChoice } from '../route/path.ts';
import { BookedAlready, PERSONAL_FIELDS, type CaseFile, type CorrectCase, type OpenCase } from './case-file.ts';
import type { CaseFileStore } from './case-file-store.ts';
import { newReference } from './codes.ts';
import { lockWithSlots } from './lock-with-slots.ts';
import { WORD_COUNT } from './meeting-word.ts';
import { meetingWordService, type MeetingWordDependencies } from './meeting-word-service.ts';
import { indexesOf, openPersonal, sealPersonal, type Personal } from './personal.ts';
import { changedBy } from './progress-entry.ts';
import { checkUnchanged } from './seen-version.ts';

export const openedCaseSchema = z.strictObject({
  caseFileId: z.string(),
  reference: z.string(),
  /** References of case files with the same phone or the same detainee: perhaps the same family. */
  similar: z.array(z.string()),
});
export type OpenedCase = z.infer<typeof openedCaseSchema>;

interface Dependencies extends Omit<MeetingWordDependencies, 'pick'> {
  keys: KeyRing;
  ids: Ids;
  /** The route, as `id@version`, that a new case file pins. */
  currentRoute: string;
  /** Throws the refusal with its reason when no traveller can go this way. */
  checkPath(routeRef: string, path: PathChoice): void;
  pick?: (below: number) => number;
}

/** How she is reached: changed only for a caller who was checked. */
const CONTACT_FIELDS = ['phone', 'email'] as const;

export type IntakeService = ReturnType<typeof intakeService>;

/** Opening a case file and adding to it as more is learnt. */
export function intakeService({ pick = randomInt, ...dependencies }: Dependencies) {
  return {
    ...opening({ ...dependencies, pick }),
    ...correcting(dependencies),
    ...choosing(dependencies),
    ...meetingWordService({ ...dependencies, pick }),
  };
}

function opening({ perform, caseFiles, keys, ids, currentRoute, pick }: Required<Dependencies>) {
  return {
    open: (act: ActContext, input: OpenCase): Promise<OpenedCase> =>
      perform(act, `case/${act.id}`, async (now) => {
        const caseFileId = ids.id();
        const sealer = await keys.createCaseKey(caseFileId);
        const { language, channel, party, ...rest } = input;
        const personal = toPersonal(rest);
        const indexes = indexesOf(keys, personal);
        const similar = await similarTo(caseFiles, indexes);
        const reference = await freeReference(caseFiles, ids);
        await caseFiles.insert({
          _id: caseFileId,
          rev: 0,
          reference,
          state: 'received',
          language,
          channel,
          party,
          routeRef: currentRoute,
          word: pick(WORD_COUNT),
          sealed: sealPersonal(sealer, personal),
          ...indexes,
          progress: [],
          openedAt: now,
          openedBy: act.actor.kind === 'staff' ? act.actor.name : act.actor.kind,
        });
        const fields = ['language', 'channel', 'party', ...Object.keys(personal)];
        return { reply: { caseFileId, reference, similar }, which: { caseFileId }, fields };
      }),
  };
}

function correcting(dependencies: Dependencies) {
  const { perform, caseFiles, bookings, keys } = dependencies;
  return {
    correct: (act: ActContext, caseFileId: string, input: CorrectCase): Promise<{ similar: string[] }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const { caseFile, slotOf } = await lockWithSlots(dependencies, caseFileId);
        checkUnchanged(caseFile, act);
        const { language, channel, party, ...rest } = input;
        if (party !== undefined && party !== caseFile.party)
          await checkUnbooked(bookings, caseFileId, 'the party’s size', now);
        const sealer = await keys.findSealer(caseFileId);
        const before = openPersonal(sealer, caseFile.sealed);
        const personal = { ...before, ...toPersonal(rest) };
        if (CONTACT_FIELDS.some((field) => (personal[field] ?? '') !== (before[field] ?? '')))
          await dependencies.requireCheckedCaller(act, caseFileId, now);
        const indexes = indexesOf(keys, personal);
        const others = (await similarTo(caseFiles, indexes)).filter((reference) => reference !== caseFile.reference);
        const change = {
          ...(language ? { language } : {}),
          ...(channel ? { channel } : {}),
          ...(party ? { party } : {}),
          ...(sealer ? { sealed: keepOthers(caseFile.sealed, sealPersonal(sealer, personal)) } : {}),
          phoneIndex: indexes.phoneIndex ?? null,
          detaineeIndex: indexes.detaineeIndex ?? null,
        };
        await caseFiles.update(caseFileId, change, changedBy(act, now));
        // Her escort's calendar says which language she speaks.
        if (language && language !== caseFile.language)
          for (const slot of slotOf.values()) await dependencies.slotChanges.publish(slot, now);
        const fields = Object.keys(input).filter((field) => input[field as keyof CorrectCase] !== undefined);
        return { reply: { similar: others }, which: { caseFileId }, fields };
      }),
  };
}

function choosing(dependencies: Dependencies) {
  const { perform, caseFiles, bookings } = dependencies;
  return {
    choosePath: (act: ActContext, caseFileId: string, path: PathChoice): Promise<{ caseFileId: string }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const caseFile = await caseFiles.lock(caseFileId);
        checkUnchanged(caseFile, act);
        dependencies.checkPath(caseFile.routeRef, path);
        await checkUnbooked(bookings, caseFileId, 'her path', now);
        await caseFiles.update(caseFileId, { path }, changedBy(act, now));
        return { reply: { caseFileId }, which: { caseFileId }, fields: ['path'] };
      }),
  };
}

async function similarTo(
  caseFiles: CaseFileStore,
  indexes: Pick<CaseFile, 'phoneIndex' | 'detaineeIndex'>,
): Promise<string[]> {
  const byPhone = indexes.phoneIndex ? await caseFiles.findBy('phoneIndex', indexes.phoneIndex) : [];
  const byDetainee = indexes.detaineeIndex ? await caseFiles.findBy('detaineeIndex', indexes.detaineeIndex) : [];
  return [...new Set([...byPhone, ...byDetainee].map((each) => each.reference))];
}

async function freeReference(caseFiles: CaseFileStore, ids: Ids): Promise<string> {
  const reference = newReference(ids);
  return (await caseFiles.findBy('reference', reference)).length === 0 ? reference : freeReference(caseFiles, ids);
}

/** Seats and stages were given to the party and the path as they stand, so neither changes under a booking. */
async function checkUnbooked(bookings: BookingStore, caseFileId: string, change: string, now: Date): Promise<void> {
  const live = await bookings.listLiveOfCase(caseFileId);
  if (live.some((booking) => counts(booking, now))) throw new BookedAlready(change);
}

function toPersonal(input: Partial<Record<string, string | number>>): Personal {
  return Object.fromEntries(
    PERSONAL_FIELDS.flatMap((field) => (input[field] === undefined ? [] : [[field, String(input[field])] as const])),
  );
}

/** Sealed fields that have an act of their own, such as the proof's, stay as they are. */
function keepOthers(before: CaseFile['sealed'], personal: CaseFile['sealed']): CaseFile['sealed'] {
  const others = Object.entries(before).filter(([field]) => !(PERSONAL_FIELDS as readonly string[]).includes(field));
  return { ...Object.fromEntries(others), ...personal };
}
