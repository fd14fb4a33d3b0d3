import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { NotFound, type DomainError } from './domain-error.ts';
import { errorWords } from './error-words.ts';
import { chooseLanguage, type Language } from './language.ts';
import type { Look } from './look.ts';
import { renderErrorPage, type Banner } from './page.ts';
import { toProblem, toRefusal } from './problem.ts';
import { requestIdOf } from './request-id.ts';

const RETRY_SECONDS = '3';

export interface ErrorDependencies {
  look: Look;
  banners: readonly Banner[];
  /** Whole pages in place of the plain one, by the refusal's type: `sign-in-needed` shows how to sign in. */
  pages?: Record<string, (refusal: DomainError, req: Request) => string>;
  /** Hears of what nobody foresaw (500), and of what had to be put off (503). */
  onFailure(error: unknown, requestId: string, status: number): void;
}

export const notFoundHandler: RequestHandler = () => {
  throw new NotFound('page');
};

/** Every error ends here: as problem+json for programs, as a page that says the same for people. */
export function errorHandler(dependencies: ErrorDependencies): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const refusal = toRefusal(error);
    const requestId = requestIdOf(res);
    if (refusal.status >= 500) dependencies.onFailure(error, requestId, refusal.status);
    if (res.headersSent) {
      next(error);
      return;
    }
    prepare(res, refusal);
    if (wantsPage(req)) res.type('html').send(toPage(dependencies, refusal, req, requestId));
    else res.type('application/problem+json').send(JSON.stringify(toProblem(refusal, requestId)));
  };
}

/** What the failed handler meant for its own answer (kept for long, another type) must not cling to the error. */
function prepare(res: Response, refusal: DomainError): void {
  for (const name of ['ETag', 'Last-Modified', 'Content-Disposition', 'Location']) res.removeHeader(name);
  res.status(refusal.status).set('Cache-Control', 'no-store').vary('Accept');
  if (refusal.status === 503 && !res.hasHeader('Retry-After')) res.set('Retry-After', RETRY_SECONDS);
}

/** A person's browser, outside the programs' part of the service. */
const wantsPage = (req: Request): boolean => !req.path.startsWith('/api/') && req.accepts(['json', 'html']) === 'html';

const isDesk = (req: Request): boolean => /^\/(console|sign-)/.test(req.path);

const languageOf = (req: Request): Language => (isDesk(req) ? 'en' : chooseLanguage(req.get('accept-language')));

function toPage(dependencies: ErrorDependencies, refusal: DomainError, req: Request, requestId: string): string {
  const own = dependencies.pages?.[refusal.type];
  if (own) return own(refusal, req);
  const { look, banners } = dependencies;
  return renderErrorPage({ ...errorWords(refusal, languageOf(req)), look, banners, requestId });
}
