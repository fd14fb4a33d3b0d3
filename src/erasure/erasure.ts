import { z } from 'zod';
import type { CaseFile, Changed } from '../case-file/case-file.ts';
import { parseReference } from '../case-file/codes.ts';
import { journeyEnd } from '../case-file/journey-end.ts';
import type { ChangedFields } from '../platform/changed-fields.ts';
import { daysAfter } from '../platform/days.ts';
import { DomainError } from '../platform/domain-error.ts';
import { textField } from '../platform/text-field.ts';

/** Who erases types the reference, so that it is never the wrong file that was open. */
export const eraseSchema = z.strictObject({
  reference: textField(1, 20, 'Type the reference of this case file.'),
});

class OtherReference extends DomainError {
  constructor() {
    super({
      status: 422,
      type: 'other-reference',
      detail: 'Nothing was erased: this is not the reference of this case file. Look at it, and type it as it stands.',
      invalidParams: [
        { name: 'reference', reason: 'This is not the reference of this case file. Nothing was erased.' },
      ],
    });
  }
}

class NotEndedYet extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'not-ended-yet',
      detail: 'Nothing was erased: this journey has not ended. End or close the case file first.',
    });
  }
}

class StillExpected extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'still-expected',
      detail: 'Nothing was erased: she still has a place ahead. Cancel it first, so that the escort is told.',
    });
  }
}

export class NotDueYet extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'not-due-yet',
      detail: 'Nothing was erased: the case file is open again, or is to be kept for some days yet.',
    });
  }
}

/** Throws OtherReference unless what was typed is the reference of this case file. */
export function checkReference({ reference }: Pick<CaseFile, 'reference'>, typed: string): void {
  if (parseReference(typed) !== reference) throw new OtherReference();
}

/**
 * Throws while somebody may still need it: while the journey goes on, and while she is expected at a meeting. Ending
 * her is a decision of its own, with its own lines on To tell; an erasure never takes an escort from her in passing.
 */
export function checkErasable(
  caseFile: Pick<CaseFile, 'state' | 'ending' | 'progress'>,
  { isExpected }: { isExpected: boolean },
): void {
  if (journeyEnd(caseFile) === undefined) throw new NotEndedYet();
  if (isExpected) throw new StillExpected();
}

/** When a case file that ended then is erased by itself. */
export const erasureDue = (end: Date, retentionDays: number): Date => daysAfter(end, retentionDays);

/** True once a case file has been kept for as long as it is kept. A reopened one is not due, whenever it had ended. */
export function isDue(
  caseFile: Pick<CaseFile, 'state' | 'ending' | 'progress'>,
  retentionDays: number,
  now: Date,
): boolean {
  const end = journeyEnd(caseFile);
  return end !== undefined && erasureDue(end, retentionDays) <= now;
}

/** The case file without the family: states, dates and counts, and who of the desk wrote them. */
export const withoutFamily = ({ progress }: Pick<CaseFile, 'progress'>, erased: Changed): ChangedFields<CaseFile> => ({
  erased,
  sealed: {},
  phoneIndex: null,
  detaineeIndex: null,
  proofIndex: null,
  lastChange: null,
  nextAt: null,
  papers: null,
  keeper: null,
  // Where she was on her way is hers; that she set out, and when, is a number of ours.
  progress: progress.filter(({ stageKey }) => stageKey === undefined).map(({ saidBy: _, ...entry }) => entry),
});
