import type { Endpoint } from '../platform/endpoint.ts';
import { headOf, type KeptAnswer, type KeptRequest } from '../platform/kept-answer.ts';
import { keptEndpoint } from '../platform/kept-endpoint.ts';
import { chooseLanguage, languages, type Language } from '../platform/language.ts';
import type { KeptGuide, KeptPage } from './kept-guide.ts';

/** `/en`, `/uk`, `/ru`, and `/` in the reader's language, each linking to all. No database is asked: the guide stands when all else is down. */
export const guideEndpoints = ({ guide }: { guide: KeptGuide }): Endpoint[] => [
  keptEndpoint('/', (req) =>
    answerGuide(req, guide, chooseLanguage(req.headers['accept-language']), 'Accept-Language, Accept-Encoding'),
  ),
  ...languages.map((lang) => keptEndpoint(`/${lang}`, (req) => answerGuide(req, guide, lang, 'Accept-Encoding'))),
];

function answerGuide(req: KeptRequest, guide: KeptGuide, lang: Language, vary: string): KeptAnswer {
  const page = guide.page(lang);
  const head = ['Vary', vary, 'ETag', page.etag, 'Cache-Control', 'public, no-cache', 'Content-Language', lang];
  // Own code, since Express answers 200 to whoever asks to revalidate with `Cache-Control: no-cache`.
  if (isKnown(page, req.headers['if-none-match'])) return { status: 304, head };
  const isPacked = takesGzip(req);
  const body = isPacked ? page.gzip : page.text;
  const encoding = isPacked ? ['Content-Encoding', 'gzip'] : [];
  return { status: 200, head: headOf('text/html; charset=utf-8', body, [...head, ...encoding]), body };
}

/** Browsers list it without more words; what is said about it at length is read at length. */
const takesGzip = (req: KeptRequest): boolean =>
  /(?:^|,) *gzip *(?:,|$)/i.test(req.headers['accept-encoding'] ?? '') || req.acceptsEncodings('gzip') === 'gzip';

const bare = (etag: string): string => etag.trim().replace(/^W\//, '');

const isKnown = ({ etag }: KeptPage, ifNoneMatch: string | undefined): boolean =>
  (ifNoneMatch ?? '').split(',').some((known) => known.trim() === '*' || bare(known) === bare(etag));
