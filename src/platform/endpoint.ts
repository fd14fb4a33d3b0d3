import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ActContext } from './act-context.ts';
import type { DomainError } from './domain-error.ts';
import type { KeptAnswer, KeptRequest } from './kept-answer.ts';

/** Who is asking. The guard has already checked that this caller may use the endpoint. */
export type Caller =
  | { kind: 'nobody' }
  | { kind: 'staff'; id: string; name: string; role: StaffRole; sessionId: string }
  | { kind: 'traveller'; caseFileId: string; sessionId: string };

export type StaffRole = 'coordinator' | 'administrator';
export type StaffCaller = Extract<Caller, { kind: 'staff' }>;
export type TravellerCaller = Extract<Caller, { kind: 'traveller' }>;

/** One request with all that a handler may know about it. */
export interface Call<Input = unknown> {
  /** Without body and query: what is taken of them stands in `input`, as the endpoint declares it. */
  req: Omit<Request, 'body' | 'query'>;
  /** What was sent, parsed by the endpoint's own `body` or `query`. */
  input: Input;
  /** The body as it came, only to show a form again with what was typed. */
  sent: unknown;
  res: Response;
  caller: Caller;
  requestId: string;
  /** The caller as staff; a programming error where the access table lets others in. */
  staff(): StaffCaller;
  /** The caller as traveller; a programming error where the access table lets others in. */
  traveller(): TravellerCaller;
  /** The act this request is: its id, its body's HMAC and its actor, as `perform` takes it. */
  act(name: string): ActContext;
  /** The same in the name of the escort whom a link of his calendar names: he has no session. */
  escortAct(name: string, escortId: string): ActContext;
  /** What every console form carries hidden: the session's form token and a fresh idempotency key. */
  formKeys(): { formToken: string; idempotencyKey: string };
}

export type QuerySchema<Query> = z.ZodObject & z.ZodType<Query>;

interface Address<Input> {
  path: string;
  /** What an address of the API answers when it is done: its description says so, and the tests hold it to it. */
  answers?: { status: 200 | 201; reply: z.ZodType };
  handle(call: Call<Input>): void | Promise<void>;
  /** Answers what `handle` refused, and input that does not fit, in place of the general error page. May throw it on. */
  refuse?(call: Call, refusal: DomainError): void | Promise<void>;
}

interface Read<Input> {
  method: 'get';
  query?: QuerySchema<Input>;
  /** Of an address whose answers stand ready: gives one, before anything else of the request is looked at. */
  kept?: (req: KeptRequest) => KeptAnswer;
}

/**
 * One address of the service. Who may use it stands in access/access-table.ts, and nowhere else; what it takes stands
 * here, and the guard parses by it: a POST its body, a GET its query, where it reads one.
 */
export type Endpoint<Input = unknown> = Address<Input> & (Read<Input> | { method: 'post'; body: z.ZodType<Input> });

/** Gives the handler of an endpoint the type of what it declares to take. */
export const endpoint = <Input>(declared: Endpoint<Input>): Endpoint => declared;

/** Declared by whatever takes no input. */
export const nothing = z.strictObject({});
