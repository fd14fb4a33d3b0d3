import type { Perform } from '../audit/act-service.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { checkMayClear, type Clear, type Clearing } from './clearing.ts';
import type { ClearingStore } from './clearing-store.ts';

interface Dependencies {
  perform: Perform;
  clearings: ClearingStore;
  caseFiles: CaseFileStore;
  slots: SlotStore;
  keys: KeyRing;
  ids: Ids;
}

export type ClearingService = ReturnType<typeof clearingService>;

/** Taking a red row off Today. It changes nothing of the journey: it says who has looked after it. */
export function clearingService({ perform, clearings, caseFiles, slots, keys, ids }: Dependencies) {
  /** Takes what owns the row, and gives what was cleared of it before. */
  const lockRow = async ({ caseFileId, slotId = '' }: Clear): Promise<Clearing[]> => {
    if (caseFileId === undefined) {
      await slots.lock(slotId);
      return clearings.listOfSlots([slotId]);
    }
    await caseFiles.lock(caseFileId);
    return clearings.listOfCases([caseFileId]);
  };

  return {
    /** Throws AlreadyCleared with the name of who did, NotARow, NotFound. */
    clear: (act: ActContext, input: Clear): Promise<{ clearingId: string }> => {
      const { caseFileId, slotId, kind, note } = input;
      const row = {
        ...(caseFileId === undefined ? {} : { caseFileId }),
        ...(slotId === undefined ? {} : { slotId }),
      };
      const turn = caseFileId === undefined ? `slot/${slotId ?? ''}` : `case/${caseFileId}`;
      return perform(act, turn, async (now) => {
        const upTo = new Date(input.since);
        const before = await lockRow(input);
        checkMayClear(before, { ...input, since: upTo }, now);
        const _id = ids.id();
        const sealer = caseFileId === undefined ? keys.house : await keys.findSealer(caseFileId);
        await clearings.insert({
          ...{ _id, kind, upTo, at: now, by: actorName(act.actor) },
          ...row,
          // Where the family's key is gone the note is left out, never kept in clear.
          ...(sealer ? { note: sealer.seal(`clearing/${_id}`, note) } : {}),
        });
        return { reply: { clearingId: _id }, which: { ...row, clearingId: _id }, fields: [kind, 'note'] };
      });
    },

    /** Who cleared which rows of this family; what was noted is gone once its key was destroyed. */
    listNotes: async (caseFileId: string): Promise<Pick<Clearing, 'kind' | 'at' | 'by' | 'note'>[]> => {
      const sealer = await keys.findSealer(caseFileId);
      return (await clearings.listOfCases([caseFileId])).map(({ _id, kind, at, by, note }) => ({
        ...{ kind, at, by },
        ...(note === undefined || !sealer ? {} : { note: sealer.open(`clearing/${_id}`, note) }),
      }));
    },
  };
}
