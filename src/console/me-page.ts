import QRCode from 'qrcode';
import { clearSessionCookie } from '../access/session-cookie-http.ts';
import type { Session } from '../access/session.ts';
import type { Invited } from '../access/sign-in-link-service.ts';
import type { StaffService } from '../access/staff-service.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { html, raw } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { card, note } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import { heading, type ConsolePage, type SendPage } from './console-frame.ts';
import { buttonEndpoint } from './form-page.ts';
import { withNotice } from './notices.ts';
import { sessionTable } from './session-table.ts';
import { DESK_ZONE, momentText } from './when.ts';

const PAGE = '/console/me';

/** Whoever is signed in: where, and a link for another device of hers. */
export const meEndpoints = (send: SendPage, { staff }: { staff: StaffService }): Endpoint[] => [
  {
    method: 'get',
    path: PAGE,
    handle: async (call) => send(call, renderMe(await staff.listSessions(call.staff().id), call)),
  },
  buttonEndpoint(send, {
    path: `${PAGE}/link`,
    act: 'staff.own-link',
    section: 'me',
    back: () => PAGE,
    run: async (act, call) => ownLinkPage(await staff.makeOwnLink(act, call.staff())),
  }),
  buttonEndpoint(send, {
    path: `${PAGE}/sessions/:sessionId/end`,
    act: 'session.end',
    section: 'me',
    back: () => PAGE,
    run: async (act, call) => {
      const { id, sessionId: ownId } = call.staff();
      const { sessionId } = await staff.endSession(act, id, parseParam(call.req, 'sessionId'));
      if (sessionId !== ownId) return withNotice(PAGE, 'session-ended');
      clearSessionCookie(call.res, 'staff');
      return '/sign-in';
    },
  }),
];

function renderMe(sessions: readonly Session[], call: Call): ConsolePage {
  const { name, role, sessionId } = call.staff();
  const newKeys = () => call.formKeys();
  const rows = sessionTable(sessions, {
    ownId: sessionId,
    endAddress: (each) => `${PAGE}/sessions/${each}/end`,
    newKeys,
  });
  return {
    title: name,
    section: 'me',
    body: html`${heading(name)}<p class="lead">You work here as ${role}.</p>
${card({ id: 'sessions', title: 'Where you are signed in', body: html`<p class="hint">End each one that you do not know. A session ends by itself after 12 hours without use.</p>${rows}` })}
${card({
  id: 'link',
  title: 'Sign in on another device',
  body: html`<p class="hint">Gives a link that lets you in, once, for 15 minutes. Making one ends the one before.</p>
${postForm({ action: `${PAGE}/link`, keys: newKeys(), submit: 'Make a link for me', tone: 'quiet' })}`,
})}`,
  };
}

async function ownLinkPage({ link, expiresAt }: Invited): Promise<ConsolePage> {
  const code = raw(await QRCode.toString(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M', width: 240 }));
  return {
    title: 'Your sign-in link',
    section: 'me',
    body: html`${heading('Your sign-in link')}
${note('warn', html`<p><b>Shown only now.</b> It lets you in, once, until ${momentText(new Date(expiresAt), DESK_ZONE)}. Whoever has it is you: give it to nobody.</p>`)}
<section class="card"><h2>Scan it with the other device</h2>${code}</section>
<section class="card"><h2>Or copy it</h2><p><input aria-label="Link" readonly value="${link}"></p></section>
<p><a class="btn" href="${PAGE}">Back</a></p>`,
  };
}
