import { html } from '../platform/html.ts';
import type { Look } from '../platform/look.ts';
import { renderDocument, type Banner } from '../platform/page.ts';
import { postForm, type FormKeys } from '../platform/post-form.ts';

interface Frame {
  look: Look;
  banners: readonly Banner[];
}

const page = (frame: Frame, title: string, body: ReturnType<typeof html>): string =>
  renderDocument({ ...frame, lang: 'en', title, body });

/** What a link shows before it is spent: a button, so that only a person spends it. */
export const renderSignInButton = (frame: Frame, name: string, token: string, keys: FormKeys): string =>
  page(
    frame,
    'Sign in',
    html`<h1>Welcome, ${name}</h1>
<p class="lead">This link signs you in once, in this browser.</p>
${postForm({ action: `/sign-in/${token}`, keys, submit: 'Sign in' })}`,
  );

/** For whoever comes without a session. */
export const renderHowToSignIn = (frame: Frame): string =>
  page(
    frame,
    'Sign in',
    html`<h1>Please sign in</h1>
<p class="lead">The desk signs in with a link that works once, for 15 minutes.</p>
<p>Ask an administrator for one. Whoever runs the server makes the first:</p>
<p><code>npm run admin -- invite NAME --role administrator</code></p>`,
  );

/** The link is spent and the browser did not bring the cookie back: without this page, she would go round in circles. */
export const renderNoCookie = (frame: Frame): string =>
  page(
    frame,
    'Not signed in',
    html`<h1>Your browser did not keep you signed in</h1>
<p class="lead">It did not send back the cookie it was just given.</p>
<ul>
<li>Allow cookies for this site.</li>
<li>Open the site by https, or on this machine as http://localhost.</li>
<li>Then ask for a new sign-in link: the last one is used.</li>
</ul>`,
  );
