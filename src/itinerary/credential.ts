import type { CaseFile } from '../case-file/case-file.ts';
import { journeyEnd } from '../case-file/journey-end.ts';
import { DomainError } from '../platform/domain-error.ts';

/** Something that opens her page. Only a hash is kept: SHA-256 of a link's token, a keyed one of a card's code. */
export interface Credential {
  _id: string;
  caseFileId: string;
  kind: 'link' | 'card';
  hash: string;
  issuedAt: Date;
  issuedBy: string;
  /** When it opened her page for the first time. */
  openedAt?: Date;
  revokedAt?: Date;
}

export class LinkOver extends DomainError {
  constructor() {
    super({
      status: 410,
      type: 'link-over',
      detail: 'This link or code no longer opens the page. Call us: we will send you a new one.',
    });
  }
}

export class CodeNotRight extends DomainError {
  constructor() {
    super({
      status: 422,
      type: 'code-not-right',
      detail: 'This code does not fit. Look at your card and type all twenty digits again.',
      invalidParams: [{ name: 'code', reason: 'Type all twenty digits of your card.' }],
    });
  }
}

export class NoVerifiedContact extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'no-verified-contact',
      detail: 'No phone number of ours is verified yet, and her page must name one. An administrator enters it first.',
    });
  }
}

class LinkWasOpened extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'link-was-opened',
      detail:
        'This one was opened already, so it is not shown again. If she cannot use it, replace it: the old one ends.',
    });
  }
}

export class AlreadyEnded extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'already-ended',
      detail:
        'This one was ended already, perhaps by a colleague just now. Look at the table before you give her another.',
    });
  }
}

/** What was opened, or ended, since it was handed out is never shown a second time. Throws LinkWasOpened, AlreadyEnded. */
export function checkShownOnce(credential: Pick<Credential, 'openedAt' | 'revokedAt'> | undefined): void {
  if (credential?.openedAt) throw new LinkWasOpened();
  if (credential?.revokedAt) throw new AlreadyEnded();
}

const DAYS_AFTER_THE_END = 7;

/** False from seven days after the end, and once it was erased: a page of an ended journey is shown to nobody. */
export function isStillShown(caseFile: Pick<CaseFile, 'state' | 'ending' | 'progress' | 'erased'>, now: Date): boolean {
  if (caseFile.erased) return false;
  const end = journeyEnd(caseFile);
  return end === undefined || now.getTime() - end.getTime() < DAYS_AFTER_THE_END * 86_400_000;
}
