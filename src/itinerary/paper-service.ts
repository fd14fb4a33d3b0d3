import { z } from 'zod';
import type { Perform } from '../audit/act-service.ts';
import type { RecordReading } from '../audit/record-reading-service.ts';
import type { CaseFile, CheckedPaper } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { nationalityOf } from '../case-file/nationality-of.ts';
import { changedBy } from '../case-file/progress-entry.ts';
import { checkUnchanged } from '../case-file/seen-version.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { Facts } from '../route/reference.ts';
import type { Stage } from '../route/route.ts';
import { papersFor, singleEntryAgainst, type Entry, type Paper } from './papers.ts';

/** Which papers were gone through with her; each by its id in data/documents.json. */
export const checkPapersSchema = z.strictObject({
  papers: z.array(z.string().max(60)).min(1, 'Tick one at least.').max(20),
});

class PaperNotAsked extends DomainError {
  constructor(id: string) {
    const reason = `Nothing on her way asks for “${id}”. Choose from the list.`;
    super({ status: 422, type: 'paper-not-asked', detail: reason, invalidParams: [{ name: 'papers', reason }] });
  }
}

/** A paper that her way asks of her, and who went through it with her. */
export interface AskedPaper {
  paper: Paper;
  checked?: CheckedPaper;
}

export interface PaperDependencies {
  perform: Perform;
  recordReading: RecordReading;
  caseFiles: CaseFileStore;
  keys: Pick<KeyRing, 'findSealer'>;
  reference: Pick<Facts, 'documents'>;
  findStages: (caseFile: Pick<CaseFile, 'routeRef' | 'path'>) => readonly Stage[] | undefined;
  clock: Clock;
}

export type PaperService = ReturnType<typeof paperService>;

/** The checklist of papers of a journey: who went through what with her, and when; never a copy of anything. */
export function paperService(dependencies: PaperDependencies) {
  const { perform, recordReading, caseFiles, clock } = dependencies;
  const list = async (caseFile: CaseFile, now: Date): Promise<AskedPaper[]> => {
    const checked = new Map((caseFile.papers ?? []).map((each) => [each.id, each]));
    return (await papersOf(dependencies, caseFile, now)).map((paper) => {
      const by = checked.get(paper.id);
      return { paper, ...(by ? { checked: by } : {}) };
    });
  };
  return {
    /** What her path asks of her at the time of her meeting, or now while she has none. Throws NotFound. */
    listFor: async (act: ActContext, caseFileId: string): Promise<AskedPaper[]> => {
      const caseFile = await caseFiles.get(caseFileId);
      await recordReading(act, 'case-file.read', { caseFileId }, ['nationality']);
      return list(caseFile, clock());
    },
    /** Throws PaperNotAsked. */
    check: (act: ActContext, caseFileId: string, { papers }: z.infer<typeof checkPapersSchema>) =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const caseFile = await caseFiles.lock(caseFileId);
        checkUnchanged(caseFile, act);
        const asked = new Set((await list(caseFile, now)).map(({ paper }) => paper.id));
        const unasked = papers.find((id) => !asked.has(id));
        if (unasked !== undefined) throw new PaperNotAsked(unasked);
        const by = actorName(act.actor);
        const others = (caseFile.papers ?? []).filter(({ id }) => !papers.includes(id));
        const checked = [...others, ...[...new Set(papers)].map((id) => ({ id, at: now, by }))];
        await caseFiles.update(caseFileId, { papers: checked }, changedBy(act, now));
        return { reply: { caseFileId }, which: { caseFileId }, fields: ['papers'] };
      }),
  };
}

async function papersOf(
  { keys, reference, findStages }: PaperDependencies,
  caseFile: CaseFile,
  now: Date,
): Promise<Paper[]> {
  const entries = (findStages(caseFile) ?? []).flatMap((stage): Entry[] =>
    stage.kind === 'border' ? [{ direction: stage.direction, at: caseFile.nextAt ?? now }] : [],
  );
  return papersFor(reference.documents.values(), entries, await nationalityOf(keys, caseFile));
}

/**
 * Why her visa would be used up before her way back through Poland, a sentence; undefined where nothing says so, or where
 * somebody of the desk has gone through it with her.
 */
export function sayUsedUp(
  documents: Facts['documents'],
  entries: readonly Entry[],
  { nationality, checked }: { nationality: string | undefined; checked: readonly CheckedPaper[] },
): string | undefined {
  const against = singleEntryAgainst(papersFor(documents.values(), entries, nationality));
  if (!against || checked.some(({ id }) => id === against.id)) return undefined;
  return `${against.fact.en} Go through her papers with her, and tick it there.`;
}
