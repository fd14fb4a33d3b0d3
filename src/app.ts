import express, { Router, type Express, type Request, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ACCESS } from './access/access-table.ts';
import { renderHowToSignIn } from './access/sign-in-page.ts';
import { mountEndpoints } from './access/guard-http.ts';
import type { SessionService } from './access/session-service.ts';
import type { DomainError } from './platform/domain-error.ts';
import type { Endpoint } from './platform/endpoint.ts';
import { errorHandler, notFoundHandler } from './platform/error-http.ts';
import type { Ids } from './platform/ids.ts';
import type { KeyRing } from './platform/key-ring.ts';
import { lookEndpoints, type Look } from './platform/look.ts';
import { refuseOtherMethods } from './platform/other-methods-http.ts';
import type { Banner } from './platform/page.ts';
import { refuseUnsafe } from './platform/parse.ts';
import { receive } from './platform/receive-http.ts';

export interface AppDependencies {
  endpoints: readonly Endpoint[];
  sessions: SessionService;
  keys: KeyRing;
  ids: Ids;
  look: Look;
  banners: readonly Banner[];
  log: Logger;
  trustProxy: string | undefined;
  /** Whole pages in place of the plain error page, by the refusal's type. */
  errorPages: Record<string, (refusal: DomainError, req: Request) => string>;
}

/** The service as Express hears it: what each request passes, from its number to its error. */
export function createApp(dependencies: AppDependencies): Express {
  const { endpoints, look, banners, log, trustProxy } = dependencies;
  const looks = lookEndpoints(look);
  const table = { ...ACCESS, ...Object.fromEntries(looks.map(({ path }) => [`GET ${path}`, 'public' as const])) };
  const app = express();
  app.disable('x-powered-by').disable('etag');
  if (trustProxy !== undefined) app.set('trust proxy', /^\d+$/.test(trustProxy) ? Number(trustProxy) : trustProxy);
  const all = [...looks, ...endpoints];
  app.use(receive({ ...dependencies, endpoints: all }));
  app.use(takeBody());
  mountEndpoints(app, all, { table, ...dependencies });
  app.use(refuseOtherMethods(all));
  app.use(notFoundHandler);
  app.use(
    errorHandler({
      look,
      banners,
      pages: { 'sign-in-needed': () => renderHowToSignIn({ look, banners }), ...dependencies.errorPages },
      onFailure: (err, requestId, status) =>
        status === 503
          ? log.warn({ err, requestId }, 'a request was put off')
          : log.error({ err, requestId }, 'a request failed'),
    }),
  );
  return app;
}

/** Reads a body where there is one. */
function takeBody(): RequestHandler {
  const parsers = Router();
  parsers.use(express.json({ limit: '64kb', strict: true }));
  parsers.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 500 }));
  parsers.use((req, _res, next) => {
    refuseUnsafe(req.body);
    next();
  });
  return (req, res, next) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = req.headers;
    if (length === undefined && encoding === undefined) next();
    else parsers(req, res, next);
  };
}
