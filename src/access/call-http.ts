import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ActContext, Actor } from '../platform/act-context.ts';
import type { Call, Caller, StaffCaller, TravellerCaller } from '../platform/endpoint.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { bodyOf, isForm, parseInput } from '../platform/parse.ts';
import { requestIdOf } from '../platform/request-id.ts';
import { setVisitCookie, visitOf } from './session-cookie-http.ts';

interface Dependencies {
  keys: KeyRing;
  ids: Ids;
}

/** Of an idempotency key, as a header or as a form's hidden field. */
export const keySchema = z
  .string({ error: 'Send one idempotency key, or none.' })
  .max(200, { error: 'Send an idempotency key of at most 200 characters.' });

/** A field that every form carries hidden, or undefined where the body is no form. */
export function hiddenField(req: Request, name: 'formToken' | 'idempotencyKey' | 'version'): unknown {
  return isForm(req) ? (req.body as Record<string, unknown> | undefined)?.[name] : undefined;
}

/**
 * The token that a write of this caller must carry where the browser does not say from where it comes.
 * None fits in a browser without a session that was shown no form yet.
 */
export function formTokenOf(keys: KeyRing, req: Request, caller: Caller): string | undefined {
  if (caller.kind !== 'nobody') return keys.hash('form', caller.sessionId);
  const visit = visitOf(req);
  return visit === undefined ? undefined : visitToken(keys, visit);
}

const visitToken = (keys: KeyRing, visit: string): string => keys.hash('form', 'visit', visit);

export function buildCall({ keys, ids }: Dependencies, req: Request, res: Response, caller: Caller): Call {
  const requestId = requestIdOf(res);
  const actOf = (actor: Actor, name: string): ActContext => ({
    id: actId({ keys, ids }, req, actor),
    body: bodyHash(keys, req),
    ...{ name, actor, requestId, ...seenBy(req) },
  });
  const beginVisit = (): string => {
    const visit = ids.token();
    setVisitCookie(res, visit);
    return visitToken(keys, visit);
  };
  return {
    req,
    res,
    input: undefined,
    sent: bodyOf(req),
    caller,
    requestId,
    act: (name) => actOf(toActor(caller), name),
    escortAct: (name, escortId) => actOf({ kind: 'escort', escortId }, name),
    staff: () => expectStaff(caller),
    traveller: () => expectTraveller(caller),
    formKeys: () => ({ formToken: formTokenOf(keys, req, caller) ?? beginVisit(), idempotencyKey: ids.token() }),
  };
}

/** The version of the case file that the page of this form showed, where it showed one. */
function seenBy(req: Request): { seen?: number } {
  const version = hiddenField(req, 'version');
  return version === undefined ? {} : { seen: Number(version) };
}

function actId({ keys, ids }: Dependencies, req: Request, actor: Actor): string {
  const given = req.get('idempotency-key') ?? hiddenField(req, 'idempotencyKey');
  const key = given === undefined ? '' : parseInput(keySchema, given);
  if (key === '') return ids.id();
  const [path = ''] = req.originalUrl.split('?');
  return keys.hash('act', ownerOf(actor), req.method, path, key);
}

const bodyHash = (keys: KeyRing, req: Request): string => keys.hash('act', JSON.stringify(sorted(bodyOf(req))));

/** The same fields in another order are the same body. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, entry]) => [key, sorted(entry)]);
}

function toActor(caller: Caller): Actor {
  if (caller.kind === 'staff') return { kind: 'staff', id: caller.id, name: caller.name };
  if (caller.kind === 'traveller') return { kind: 'traveller', caseFileId: caller.caseFileId };
  throw new Error('A public address cannot act: nobody is there to answer for it.');
}

function ownerOf(actor: Actor): string {
  if (actor.kind === 'staff') return `staff/${actor.id}`;
  if (actor.kind === 'escort') return `escort/${actor.escortId}`;
  return `case/${'caseFileId' in actor ? actor.caseFileId : ''}`;
}

function expectStaff(caller: Caller): StaffCaller {
  if (caller.kind !== 'staff') throw new Error('The access table lets others than staff in here.');
  return caller;
}

function expectTraveller(caller: Caller): TravellerCaller {
  if (caller.kind !== 'traveller') throw new Error('The access table lets others than travellers in here.');
  return caller;
}
