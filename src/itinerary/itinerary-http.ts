import { z } from 'zod';
import type { SessionService } from '../access/session-service.ts';
import { clearSessionCookie, setSessionCookie } from '../access/session-cookie-http.ts';
import type { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { chooseLanguage } from '../platform/language.ts';
import { parseBody } from '../platform/parse.ts';
import { CodeNotRight } from './credential.ts';
import type { CodeLimit } from './code-limit.ts';
import type { CredentialService } from './credential-service.ts';
import { renderExchange, renderQuiet, SCRIPT_SOURCE, type DoorWord } from './door-page.ts';
import { renderCardPage } from './own-card-page.ts';
import { reportSchema } from './report.ts';
import type { ReportService } from './report-service.ts';
import { renderSent } from './sent-page.ts';
import type { Frame } from './traveller-page.ts';
import { renderWayPage } from './way-page.ts';
import type { WayService } from './way-service.ts';

export interface ItineraryHttpDependencies extends Frame {
  way: WayService;
  report: ReportService;
  credential: CredentialService;
  sessions: SessionService;
  codeLimit: CodeLimit;
  findDeskPhone: () => Promise<string | undefined>;
  clock: Clock;
  publicUrl: string;
}

const nothing = z.strictObject({});
const openSchema = z.strictObject({ token: z.string().max(100) });
const codeSchema = z.strictObject({ code: z.string().max(60) });

/** What is wrong with a link or a code, by the refusal's type: said on the page where she can try again. */
const DOORS: Record<string, DoorWord> = {
  'link-over': 'linkOver',
  'code-not-right': 'codeNotRight',
  'too-many-codes': 'tooManyCodes',
};

/** The traveller's pages: the exchange of link or code for a cookie, her way, her reports, her card, the way out. */
export const itineraryEndpoints = (dependencies: ItineraryHttpDependencies): Endpoint[] => [
  ...doorEndpoints(dependencies),
  ...wayEndpoints(dependencies),
  ...reportEndpoints(dependencies),
];

function send({ res }: Call, page: string): void {
  res.set('Cache-Control', 'no-store').type('html').send(page);
}

const languageOf = ({ req }: Call) => chooseLanguage(req.get('accept-language'));

function doorEndpoints(dependencies: ItineraryHttpDependencies): Endpoint[] {
  const { credential, codeLimit, findDeskPhone, look, banners } = dependencies;
  const showDoor = async (call: Call, why: DoorWord): Promise<void> => {
    const policy = call.res.get('Content-Security-Policy') ?? "default-src 'none'";
    call.res.set('Content-Security-Policy', `${policy};script-src ${SCRIPT_SOURCE}`);
    const parts = { frame: { look, banners }, lang: languageOf(call), phone: await findDeskPhone(), why };
    send(call, renderExchange(parts, call.formKeys()));
  };
  /** Lets her in, or shows the door again with what was wrong. */
  const enter = async (call: Call, open: () => Promise<string>): Promise<void> => {
    try {
      setSessionCookie(call.res, 'traveller', await open());
      call.res.set('Cache-Control', 'no-store').redirect(303, '/way');
    } catch (error) {
      const why = error instanceof DomainError ? DOORS[error.type] : undefined;
      if (!why || !(error instanceof DomainError)) throw error;
      call.res.status(error.status);
      await showDoor(call, why);
    }
  };
  const openByCode = (call: Call): Promise<string> => {
    const { code } = parseBody(codeSchema, call.req);
    const isGuess = (error: unknown): boolean => error instanceof CodeNotRight;
    return codeLimit.attempt(call.req.ip ?? '', isGuess, () => credential.openByCode(code));
  };
  const openByToken = (call: Call): Promise<string> => credential.openByToken(parseBody(openSchema, call.req).token);
  return [
    { method: 'get', path: '/i', handle: (call) => showDoor(call, 'needLink') },
    { method: 'post', path: '/i/open', handle: (call) => enter(call, () => openByToken(call)) },
    { method: 'post', path: '/i/code', handle: (call) => enter(call, () => openByCode(call)) },
    { method: 'get', path: '/closed', handle: (call) => send(call, renderQuiet({ look, banners }, languageOf(call))) },
  ];
}

function wayEndpoints({ way, sessions, clock, publicUrl, look, banners }: ItineraryHttpDependencies): Endpoint[] {
  const frame = { look, banners };
  const showWay = async (call: Call): Promise<void> => {
    const found = await way.getWay(call.traveller().caseFileId);
    send(call, renderWayPage(found, { frame, keys: call.formKeys(), now: clock() }));
  };
  const showCard = async (call: Call): Promise<void> => {
    const found = await way.getWay(call.traveller().caseFileId);
    send(call, renderCardPage(found, { frame, keys: call.formKeys(), now: clock(), publicUrl }));
  };
  const leave = async (call: Call): Promise<void> => {
    parseBody(nothing, call.req);
    await sessions.endSession(call.traveller().sessionId);
    clearSessionCookie(call.res, 'traveller');
    call.res.redirect(303, '/closed');
  };
  return [
    { method: 'get', path: '/way', handle: showWay },
    { method: 'get', path: '/way/card', handle: showCard },
    { method: 'post', path: '/way/leave', handle: leave },
  ];
}

function reportEndpoints({ way, report, clock, look, banners }: ItineraryHttpDependencies): Endpoint[] {
  const showSent = async (call: Call): Promise<void> => {
    const { caseFileId } = call.traveller();
    const latest = (await report.listOf(caseFileId)).at(-1);
    const found = await way.getWay(caseFileId);
    send(call, renderSent(found, latest, { frame: { look, banners }, keys: call.formKeys(), now: clock() }));
  };
  const tell = async (call: Call): Promise<void> => {
    const { kind } = parseBody(reportSchema, call.req);
    await report.report(call.act('report.send'), call.traveller().caseFileId, kind);
    call.res.redirect(303, '/way/sent');
  };
  const takeBack = async (call: Call): Promise<void> => {
    parseBody(nothing, call.req);
    await report.takeBack(call.act('report.take-back'), call.traveller().caseFileId);
    call.res.redirect(303, '/way');
  };
  return [
    { method: 'get', path: '/way/sent', handle: showSent },
    { method: 'post', path: '/way/report', handle: tell },
    { method: 'post', path: '/way/report/undo', handle: takeBack },
  ];
}
