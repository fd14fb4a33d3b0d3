import type { Sealer } from '../platform/key-ring.ts';
import { isStanding, type CaseFile, type Changed, type ProgressEntry } from './case-file.ts';
import { isProof, type TakenBack } from './take-back.ts';

/**
 * The history with the mistake marked and the taking back added: nothing is deleted. A proof and an ending have no entry
 * of their own until then, so theirs is added with what they said.
 */
export function keepHistory(
  caseFile: Pick<CaseFile, 'progress' | 'sealed'>,
  { change, state }: TakenBack,
  { reason, at, by }: Changed & { reason: string },
  sealer: Sealer | undefined,
): ProgressEntry[] {
  const takenBack = { at, by };
  const sealed = (text: string | undefined) => (sealer && text ? { saidBy: sealer.seal('progress', text) } : {});
  const undo: ProgressEntry = { state, at, by, takesBack: change.to, ...sealed(reason) };
  const { progress } = caseFile;
  const mistake = progress.findLastIndex((entry) => isStanding(entry) && entry.stageKey === undefined);
  // Where she was placed after it was a part of the mistake.
  if (progress[mistake]?.state === change.to)
    return [...progress.slice(0, mistake), ...progress.slice(mistake).map((entry) => ({ ...entry, takenBack })), undo];
  const said = sealer && saidOf(caseFile.sealed, isProof(change), sealer);
  return [...progress, { state: change.to, at: change.at, by: change.by, takenBack, ...sealed(said) }, undo];
}

function saidOf(sealed: CaseFile['sealed'], ofProof: boolean, sealer: Sealer): string {
  const fields = ofProof ? (['proofConfirmedBy', 'proofReference'] as const) : (['endingReason'] as const);
  return fields.flatMap((field) => (sealed[field] ? [sealer.open(field, sealed[field])] : [])).join(', ');
}

/** What a proof that was taken back leaves nowhere: its code finds nothing and nothing can be booked on it. */
export function withoutProof(
  { sealed }: Pick<CaseFile, 'sealed'>,
  { change }: TakenBack,
): { sealed?: CaseFile['sealed']; proofIndex?: null; proofAt?: null } {
  if (!isProof(change)) return {};
  const kept = Object.entries(sealed).filter(([field]) => !field.startsWith('proof'));
  return { sealed: Object.fromEntries(kept), proofIndex: null, proofAt: null };
}
