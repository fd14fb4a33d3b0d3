import { z } from 'zod';
import { DomainError } from '../platform/domain-error.ts';

/** What a caller can be asked; each stands in the case file, so that the answer can be compared. */
export const ASKABLE = ['reference', 'proof-code', 'her-name', 'son-birth-year', 'number'] as const;
export type Askable = (typeof ASKABLE)[number];
/** What no opened page and no phone tells: whoever found hers has its number, and her page shows her reference. */
const SHE_KNOWS: ReadonlySet<Askable> = new Set(['proof-code', 'her-name', 'son-birth-year']);

/** True where a caller can be told apart from whoever holds her phone. */
export const tellsHerApart = (asked: readonly Askable[]): boolean => asked.some((each) => SHE_KNOWS.has(each));

const LEAST_ASKED = 2;

export const askedSchema = z
  .array(z.enum(ASKABLE))
  .max(ASKABLE.length)
  .refine((asked) => new Set(asked).size >= LEAST_ASKED, 'Ask at least two of these, and tick which you asked.');
export const callerCheckSchema = z.strictObject({ asked: askedSchema, matched: z.boolean() });

/** That a coordinator asked a caller who she is, and whether it fitted. What she answered is not kept. */
export interface CallerCheck {
  _id: string;
  caseFileId: string;
  /** The lock of the case file that it was written under: checks of one moment have an order too. */
  rev: number;
  at: Date;
  by: string;
  byId: string;
  asked: Askable[];
  matched: boolean;
}

const GOOD_MINUTES = 60;

export class CallerNotChecked extends DomainError {
  constructor(detail: string) {
    super({ status: 409, type: 'caller-not-checked', detail });
  }
}

class HeldByHerPhone extends DomainError {
  constructor() {
    super({
      status: 422,
      type: 'check-proves-nothing',
      detail:
        'Not recorded: her reference and her number are on her phone, whoever holds it. Ask the proof code, her name, or her son’s year of birth too.',
    });
  }
}

/** A caller who did not match is recorded whatever was asked; one who did, only where it proves something. Throws HeldByHerPhone. */
export function checkProves({ asked, matched }: Pick<CallerCheck, 'asked' | 'matched'>): void {
  if (matched && !tellsHerApart(asked)) throw new HeldByHerPhone();
}

/** The check that stands: this coordinator's own, matched, within the hour, and nobody's caller has failed since. */
export function standingCheck(
  checks: readonly CallerCheck[],
  coordinatorId: string,
  now: Date,
): CallerCheck | undefined {
  const last = newestOf(checks.filter(({ byId, matched }) => byId === coordinatorId || !matched));
  return last?.matched && now.getTime() - last.at.getTime() <= GOOD_MINUTES * 60_000 ? last : undefined;
}

const newestOf = (checks: readonly CallerCheck[]): CallerCheck | undefined =>
  checks.reduce<CallerCheck | undefined>(
    (newest, each) => (newest && newest.rev > each.rev ? newest : each),
    undefined,
  );

/** Throws CallerNotChecked, with what to do, unless a check stands. */
export function checkCaller(checks: readonly CallerCheck[], coordinatorId: string, now: Date): void {
  if (standingCheck(checks, coordinatorId, now)) return;
  if (newestOf(checks)?.matched === false)
    throw new CallerNotChecked(
      'The last caller about this case file did not match. Give nothing. Call back the number on file, and check her there.',
    );
  throw new CallerNotChecked(
    `Check the caller first: nothing of hers is given out or changed without it. A check of yours counts for ${GOOD_MINUTES} minutes.`,
  );
}
