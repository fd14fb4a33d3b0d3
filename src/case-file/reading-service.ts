import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import type { RecordReading } from '../audit/record-reading-service.ts';
import type { BookingStore } from '../booking/booking-store.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing, Sealer } from '../platform/key-ring.ts';
import { textField } from '../platform/text-field.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseFileStore } from './case-file-store.ts';
import { toCaseLine, toCaseView, type CaseLine, type CaseView } from './case-view.ts';
import { parseProofCode, parseReference } from './codes.ts';
import type { Note, NoteStore } from './note-store.ts';
import { detaineeIndex, phoneIndex } from './personal.ts';

export const noteSchema = z.strictObject({ text: textField(1, 4000) });
/** One line that a coordinator types: a reference, a proof code, a phone number, or `surname year`. */
export const findSchema = z.strictObject({
  q: textField(3, 120, 'Type a reference, a proof code, a phone number, or surname and year of birth.'),
});

interface Dependencies {
  perform: Perform;
  caseFiles: CaseFileStore;
  bookings: BookingStore;
  notes: NoteStore;
  recordReading: RecordReading;
  keys: KeyRing;
  clock: Clock;
  ids: Ids;
}

export type ReadingService = ReturnType<typeof readingService>;

/** Reading case files: each reading leaves its audit entry before anything of the family leaves the house. */
export function readingService(dependencies: Dependencies) {
  return { ...reading(dependencies), ...noting(dependencies), ...finding(dependencies) };
}

function reading({ caseFiles, bookings, notes, recordReading, keys, clock }: Dependencies) {
  return {
    read: async (act: ActContext, caseFileId: string): Promise<CaseView> => {
      const caseFile = await caseFiles.get(caseFileId);
      const sealer = await keys.findSealer(caseFileId);
      await recordReading(act, 'case-file.read', { caseFileId }, Object.keys(caseFile.sealed));
      const kept = await notes.listOfCase(caseFileId);
      const all = await bookings.listOfCase(caseFileId);
      const personal = openAll(sealer, caseFile.sealed);
      return toCaseView({ caseFile, personal, sealer, notes: openNotes(sealer, kept), bookings: all }, clock());
    },
  };
}

function noting({ perform, caseFiles, notes, keys, ids }: Dependencies) {
  return {
    addNote: (
      act: ActContext,
      caseFileId: string,
      input: z.infer<typeof noteSchema>,
    ): Promise<{ caseFileId: string }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        await caseFiles.lock(caseFileId);
        const sealer = await keys.findSealer(caseFileId);
        if (!sealer) throw new NotFound('case file');
        const _id = ids.id();
        const by = actorName(act.actor);
        await notes.insert({ _id, caseFileId, at: now, by, sealed: sealer.seal(`note/${_id}`, input.text) });
        return { reply: { caseFileId }, which: { caseFileId }, fields: ['note'] };
      }),
  };
}

function finding({ caseFiles, keys, clock }: Dependencies) {
  return {
    /** Case files that fit what was typed; no names come back. */
    find: async (query: z.infer<typeof findSchema>): Promise<CaseLine[]> =>
      (await findCases({ caseFiles, keys }, query.q)).map(toCaseLine),

    listRecent: async (days: number): Promise<CaseLine[]> => {
      const to = new Date(clock().getTime() + 86_400_000);
      return (await caseFiles.listOpened(new Date(to.getTime() - days * 86_400_000), to)).map(toCaseLine);
    },
  };
}

/** A typed reference counts only when it is somebody’s; after that the form of the text decides where to look. */
async function findCases(
  { caseFiles, keys }: Pick<Dependencies, 'caseFiles' | 'keys'>,
  text: string,
): Promise<CaseFile[]> {
  const reference = parseReference(text);
  if (reference) {
    const found = await caseFiles.findBy('reference', reference);
    if (found.length > 0) return found;
  }
  const proofCode = parseProofCode(text);
  const proven = proofCode ? await caseFiles.findBy('proofIndex', keys.hash('proof-code', proofCode)) : [];
  // Ten digits of a phone number may look like a proof code: what is none is looked for as a phone.
  if (proven.length > 0) return proven;
  const [, surname, year] = /^(\D+?)[\s,](?:.*\s)?(\d{4})$/.exec(text) ?? [];
  if (surname && year)
    return caseFiles.findBy('detaineeIndex', detaineeIndex(keys, surname.split(/\s/)[0] ?? '', Number(year)));
  return /\d{5}/.test(text.replaceAll(/\D/g, '')) ? caseFiles.findBy('phoneIndex', phoneIndex(keys, text)) : [];
}

function openNotes(sealer: Sealer | undefined, kept: readonly Note[]): CaseView['notes'] {
  if (!sealer) return [];
  return kept.map(({ _id, at, by, sealed }) => ({
    ...{ at: at.toISOString(), by },
    text: sealer.open(`note/${_id}`, sealed),
  }));
}

function openAll(sealer: Sealer | undefined, sealed: CaseFile['sealed']): CaseView['personal'] {
  if (!sealer) return {};
  const opened = Object.entries(sealed).map(([field, value]) => [field, sealer.open(field, value)] as const);
  return Object.fromEntries(opened);
}
