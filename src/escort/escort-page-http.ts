import { DomainError } from '../platform/domain-error.ts';
import { endpoint, type Call, type Endpoint } from '../platform/endpoint.ts';
import { chooseLanguage } from '../platform/language.ts';
import type { EscortLink, EscortLinks } from './escort-link.ts';
import { sayWordSchema, type SayWord } from './escort-word.ts';
import type { EscortWordService } from './escort-word-service.ts';
import { renderMeetingPage, renderNoMeeting, type EscortFrame, type EscortProblem } from './meeting-page.ts';
import { EscortLinkOver } from './say-word.ts';

interface Dependencies extends EscortFrame {
  escortLinks: EscortLinks;
  escortWord: EscortWordService;
  findDeskPhone: () => Promise<string | undefined>;
}

/** What the page says of a refusal, by its type. A busy or silent database goes on to the general page. */
const PROBLEMS: Record<string, EscortProblem> = {
  'meeting-changed': 'changed',
  'not-in-this-meeting': 'notHere',
  'invalid-input': 'notSent',
};

/** The page that the link in an escort’s event opens, and its buttons. */
export function escortPageEndpoints(dependencies: Dependencies): Endpoint[] {
  const { sendNone, show } = pages(dependencies);
  const { escortLinks, escortWord } = dependencies;

  const say = async (call: Call<SayWord>, link: EscortLink): Promise<void> => {
    const escortId = await escortWord.findEscort(link);
    if (escortId === undefined) throw new EscortLinkOver();
    await escortWord.say(call.escortAct('escort.say', escortId), link, call.input);
    call.res.set('Cache-Control', 'no-store').redirect(303, call.req.path);
  };
  const linkOf = ({ req }: Call) => escortLinks.read(String(req.params['link']));
  const withLink =
    <Input>(handle: (call: Call<Input>, link: EscortLink) => Promise<void>) =>
    async (call: Call<Input>) => {
      const link = linkOf(call);
      await (link ? handle(call, link) : sendNone(call, 'unknown'));
    };
  const sayWhy = async (call: Call, refusal: DomainError): Promise<void> => {
    if (!(refusal instanceof EscortLinkOver) && problemOf(refusal) === undefined) throw refusal;
    const link = linkOf(call);
    await (link ? show(call, link, refusal) : sendNone(call, 'unknown'));
  };
  return [
    { method: 'get', path: '/e/:link', handle: withLink((call, link) => show(call, link)) },
    endpoint({ method: 'post', path: '/e/:link', body: sayWordSchema, handle: withLink(say), refuse: sayWhy }),
  ];
}

const problemOf = (error: unknown): EscortProblem | undefined =>
  error instanceof DomainError ? PROBLEMS[error.type] : undefined;

function pages({ escortWord, findDeskPhone, look, banners }: Dependencies) {
  const frame = { look, banners };
  const send = ({ res }: Call, status: number, page: string): void => {
    const headers = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' };
    res.status(status).set(headers).type('html').send(page);
  };
  const sendNone = async (call: Call, why: 'over' | 'unknown'): Promise<void> => {
    const lang = chooseLanguage(call.req.get('accept-language'));
    send(call, why === 'over' ? 410 : 404, renderNoMeeting(frame, why, await findDeskPhone(), lang));
  };
  const show = async (call: Call, link: EscortLink, refusal?: unknown): Promise<void> => {
    const view = await escortWord.look(link);
    if (!view) return sendNone(call, 'over');
    const { formToken } = call.formKeys();
    const parts = { frame, action: call.req.path, formToken, problem: problemOf(refusal) };
    const status = refusal instanceof DomainError ? refusal.status : 200;
    send(call, view.event.status === 'confirmed' ? status : 410, renderMeetingPage(view, parts));
  };
  return { sendNone, show };
}
