/** One field that was wrong: its path in the input, and what to do about it. */
export interface InvalidParam {
  name: string;
  reason: string;
}

export interface RefusalOptions {
  /** HTTP status that fits the refusal. */
  status: number;
  /** Stable code in kebab-case; the last part of the problem's type URI. */
  type: string;
  /** A sentence for the person who reads it at three in the morning: what happened and what to do. */
  detail: string;
  invalidParams?: InvalidParam[];
  /** Facts a caller may act on: seats left, the slot she is already booked on. Never personal. */
  facts?: Record<string, unknown>;
}

/** A refusal that a person can act on. Each kind is a small class beside the rule it guards. */
export class DomainError extends Error {
  readonly status: number;
  readonly type: string;
  readonly detail: string;
  readonly invalidParams: InvalidParam[];
  readonly facts: Record<string, unknown>;

  constructor(options: RefusalOptions) {
    super(options.detail);
    this.name = new.target.name;
    this.status = options.status;
    this.type = options.type;
    this.detail = options.detail;
    this.invalidParams = options.invalidParams ?? [];
    this.facts = options.facts ?? {};
  }
}

/** Nothing of that id, or nothing that the caller may see: the two are told apart nowhere. */
export class NotFound extends DomainError {
  constructor(what: string) {
    super({
      status: 404,
      type: 'not-found',
      detail: `There is no such ${what}. It may have been removed, or the address is mistyped.`,
    });
  }
}

/** Two people want the same thing at once, for longer than a person should wait. */
export class Busy extends DomainError {
  constructor() {
    super({
      status: 503,
      type: 'busy',
      detail: 'Many people are changing this at the same moment. Nothing was changed. Try again in a few seconds.',
    });
  }
}

/** The database does not answer. Nothing is known to have changed. `cause` is what it or the driver said, for the log alone. */
export class DatabaseAway extends DomainError {
  constructor(cause?: unknown) {
    super({
      status: 503,
      type: 'database-away',
      detail:
        'The database does not answer just now. Try again in a few seconds; with the same form nothing is done twice.',
    });
    this.cause = cause;
  }
}
