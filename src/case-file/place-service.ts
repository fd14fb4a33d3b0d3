import type { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseFileStore } from './case-file-store.ts';
import { checkPlace, type placeSchema } from './place.ts';
import { buildProgress, changedBy } from './progress-entry.ts';
import { checkStep } from './progress-service.ts';
import { checkUnchanged } from './seen-version.ts';

interface Dependencies {
  perform: Perform;
  caseFiles: CaseFileStore;
  keys: KeyRing;
  /** The rides and borders of a case file's path, by key. */
  placesOf: (caseFile: CaseFile) => readonly string[];
}

export type PlaceService = ReturnType<typeof placeService>;

/** Where she is while she travels, as somebody told the desk. Her times count from there; her state stays. */
export const placeService = ({ perform, caseFiles, keys, placesOf }: Dependencies) => ({
  /** Throws NotOnTheRoad, NotOnHerPath, and NotThen for a time that is not over. */
  recordPlace: (
    act: ActContext,
    caseFileId: string,
    { stageKey, saidBy, at: said }: z.infer<typeof placeSchema>,
  ): Promise<{ stageKey: string }> =>
    perform(act, `case/${caseFileId}`, async (now) => {
      const caseFile = await caseFiles.lock(caseFileId);
      checkUnchanged(caseFile, act);
      checkPlace(caseFile, stageKey, placesOf(caseFile));
      const at = said ? new Date(said) : now;
      checkStep(at, now);
      const told = { state: caseFile.state, at, saidBy };
      const entry = { ...buildProgress(act, told, await keys.findSealer(caseFileId)), stageKey };
      await caseFiles.update(caseFileId, { progress: [...caseFile.progress, entry] }, changedBy(act, now));
      return { reply: { stageKey }, which: { caseFileId }, fields: ['place'] };
    }),
});
