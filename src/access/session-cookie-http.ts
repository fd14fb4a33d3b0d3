import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import { LIFETIMES, type SessionKind } from './session.ts';

/** `__Host-`: the browser itself refuses it from another host, without TLS (loopback apart) or for a part of the site. */
const NAMES: Record<SessionKind, string> = { staff: '__Host-homeward', traveller: '__Host-way' };

const OPTIONS: CookieOptions = { httpOnly: true, sameSite: 'strict', secure: true, path: '/' };

/** How long the cookie may stay; the server decides earlier. */
const maxAge = (kind: SessionKind): number => LIFETIMES[kind].totalMs;

export function setSessionCookie(res: Response, kind: SessionKind, token: string): void {
  res.cookie(NAMES[kind], token, { ...OPTIONS, maxAge: maxAge(kind) });
}

export function clearSessionCookie(res: Response, kind: SessionKind): void {
  res.clearCookie(NAMES[kind], OPTIONS);
}

const VISIT = '__Host-visit';

/** Tells one browser without a session from another, so that no form of the one passes for a form of the other. */
export const visitOf = (req: Request): string | undefined => parseCookie(req.headers.cookie ?? '')[VISIT];

export function setVisitCookie(res: Response, visit: string): void {
  res.cookie(VISIT, visit, OPTIONS);
}

export const sessionTokenOf = (req: Pick<Request, 'headers'>, kind: SessionKind): string | undefined =>
  parseCookie(req.headers.cookie ?? '')[NAMES[kind]];
