import type { EscortService } from '../escort/escort-service.ts';
import type { EscortView } from '../escort/escort.ts';
import type { FeedDeskService, FeedView } from '../feed/feed-desk-service.ts';
import type { ActContext } from '../platform/act-context.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { phoneLink } from '../platform/page.ts';
import { parseParam } from '../platform/parse.ts';
import { card, facts, note, table, tag } from '../platform/parts.ts';
import { postForm } from '../platform/post-form.ts';
import { shownSchema } from '../platform/shown.ts';
import { clockName } from '../platform/zone-time.ts';
import { heading, linkButton, type ConsolePage, type SendPage } from './console-frame.ts';
import { feedIssuedPage } from './feed-issued-page.ts';
import { buttonEndpoint, type AfterAct } from './form-page.ts';
import type { LoadNames, Names } from './names.ts';
import { withNotice } from './notices.ts';
import { verifiedBy } from './verified.ts';
import { DESK_ZONE, momentText } from './when.ts';
import { LANGUAGE_WORDS } from './words.ts';

interface Dependencies {
  escort: EscortService;
  feedDesk: FeedDeskService;
  loadNames: LoadNames;
}

const idOf = (call: Call): string => parseParam(call.req, 'id');
const addressOf = (call: Call): string => `/console/escorts/${idOf(call)}`;

const buttonParts = (name: string, act: string) =>
  ({ path: `/console/escorts/:id/${name}`, act, section: 'escorts', back: addressOf }) as const;

/** One escort: what is known, the calendars, and what can be done. */
export const escortEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => {
  const { escort, feedDesk } = dependencies;
  const page = async (call: Call, number?: ReadNumber): Promise<ConsolePage> => {
    const view = await escort.get(idOf(call));
    return renderEscort(view, await feedDesk.listOf(view.escortId), await dependencies.loadNames(), { call, number });
  };
  const button = (name: string, act: string, run: (act: ActContext, call: Call) => Promise<AfterAct>): Endpoint =>
    buttonEndpoint(send, { ...buttonParts(name, act), run });
  const issued = async (call: Call, made: { url: string }): Promise<AfterAct> =>
    feedIssuedPage(await escort.get(idOf(call)), made.url);
  return [
    { method: 'get', path: '/console/escorts/:id', handle: async (call) => send(call, await page(call)) },
    button('phone', 'escort.read-phone', async (act, call) => page(call, await escort.readPhone(act, idOf(call)))),
    buttonEndpoint(send, {
      ...buttonParts('verify', 'escort.verify'),
      body: shownSchema,
      run: async (act, call) => {
        await escort.verify(act, idOf(call), call.input.shown);
        return withNotice(addressOf(call), 'verified');
      },
    }),
    button('feeds', 'feed.issue', async (act, call) => issued(call, await feedDesk.issue(act, idOf(call)))),
    button('rotate-feed', 'feed.rotate', async (act, call) => issued(call, await feedDesk.rotate(act, idOf(call)))),
    button('feeds/:feedId/revoke', 'feed.revoke', async (act, call) => {
      const feedId = parseParam(call.req, 'feedId');
      await feedDesk.checkOf(idOf(call), feedId);
      await feedDesk.revoke(act, feedId);
      return withNotice(addressOf(call), 'revoked');
    }),
    button('retire', 'escort.retire', async (act, call) => {
      await escort.retire(act, idOf(call));
      return withNotice(addressOf(call), 'retired');
    }),
  ];
};

/** As it was read, with the mark that stands for it. */
type ReadNumber = Awaited<ReturnType<EscortService['readPhone']>>;

interface Shown {
  call: Call;
  number: ReadNumber | undefined;
}

function renderEscort(view: EscortView, feeds: readonly FeedView[], names: Names, shown: Shown): ConsolePage {
  const address = `/console/escorts/${view.escortId}`;
  const { call } = shown;
  const retire = postForm({
    action: `${address}/retire`,
    keys: call.formKeys(),
    submit: 'Retire',
    tone: 'danger',
    small: true,
  });
  return {
    title: view.name,
    section: 'escorts',
    body: html`${heading(html`${view.name} ${view.retired && tag('plain', 'retired')}`, !view.retired && html`${linkButton(`${address}/edit`, 'Edit')} ${retire}`)}
<div class="columns">${card({ id: 'known', title: 'Known', body: renderKnown(view, names, shown) })}
${card({ id: 'feeds', title: 'Calendar', body: renderFeeds(view, feeds, call) })}</div>`,
  };
}

const renderKnown = (view: EscortView, names: Names, { call, number }: Shown): Html =>
  facts([
    ['Language', LANGUAGE_WORDS[view.language]],
    ['Clock', clockName(view.zone, 'en')],
    ['Knows', view.crossingIds.map((id) => names.crossing(id)).join(', ')],
    [
      'Phone',
      number === undefined
        ? postForm({
            action: `/console/escorts/${view.escortId}/phone`,
            keys: call.formKeys(),
            submit: 'Show the number',
            tone: 'quiet',
            small: true,
          })
        : phoneLink(number.phone),
    ],
    ['Verified', html`${verifiedBy(view.verified)}${!view.retired && renderVerify(view, call, number)}`],
  ]);

/** Beside the number that it speaks of, and nowhere else. */
const renderVerify = ({ escortId, name }: EscortView, call: Call, number: ReadNumber | undefined): Html =>
  number === undefined
    ? html`<br><span class="soft small">To verify ${name}, show the number and call it.</span>`
    : postForm({
        action: `/console/escorts/${escortId}/verify`,
        keys: call.formKeys(),
        hidden: { shown: number.shown },
        submit: 'I have spoken on this number and seen who it is',
        tone: 'quiet',
        small: true,
      });

function renderFeeds({ escortId, retired }: EscortView, feeds: readonly FeedView[], call: Call): Html {
  const form = (path: string, submit: string) =>
    postForm({
      action: `/console/escorts/${escortId}/${path}`,
      keys: call.formKeys(),
      submit,
      tone: 'quiet',
      small: true,
    });
  const standing = feeds.filter(({ revokedAt }) => revokedAt === undefined);
  return html`${standing.length === 0 && !retired && note('warn', html`<p>No calendar yet: slots reach this escort by phone only.</p>`)}
${feeds.length > 0 && feedTable(feeds, (feedId) => form(`feeds/${feedId}/revoke`, 'End it'))}
${!retired && html`<div class="actions">${form('feeds', standing.length === 0 ? 'Give a calendar' : 'One more address')} ${standing.length > 0 && form('rotate-feed', 'New address, end the old')}</div>`}`;
}

const at = (instant: string | undefined, none: string): string =>
  instant === undefined ? none : momentText(new Date(instant), DESK_ZONE);

const feedTable = (rows: readonly FeedView[], end: (feedId: string) => Html): Html =>
  table({
    rows,
    empty: '',
    columns: [
      { head: 'Given', cell: ({ createdAt }) => at(createdAt, '') },
      { head: 'Last fetched', cell: ({ lastFetchedAt }) => at(lastFetchedAt, 'never') },
      { head: '', cell: ({ feedId, revokedAt }) => (revokedAt === undefined ? end(feedId) : tag('plain', 'ended')) },
    ],
  });
