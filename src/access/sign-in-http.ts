import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import { nothing, type Call, type Endpoint } from '../platform/endpoint.ts';
import type { Look } from '../platform/look.ts';
import type { Banner } from '../platform/page.ts';
import { parseParam } from '../platform/parse.ts';
import { roleField } from './staff.ts';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from './session-cookie-http.ts';
import type { SessionService } from './session-service.ts';
import { renderHowToSignIn, renderNoCookie, renderSignInButton } from './sign-in-page.ts';
import type { SignInService } from './sign-in-service.ts';

interface Dependencies {
  signIn: SignInService;
  sessions: SessionService;
  look: Look;
  banners: readonly Banner[];
}

/** Coming in and going out. None takes an idempotency key: a link works once by itself, and going out twice is going out. */
export function signInEndpoints({ signIn, sessions, look, banners }: Dependencies): Endpoint[] {
  const frame = { look, banners };
  const send = ({ res }: Call, page: string): void => {
    res.set('Cache-Control', 'no-store').type('html').send(page);
  };
  const isSignedIn = async ({ req }: Call): Promise<boolean> =>
    (await sessions.findStaff(sessionTokenOf(req, 'staff'))).kind === 'staff';

  const showButton = async (call: Call): Promise<void> => {
    const token = parseParam(call.req, 'token');
    const { name } = await signIn.look(token);
    send(call, renderSignInButton(frame, name, token, call.formKeys()));
  };
  const spendLink = async (call: Call): Promise<void> => {
    const session = await signIn.signIn(parseParam(call.req, 'token'), call.requestId);
    setSessionCookie(call.res, 'staff', session);
    call.res.set('Cache-Control', 'no-store').redirect(303, '/sign-in-check');
  };
  const checkCookie = async (call: Call): Promise<void> => {
    if (await isSignedIn(call)) call.res.set('Cache-Control', 'no-store').redirect(303, '/console');
    else send(call, renderNoCookie(frame));
  };
  const signOut = async (call: Call): Promise<void> => {
    await sessions.endSession(call.staff().sessionId);
    clearSessionCookie(call.res, 'staff');
    call.res.redirect(303, '/sign-in');
  };

  return [
    { method: 'get', path: '/sign-in', handle: (call) => send(call, renderHowToSignIn(frame)) },
    { method: 'get', path: '/sign-in/:token', handle: showButton },
    { method: 'post', path: '/sign-in/:token', body: nothing, handle: spendLink },
    { method: 'get', path: '/sign-in-check', handle: checkCookie },
    { method: 'post', path: '/sign-out', body: nothing, handle: signOut },
    api({
      method: 'get',
      path: '/api/v1/session',
      reply: z.strictObject({ name: z.string(), role: roleField, formToken: z.string() }),
      run: (call) => {
        const { name, role } = call.staff();
        return { name, role, formToken: call.formKeys().formToken };
      },
    }),
  ];
}
