import type { CaseFile } from '../case-file/case-file.ts';
import { checkDigit, hasCheckDigit } from '../platform/check-digit.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Ids } from '../platform/ids.ts';

/** What opens a traveller's page: the link of a message, or the code on her card. Only its hash is kept. */
export interface Credential {
  _id: string;
  caseFileId: string;
  kind: 'link' | 'card';
  /** SHA-256 of a link's token; keyed HMAC of a card's code, which is short enough to be guessed without the key. */
  hash: string;
  issuedAt: Date;
  issuedBy: string;
  revokedAt?: Date;
  revokedBy?: string;
}

const CODE_LENGTH = 20;
const DAYS_AFTER_END = 7;

/** A card code: twenty digits, the last a check digit. */
export function newCardCode(ids: Ids): string {
  const digits = ids.digits(CODE_LENGTH - 1);
  return digits + checkDigit(digits);
}

/** As it is printed and typed: `4172 0853 1190 6624 7315`. */
export const formatCardCode = (code: string): string => code.replaceAll(/\d{4}(?=\d)/g, '$& ');

/** The card code in what a person typed, or undefined when it is none: a slip of the finger is noticed right here. */
export function parseCardCode(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.·-]/g, '');
  return digits.length === CODE_LENGTH && hasCheckDigit(digits) ? digits : undefined;
}

/** True for what can be a token at all; anything else is not worth a look into the database. */
export const isToken = (text: string): boolean => /^[\w-]{43}$/.test(text);

type Ending = Pick<CaseFile, 'ending' | 'progress'>;

/** When the journey ended, in whatever way; undefined while it goes on. */
const endedAt = ({ ending, progress }: Ending): Date | undefined =>
  ending?.at ?? progress.findLast((entry) => entry.state === 'closed')?.at;

/** False from a week after the end: a phone found later tells nothing. */
export function isPageOpen(caseFile: Ending, now: Date): boolean {
  const at = endedAt(caseFile);
  return at === undefined || now.getTime() < at.getTime() + DAYS_AFTER_END * 86_400_000;
}

export class NoVerifiedContact extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'no-verified-contact',
      detail:
        'Her page would show no number to call: nobody has verified a contact of ours yet. Ask an administrator to enter and verify one, then issue the link.',
    });
  }
}

/** One refusal for all that does not open: unknown, revoked, or over. Which of them is told to nobody. */
export class DoesNotOpen extends DomainError {
  constructor() {
    super({ status: 403, type: 'does-not-open', detail: 'This link or code opens nothing any more. Please call us.' });
  }
}

export class TooManyTries extends DomainError {
  constructor(seconds: number) {
    super({
      status: 429,
      type: 'too-many-tries',
      detail: 'Too many wrong codes came from this network. Wait a little, or open the link in your message.',
      facts: { retryAfterSeconds: seconds },
    });
  }
}
