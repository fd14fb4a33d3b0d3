import { z } from 'zod';
import type { SessionService } from '../access/session-service.ts';
import { clearSessionCookie, setSessionCookie } from '../access/session-cookie-http.ts';
import type { Clock } from '../platform/clock.ts';
import type { DomainError } from '../platform/domain-error.ts';
import { endpoint, nothing, type Call, type Endpoint } from '../platform/endpoint.ts';
import { chooseLanguage } from '../platform/language.ts';
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
  const letIn = ({ res }: Call, session: string): void => {
    setSessionCookie(res, 'traveller', session);
    res.set('Cache-Control', 'no-store').redirect(303, '/way');
  };
  /** The door again, with what was wrong. */
  const refuse = async (call: Call, refusal: DomainError): Promise<void> => {
    const why = DOORS[refusal.type];
    if (!why) throw refusal;
    call.res.status(refusal.status);
    await showDoor(call, why);
  };
  const openByToken = async (call: Call<z.infer<typeof openSchema>>): Promise<void> =>
    letIn(call, await credential.openByToken(call.input.token));
  const openByCode = async (call: Call<z.infer<typeof codeSchema>>): Promise<void> => {
    const isGuess = (error: unknown): boolean => error instanceof CodeNotRight;
    const { code } = call.input;
    letIn(call, await codeLimit.attempt(call.req.ip ?? '', isGuess, () => credential.openByCode(code)));
  };
  return [
    { method: 'get', path: '/i', handle: (call) => showDoor(call, 'needLink') },
    endpoint({ method: 'post', path: '/i/open', body: openSchema, handle: openByToken, refuse }),
    endpoint({ method: 'post', path: '/i/code', body: codeSchema, handle: openByCode, refuse }),
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
    await sessions.endSession(call.traveller().sessionId);
    clearSessionCookie(call.res, 'traveller');
    call.res.redirect(303, '/closed');
  };
  return [
    { method: 'get', path: '/way', handle: showWay },
    { method: 'get', path: '/way/card', handle: showCard },
    { method: 'post', path: '/way/leave', body: nothing, handle: leave },
  ];
}

function reportEndpoints({ way, report, clock, look, banners }: ItineraryHttpDependencies): Endpoint[] {
  const showSent = async (call: Call): Promise<void> => {
    const { caseFileId } = call.traveller();
    const latest = (await report.listOf(caseFileId)).at(-1);
    const found = await way.getWay(caseFileId);
    send(call, renderSent(found, latest, { frame: { look, banners }, keys: call.formKeys(), now: clock() }));
  };
  const tell = async (call: Call<z.infer<typeof reportSchema>>): Promise<void> => {
    await report.report(call.act('report.send'), call.traveller().caseFileId, call.input.kind);
    call.res.redirect(303, '/way/sent');
  };
  const takeBack = async (call: Call): Promise<void> => {
    await report.takeBack(call.act('report.take-back'), call.traveller().caseFileId);
    call.res.redirect(303, '/way');
  };
  return [
    { method: 'get', path: '/way/sent', handle: showSent },
    endpoint({ method: 'post', path: '/way/report', body: reportSchema, handle: tell }),
    { method: 'post', path: '/way/report/undo', body: nothing, handle: takeBack },
  ];
}
