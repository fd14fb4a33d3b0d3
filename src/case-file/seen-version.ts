import type { ActContext } from '../platform/act-context.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CaseFile } from './case-file.ts';

/** Somebody wrote between the showing of a page and the sending of its form. */
export class ChangedMeanwhile extends DomainError {
  constructor(by: string | undefined) {
    super({
      status: 409,
      type: 'changed-meanwhile',
      detail: `${by ?? 'Somebody'} has changed this case file since your page was shown, so nothing was done yet. Look at it as it stands now, then send it again if it is still right.`,
    });
  }
}

/** Throws ChangedMeanwhile when the act comes from a page that shows an older case file than the one that is locked. */
export function checkUnchanged(
  { version = 0, changed }: Pick<CaseFile, 'version' | 'changed'>,
  { seen }: Pick<ActContext, 'seen'>,
): void {
  if (seen !== undefined && seen !== version) throw new ChangedMeanwhile(changed?.by);
}
