import { DomainError } from '../platform/domain-error.ts';

/** Stable codes of the reasons why nobody can go that way. */
export const PATH_REFUSALS = [
  'crossing-unknown',
  'crossing-takes-nobody',
  'mode-not-taken',
  'not-on-this-route',
  'no-way-between',
] as const;
export type PathRefusal = (typeof PATH_REFUSALS)[number];

/** The chosen path cannot be travelled; the detail says why and which one can. */
export class PathRefused extends DomainError {
  readonly code: PathRefusal;

  constructor(code: PathRefusal, field: string, detail: string) {
    super({ status: 422, type: `path-${code}`, detail, invalidParams: [{ name: field, reason: detail }] });
    this.code = code;
  }
}
