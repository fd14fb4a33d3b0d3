import type { ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { note } from '../platform/parts.ts';
import { renderCard, type CardParts } from '../itinerary/card-page.ts';
import type { CredentialService } from '../itinerary/credential-service.ts';
import { cardAddress } from '../itinerary/own-card-page.ts';
import type { WayService } from '../itinerary/way-service.ts';
import { caseAddress } from './case-cells.ts';
import type { LoadCaseDesk } from './case-desk.ts';
import { caseButtonEndpoint } from './case-form.ts';
import { heading, type ConsolePage, type SendPage } from './console-frame.ts';
import type { AfterAct } from './form-page.ts';
import { withNotice } from './notices.ts';

interface Dependencies {
  credential: CredentialService;
  way: WayService;
  loadCase: LoadCaseDesk;
  clock: Clock;
  /** Links are made from it, never from a Host header. */
  publicUrl: string;
}

const CASE = '/console/cases/:id';
const ONE = 'credentials/:credentialId';
const caseOf = (call: Call): string => parseParam(call.req, 'id');

/** Handing out what opens her page. Each is shown this once; nobody here keeps it. */
export const credentialEndpoints = (send: SendPage, dependencies: Dependencies): Endpoint[] => {
  const { credential } = dependencies;
  const button = (
    path: string,
    { act, submit }: { act: string; submit: string },
    run: (act: ActContext, call: Call) => Promise<AfterAct>,
  ): Endpoint =>
    caseButtonEndpoint(send, dependencies.loadCase, {
      path: `${CASE}/${path}`,
      act,
      submit,
      back: (call) => caseAddress(caseOf(call)),
      run,
    });
  return [
    button('link', { act: 'credential.issue-link', submit: 'Give her a link' }, async (act, call) => {
      const { token } = await credential.issueLink(act, caseOf(call));
      return linkPage(caseOf(call), linkOf(dependencies, token));
    }),
    button('card', { act: 'credential.issue-card', submit: 'Print a card' }, (act, call) =>
      issueCard(dependencies, act, caseOf(call)),
    ),
    button(`${ONE}/replace`, { act: 'credential.replace', submit: 'Replace it' }, async (act, call) => {
      const made = await credential.replace(act, caseOf(call), parseParam(call.req, 'credentialId'));
      if ('token' in made) return linkPage(caseOf(call), linkOf(dependencies, made.token));
      return cardPage(caseOf(call), await paperOf(dependencies, caseOf(call), { code: made.code }));
    }),
    button(`${ONE}/revoke`, { act: 'credential.revoke', submit: 'End it' }, async (act, call) => {
      await credential.revoke(act, caseOf(call), parseParam(call.req, 'credentialId'));
      return withNotice(caseAddress(caseOf(call)), 'revoked');
    }),
  ];
};

const linkOf = ({ publicUrl }: Dependencies, token: string): string => `${publicUrl}/i#${token}`;

/** One touch gives paper both: a link to scan and a code to type. Each is an act of its own. */
async function issueCard(dependencies: Dependencies, act: ActContext, caseFileId: string): Promise<ConsolePage> {
  const { credential, way } = dependencies;
  // Asked first: a page that is over must not leave a code behind that nobody was shown.
  await way.checkShown(caseFileId);
  const { code } = await credential.issueCard(act, caseFileId);
  const { token } = await credential.issueLink(
    { ...act, id: `${act.id}/link`, name: 'credential.issue-link' },
    caseFileId,
  );
  return cardPage(caseFileId, await paperOf(dependencies, caseFileId, { code, link: linkOf(dependencies, token) }));
}

const paperOf = async (
  { way, clock, publicUrl }: Dependencies,
  caseFileId: string,
  opens: Pick<CardParts, 'code' | 'link'>,
): Promise<Html> =>
  renderCard({
    way: await way.getWay(caseFileId),
    ...opens,
    address: cardAddress(publicUrl),
    printedAt: clock(),
  });

const back = (caseFileId: string): Html =>
  html`<p class="noprint"><a href="${caseAddress(caseFileId)}">Back to the case file</a></p>`;

const linkPage = (caseFileId: string, link: string): ConsolePage => ({
  title: 'Her link',
  section: 'cases',
  body: html`${heading('Her link')}
${note('warn', html`<p><b>Shown only now.</b> Send it to her in a message. It opens her page until it is ended, or 7 days after her journey.</p>`)}
<p><input aria-label="Her link" readonly value="${link}"></p>${back(caseFileId)}`,
});

const cardPage = (caseFileId: string, paper: Html): ConsolePage => ({
  title: 'Her card',
  section: 'cases',
  body: html`<div class="noprint">${heading('Her card')}
${note('warn', html`<p><b>Code and link are shown only now.</b> Print this page on A6, or write the code down. She tells the code nobody, not even us.</p>`)}</div>
${paper}${back(caseFileId)}`,
});
