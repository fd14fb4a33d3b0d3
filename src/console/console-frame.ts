import { z } from 'zod';
import type { Call, Endpoint } from '../platform/endpoint.ts';
import { attributes, html, type Html, type Renderable } from '../platform/html.ts';
import type { Look } from '../platform/look.ts';
import { renderDocument, type Banner } from '../platform/page.ts';
import { note } from '../platform/parts.ts';
import { hiddenField } from '../platform/post-form.ts';
import { noticeText } from './notices.ts';

export type Section =
  'today' | 'tell' | 'slots' | 'cases' | 'escorts' | 'places' | 'crossings' | 'route' | 'desk' | 'audit' | 'me';

const SECTIONS: readonly { key: Section; href: string; text: string; administrator?: true }[] = [
  { key: 'today', href: '/console', text: 'Today' },
  { key: 'tell', href: '/console/to-tell', text: 'To tell' },
  { key: 'slots', href: '/console/slots', text: 'Slots' },
  { key: 'cases', href: '/console/cases', text: 'Case files' },
  { key: 'escorts', href: '/console/escorts', text: 'Escorts' },
  { key: 'places', href: '/console/meeting-points', text: 'Meeting points' },
  { key: 'crossings', href: '/console/crossings', text: 'Crossings' },
  { key: 'route', href: '/console/route', text: 'Route' },
  { key: 'desk', href: '/console/desk', text: 'Desk', administrator: true },
  { key: 'audit', href: '/console/audit', text: 'Audit', administrator: true },
];

/** One page of the console: what stands between its header and its foot. */
export interface ConsolePage {
  title: string;
  section: Section;
  body: Html;
  refreshSeconds?: number;
}

export interface FrameParts {
  look: Look;
  banners: readonly Banner[];
}

const noticed = z.object({ notice: z.string().optional().catch(undefined) });

/** The same address, which may also name a notice to be shown: any page of the console can follow an act. */
export const takeNotice = (endpoint: Endpoint): Endpoint =>
  endpoint.method === 'post'
    ? endpoint
    : { ...endpoint, query: (endpoint.query ?? z.object({})).safeExtend(noticed.shape) };

const noticeOf = (call: Call): string | undefined => noticed.safeParse(call.input).data?.notice;

/** Sends a page inside the console's frame, with the notice that its address names. */
export type SendPage = (call: Call, page: ConsolePage, status?: number) => void;

export const consoleFrame =
  ({ look, banners }: FrameParts): SendPage =>
  (call, page, status = 200) => {
    const notice = status === 200 ? noticeText(noticeOf(call)) : undefined;
    const body = html`${notice !== undefined && note('ok', html`<p role="status">${notice}</p>`)}${page.body}`;
    call.res
      .status(status)
      .type('html')
      .send(
        renderDocument({
          lang: 'en',
          title: `${page.title} · Homeward`,
          width: 'wide',
          header: renderHeader(call, page),
          footer: renderFooter(call),
          ...(page.refreshSeconds === undefined ? {} : { refreshSeconds: page.refreshSeconds }),
          ...{ body, look, banners },
        }),
      );
  };

function renderHeader(call: Call, { section: current, refreshSeconds }: ConsolePage): Html {
  const { role } = call.staff();
  const shown = SECTIONS.filter((section) => !section.administrator || role === 'administrator');
  return html`<a class="mark" href="/console">Homeward</a>
<nav aria-label="Console"><ul>${shown.map(
    ({ key, href, text }) =>
      html`<li><a href="${href}"${attributes({ 'aria-current': key === current && 'page' })}>${text}</a></li>`,
  )}</ul></nav>
${refreshSeconds === undefined && findForm('', 'Find a case file')}`;
}

const renderFooter = (call: Call): Html => html`<form method="post" action="/sign-out" class="split">
<span>Signed in as <a href="/console/me">${call.staff().name}</a></span>${hiddenField('formToken', call.formKeys().formToken)}
<button class="btn quiet small">Sign out</button></form>`;

export const findForm = (
  typed = '',
  name = 'Find a case file here',
): Html => html`<form role="search" aria-label="${name}" method="get" action="/console/cases" class="find">
<input type="search" name="q" value="${typed}" aria-label="${name}" placeholder="Reference, code or phone">
<button class="btn quiet small">Find</button></form>`;

/** A link with its address made first, since a template refuses a value that follows an equals sign. */
export const link = (href: string, text: Renderable): Html => html`<a href="${href}">${text}</a>`;

/** The heading of a page, with what can be done next beside it. */
export const heading = (title: Renderable, beside?: Renderable): Html =>
  html`<div class="split"><h1>${title}</h1>${beside !== undefined && html`<div class="actions">${beside}</div>`}</div>`;

export const linkButton = (href: string, text: string, tone: 'main' | 'quiet' = 'quiet'): Html =>
  html`<a class="btn small${tone === 'quiet' && ' quiet'}" href="${href}">${text}</a>`;
