import { DomainError } from '../platform/domain-error.ts';

/** Whatever was to be written: an erased case file stays as it is. */
export class CaseErased extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'case-file-erased',
      detail: 'This case file has been erased: nothing can be added to it or changed. If she calls, open a new one.',
    });
  }
}
