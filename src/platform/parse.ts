import type { Request } from 'express';
import type { z } from 'zod';
import { DomainError, NotFound, type InvalidParam } from './domain-error.ts';
import type { Endpoint } from './endpoint.ts';
import { shapeFormValues } from './form-values.ts';
import { sayIssue } from './parse-words.ts';

/** Input that does not fit; `invalidParams` says of each field what to do. */
export class InvalidInput extends DomainError {
  constructor(invalidParams: InvalidParam[]) {
    super({
      status: 422,
      type: 'invalid-input',
      detail: 'Some of what was sent cannot be used. Nothing was changed. Correct what is named and send it again.',
      invalidParams,
    });
  }
}

const HIDDEN = ['formToken', 'idempotencyKey', 'version'];
const PARAM = /^[\w:.@-]{1,128}$/;

export const isForm = (req: Request): boolean => Boolean(req.is('application/x-www-form-urlencoded'));

/** The body without the hidden fields that forms carry; `{}` when there is none. */
export function bodyOf(req: Request): unknown {
  const body: unknown = req.body ?? {};
  return isForm(req) ? withoutHidden(body as Record<string, unknown>) : body;
}

const withoutHidden = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !HIDDEN.includes(name)));

/** The JSON or form body as `schema` (a strict object) wants it. @throws InvalidInput */
export function parseBody<S extends z.ZodType>(schema: S, req: Request): z.infer<S> {
  const body = bodyOf(req);
  return parseInput(schema, isForm(req) ? shapeFormValues(schema, body as Record<string, unknown>) : body);
}

/** The query of the address as `schema` (a strict object) wants it. @throws InvalidInput */
export const parseQuery = <S extends z.ZodType>(
  schema: S,
  req: Request,
  empty: 'kept' | 'left-out' = 'left-out',
): z.infer<S> => parseInput(schema, shapeFormValues(schema, req.query, empty));

/** What a request gives an endpoint, by the schema that the endpoint declares. @throws InvalidInput */
export function readInput(endpoint: Endpoint, req: Request): unknown {
  if (endpoint.method === 'post') return parseBody(endpoint.body, req);
  if (!endpoint.query) return undefined;
  // A form sends what was left empty too; a program that names a filter means it.
  return parseQuery(endpoint.query, req, endpoint.answers ? 'kept' : 'left-out');
}

/** A part of the address, such as an id. @throws NotFound when nothing can have it */
export function parseParam(req: Pick<Request, 'params'>, name: string): string {
  const value = req.params[name];
  if (typeof value !== 'string' || !PARAM.test(value)) throw new NotFound('page');
  return value;
}

/** Any value from outside as `schema` wants it. @throws InvalidInput */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  refuseUnsafe(value);
  const parsed = schema.safeParse(value, { error: sayIssue });
  if (!parsed.success) throw new InvalidInput(toInvalidParams(parsed.error));
  return parsed.data;
}

/** One reason a field: what is no text at all need not hear that it is too short besides. */
function toInvalidParams(error: z.ZodError): InvalidParam[] {
  const params = error.issues.flatMap((issue) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => ({ name: path.map(String).join('.'), reason: issue.message }));
  });
  return params.filter(({ name }, index) => params.findIndex((each) => each.name === name) === index);
}

/** Deeper than anything here nests, and far from what would exhaust the stack. */
const DEEPEST = 20;

/**
 * Refuses what no schema should have to see: nesting that exhausts the stack, and `__proto__`, which JSON.parse makes
 * an own key and copies of the object may take for the real thing. @throws InvalidInput
 */
export function refuseUnsafe(value: unknown, path: string[] = []): void {
  if (typeof value !== 'object' || value === null) return;
  if (path.length > DEEPEST)
    throw new InvalidInput([{ name: path.slice(0, 3).join('.'), reason: 'Nest it less deeply.' }]);
  for (const [key, entry] of Object.entries(value)) {
    const at = [...path, key];
    if (key === '__proto__') throw new InvalidInput([{ name: at.join('.'), reason: 'Leave this out.' }]);
    refuseUnsafe(entry, at);
  }
}
