import type { Request, Response } from 'express';
import type { ActContext } from './act-context.ts';

/** Who is asking. The guard has already checked that this caller may use the endpoint. */
export type Caller =
  | { kind: 'nobody' }
  | { kind: 'staff'; id: string; name: string; role: StaffRole; sessionId: string }
  | { kind: 'traveller'; caseFileId: string; sessionId: string };

export type StaffRole = 'coordinator' | 'administrator';
export type StaffCaller = Extract<Caller, { kind: 'staff' }>;
export type TravellerCaller = Extract<Caller, { kind: 'traveller' }>;

/** One request with all that a handler may know about it. */
export interface Call {
  req: Request;
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

/** One address of the service. Who may use it stands in access/access-table.ts, and nowhere else. */
export interface Endpoint {
  method: 'get' | 'post';
  path: string;
  handle(call: Call): void | Promise<void>;
}
