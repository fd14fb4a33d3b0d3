import { z } from 'zod';
import type { Staff } from '../access/staff.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CaseFile } from './case-file.ts';
import { formatReference } from './codes.ts';

export type Keeper = NonNullable<CaseFile['keeper']>;

/** A case file that is handed over, with the keeper whom the page showed: `<case file>:<member of staff, or nobody>`. */
const shownSchema = z.string().regex(/^[\w-]{1,64}:[\w-]{0,64}$/);

export const keepSchema = z.strictObject({
  kept: z.array(shownSchema).min(1, 'Tick one case file at least.').max(100),
  staffId: z.string().max(64),
});

/** One tick of the page that hands a shift over. */
export const toShown = ({ _id, keeper }: Pick<CaseFile, '_id' | 'keeper'>): string => `${_id}:${keeper?.staffId ?? ''}`;

export function parseShown(shown: string): { caseFileId: string; keeperId: string } {
  const [caseFileId = '', keeperId = ''] = shown.split(':');
  return { caseFileId, keeperId };
}

class KeptMeanwhile extends DomainError {
  constructor({ reference, keeper }: Pick<CaseFile, 'reference' | 'keeper'>) {
    const who = keeper?.name ?? 'nobody';
    super({
      status: 409,
      type: 'kept-meanwhile',
      detail: `${formatReference(reference)} has changed hands meanwhile: ${who} has it now. Nothing was handed over. Look at the page and tick again.`,
      facts: { keeper: who },
    });
  }
}

class NotAtTheDesk extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'not-at-the-desk',
      detail: 'Nothing was handed over: this person has no access any more. Choose somebody who works at the desk.',
    });
  }
}

/** Gives the new keeper of a case file that its page showed with `keeperId`. Throws NotAtTheDesk, KeptMeanwhile. */
export function keepFor(
  caseFile: Pick<CaseFile, 'reference' | 'keeper'>,
  keeperId: string,
  person: Staff | undefined,
  now: Date,
): Keeper {
  if (!person?.active) throw new NotAtTheDesk();
  const { _id, name } = person;
  const present = caseFile.keeper?.staffId ?? '';
  if (present !== keeperId && present !== _id) throw new KeptMeanwhile(caseFile);
  return { staffId: _id, name, at: now };
}
