import { z } from 'zod';
import type { NotificationService } from '../notification/notification-service.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { endpoint, nothing, type Call, type Endpoint } from '../platform/endpoint.ts';
import { html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { card, note } from '../platform/parts.ts';
import { asOf, REFRESH_SECONDS } from './as-of.ts';
import { callPage } from './call-page.ts';
import { heading, type ConsolePage, type SendPage } from './console-frame.ts';
import type { AfterAct } from './form-page.ts';
import type { LoadNames } from './names.ts';
import { withNotice } from './notices.ts';
import { loadSayCrossing, type CrossingSources } from './told-crossing.ts';
import { renderLines, shiftLink, TO_TELL, type Shown } from './to-tell-lines.ts';

interface Dependencies extends CrossingSources {
  notification: NotificationService;
  loadNames: LoadNames;
  clock: Clock;
}

/** The other lines that were told in the same call, their ids with spaces between. */
const toldSchema = z.strictObject({
  also: z
    .string()
    .max(20_000)
    .regex(/^[\w-]{1,64}( [\w-]{1,64})*$/)
    .optional(),
});

/** Whom to phone: taking a call, and saying how it went. */
export const toTellEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => {
  const { notification } = dependencies;
  const shown = (call: Call): Promise<Shown> => shownTo(dependencies, call);
  const button = buttonOf(send, dependencies);
  return [
    {
      method: 'get',
      path: TO_TELL,
      handle: async (call) => send(call, { ...(await listPage(dependencies, call)), refreshSeconds: REFRESH_SECONDS }),
    },
    button('call', 'notification.call', nothing, async (act, id, call) => {
      const { lineIds, ...reached } = await notification.call(act, id);
      return callPage(await notification.listLines(lineIds), await shown(call), reached);
    }),
    button('told', 'notification.tell', toldSchema, async (act, id, call) => {
      const { also } = call.input;
      const { left } = await notification.markTold(act, id, also?.split(' ') ?? []);
      const lines = await notification.listLines(left);
      return lines.length > 0 ? callPage(lines, await shown(call)) : withNotice(TO_TELL, 'told');
    }),
    button('tried', 'notification.try', nothing, async (act, id) => {
      await notification.markTried(act, id);
      return withNotice(TO_TELL, 'tried');
    }),
    button('leave', 'notification.leave', nothing, async (act, id) => {
      await notification.leave(act, id);
      return withNotice(TO_TELL, 'call-left');
    }),
  ];
};

/** One act on a line; where it is refused the list is shown, with why. */
const buttonOf =
  (send: SendPage, dependencies: Dependencies) =>
  <Input>(
    name: string,
    act: string,
    body: z.ZodType<Input>,
    run: (act: ActContext, id: string, call: Call<Input>) => Promise<AfterAct>,
  ): Endpoint =>
    endpoint({
      method: 'post',
      path: `${TO_TELL}/:id/${name}`,
      body,
      handle: async (call) => {
        const then = await run(call.act(act), parseParam(call.req, 'id'), call);
        if (typeof then === 'string') call.res.redirect(303, then);
        else send(call, then);
      },
      refuse: async (call, refusal) => {
        if (refusal.status === 404) throw refusal;
        send(call, await listPage(dependencies, call, refusal.detail), refusal.status);
      },
    });

async function shownTo({ loadNames, clock, ...sources }: Dependencies, call: Call): Promise<Shown> {
  const [names, now] = [await loadNames(), clock()];
  const sayCrossing = await loadSayCrossing(sources, names, now);
  return { names, now, sayCrossing, me: call.staff().name, newKeys: () => call.formKeys() };
}

async function listPage(dependencies: Dependencies, call: Call, refused?: string): Promise<ConsolePage> {
  const lines = await dependencies.notification.listToTell();
  const shown = await shownTo(dependencies, call);
  const title = lines.length === 0 ? 'Nobody waits for a call' : `${lines.length} to tell, the most urgent first`;
  const body = html`${heading('To tell', shiftLink)}${asOf(shown.now)}${refused !== undefined && note('warn', html`<p role="alert">${refused}</p>`)}
${card({ id: 'lines', title, body: renderLines(lines, shown) })}`;
  return { title: 'To tell', section: 'tell', body };
}
