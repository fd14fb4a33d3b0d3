import { DatabaseAway, DomainError, type InvalidParam } from './domain-error.ts';
import { isAway } from './transact.ts';

/** RFC 9457, as it is sent: `type` is a stable code, `detail` says what to do. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  request_id: string;
  invalid_params?: InvalidParam[];
  /** Facts a caller may act on, such as the seats left. */
  [fact: string]: unknown;
}

/** What Express and its parsers throw: a status, and a code for the kind. */
interface HttpError {
  status: number;
  type?: string;
}

const TITLES: Record<number, string> = {
  400: 'Not understood',
  401: 'Please sign in',
  403: 'Not for this role',
  404: 'Not here',
  405: 'Not in this way',
  409: 'Not possible now',
  413: 'Too much at once',
  415: 'Not in this form',
  422: 'Please correct this',
  429: 'Too many tries',
  500: 'Something went wrong here',
  503: 'Please try again in a moment',
};

const refused = (status: number, type: string, detail: string): DomainError =>
  new DomainError({ status, type, detail });

const unreadable = (): DomainError =>
  refused(400, 'unreadable', 'The request could not be read. Check how it is written and send it again.');

const HTTP_REFUSALS: Record<number, () => DomainError> = {
  413: () => refused(413, 'too-large', 'This is more than is taken at once (64 KB). Send less.'),
  415: () =>
    refused(415, 'unknown-format', 'Send the body as application/json or as a form, in UTF-8 and not compressed.'),
};

const failed = (): DomainError =>
  refused(
    500,
    'failed',
    'Something went wrong on our side. Try again; if it goes wrong again, tell us the number below.',
  );

/** The refusal that an error of any kind comes down to. What is not known becomes a 500 that tells nothing. */
export function toRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isAway(error)) return new DatabaseAway(error);
  if (isHttpError(error)) return (HTTP_REFUSALS[error.status] ?? unreadable)();
  return failed();
}

const isHttpError = (error: unknown): error is HttpError =>
  error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500;

export const titleOf = (status: number): string => TITLES[status] ?? 'Not possible';

export function toProblem(refusal: DomainError, requestId: string): Problem {
  return {
    ...refusal.facts,
    type: `urn:homeward:problem:${refusal.type}`,
    title: titleOf(refusal.status),
    status: refusal.status,
    detail: refusal.detail,
    request_id: requestId,
    ...(refusal.invalidParams.length > 0 ? { invalid_params: refusal.invalidParams } : {}),
  };
}
