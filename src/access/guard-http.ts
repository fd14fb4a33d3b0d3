import type { IRouter, Request, Response } from 'express';
import { DomainError } from '../platform/domain-error.ts';
import type { Call, Caller, Endpoint } from '../platform/endpoint.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { readInput } from '../platform/parse.ts';
import { isStrict } from '../platform/strict-schema.ts';
import { LinkNeeded, NotFromHere, NotYourRole, SignInNeeded } from './access-refusals.ts';
import type { Access } from './access-table.ts';
import { buildCall, formTokenOf, hiddenField } from './call-http.ts';
import { isOwnWrite } from './own-write.ts';
import { sessionTokenOf } from './session-cookie-http.ts';
import type { SessionService } from './session-service.ts';

export interface GuardDependencies {
  table: Readonly<Record<string, Access>>;
  sessions: SessionService;
  keys: KeyRing;
  ids: Ids;
}

const NOBODY: Caller = { kind: 'nobody' };

/** As the access table names it: `POST /sign-out`. */
const nameOf = ({ method, path }: Endpoint): string => `${method.toUpperCase()} ${path}`;

/** Mounts the addresses, each behind the check of who asks. Throws when table and addresses do not match. */
export function mountEndpoints(router: IRouter, endpoints: readonly Endpoint[], dependencies: GuardDependencies): void {
  checkTable(endpoints, dependencies.table);
  checkInput(endpoints);
  checkKept(endpoints, dependencies.table);
  for (const endpoint of endpoints) {
    const access = dependencies.table[nameOf(endpoint)] ?? 'administrator';
    router[endpoint.method](endpoint.path, (req, res) => enter(endpoint, access, dependencies, req, res));
  }
}

function checkTable(endpoints: readonly Endpoint[], table: GuardDependencies['table']): void {
  const names = endpoints.map(nameOf);
  const undeclared = names.filter((name) => !Object.hasOwn(table, name));
  const leadingNowhere = Object.keys(table).filter((name) => !names.includes(name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const faults = [
    ...undeclared.map((name) => `${name} is not in access-table.ts`),
    ...leadingNowhere.map((name) => `${name} is in access-table.ts and nowhere else`),
    ...twice.map((name) => `${name} is there twice`),
  ];
  if (faults.length > 0) throw new Error(`Addresses and access table do not match: ${faults.join('; ')}.`);
}

/** A field that nobody declared is never let through to a handler. */
function checkInput(endpoints: readonly Endpoint[]): void {
  const open = endpoints.filter((endpoint) => endpoint.method === 'post' && !isStrict(endpoint.body));
  if (open.length > 0) throw new Error(`Declare the body as a strict object: ${open.map(nameOf).join('; ')}.`);
}

/** What is answered before anybody is asked who he is must be for everybody. */
function checkKept(endpoints: readonly Endpoint[], table: GuardDependencies['table']): void {
  const closed = endpoints.filter((each) => each.method === 'get' && each.kept && table[nameOf(each)] !== 'public');
  if (closed.length > 0) throw new Error(`Only a public address may be kept ready: ${closed.map(nameOf).join('; ')}.`);
}

async function enter(
  endpoint: Endpoint,
  access: Access,
  { sessions, keys, ids }: GuardDependencies,
  req: Request,
  res: Response,
): Promise<void> {
  const caller = await admit(access, sessions, req);
  // Public pages may choose to be kept; what somebody had to show a session for never is.
  if (access !== 'public') res.set('Cache-Control', 'no-store');
  if (endpoint.method === 'post') checkWrite(req, formTokenOf(keys, req, caller));
  await answer(endpoint, buildCall({ keys, ids }, req, res, caller), req);
}

async function answer(endpoint: Endpoint, call: Call, req: Request): Promise<void> {
  try {
    await endpoint.handle({ ...call, input: readInput(endpoint, req) });
  } catch (error) {
    if (!endpoint.refuse || !(error instanceof DomainError)) throw error;
    await endpoint.refuse(call, error);
  }
}

async function admit(access: Access, sessions: SessionService, req: Request): Promise<Caller> {
  if (access === 'public') return NOBODY;
  if (access === 'traveller') return admitTraveller(sessions, req);
  const caller = await sessions.findStaff(sessionTokenOf(req, 'staff'));
  if (caller.kind !== 'staff') throw new SignInNeeded();
  if (access === 'administrator' && caller.role !== 'administrator') throw new NotYourRole();
  return caller;
}

async function admitTraveller(sessions: SessionService, req: Request): Promise<Caller> {
  const caller = await sessions.findTraveller(sessionTokenOf(req, 'traveller'));
  if (caller.kind !== 'traveller') throw new LinkNeeded();
  return caller;
}

function checkWrite(req: Request, expectedToken: string | undefined): void {
  const token = req.get('x-form-token') ?? hiddenField(req, 'formToken');
  const signs = { fetchSite: req.get('sec-fetch-site'), formToken: typeof token === 'string' ? token : undefined };
  if (!isOwnWrite(signs, expectedToken)) throw new NotFromHere();
}
