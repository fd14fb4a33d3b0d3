import type { Call, Endpoint } from '../platform/endpoint.ts';
import { chooseLanguage, languages, type Language } from '../platform/language.ts';
import type { KeptGuide, KeptPage } from './kept-guide.ts';

/** `/en`, `/uk`, `/ru`, and `/` in the reader's language, each linking to all. No database is asked: the guide stands when all else is down. */
export const guideEndpoints = ({ guide }: { guide: KeptGuide }): Endpoint[] => [
  {
    method: 'get',
    path: '/',
    handle: (call) => {
      call.res.vary('Accept-Language');
      sendGuide(call, guide, chooseLanguage(call.req.get('accept-language')));
    },
  },
  ...languages.map((lang): Endpoint => ({
    method: 'get',
    path: `/${lang}`,
    handle: (call) => sendGuide(call, guide, lang),
  })),
];

function sendGuide({ req, res }: Call, guide: KeptGuide, lang: Language): void {
  const page = guide.page(lang);
  res.vary('Accept-Encoding');
  res.set({ ETag: page.etag, 'Cache-Control': 'public, no-cache', 'Content-Language': lang });
  // Own code, since Express answers 200 to whoever asks to revalidate with `Cache-Control: no-cache`.
  if (isKnown(page, req.get('if-none-match'))) {
    res.status(304).end();
    return;
  }
  res.type('html');
  if (req.acceptsEncodings('gzip') === 'gzip') res.set('Content-Encoding', 'gzip').end(page.gzip);
  else res.end(page.text);
}

const bare = (etag: string): string => etag.trim().replace(/^W\//, '');

const isKnown = ({ etag }: KeptPage, ifNoneMatch: string | undefined): boolean =>
  (ifNoneMatch ?? '').split(',').some((known) => known.trim() === '*' || bare(known) === bare(etag));
