import express, { type Express, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
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
import { numberRequests, requestIdOf } from './platform/request-id.ts';

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
  app.use(numberRequests(dependencies.ids));
  app.use(secureHeaders());
  app.use(logRequests(log));
  app.use(express.json({ limit: '64kb', strict: true }));
  app.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 500 }));
  app.use((req, _res, next) => {
    refuseUnsafe(req.body);
    next();
  });
  mountEndpoints(app, [...looks, ...endpoints], { table, ...dependencies });
  app.use(refuseOtherMethods([...looks, ...endpoints]));
  app.use(notFoundHandler);
  app.use(
    errorHandler({
      look,
      banners,
      pages: { 'sign-in-needed': () => renderHowToSignIn({ look, banners }), ...dependencies.errorPages },
      onFailure: (error, requestId) => log.error({ err: error, requestId }, 'a request failed'),
    }),
  );
  return app;
}

const secureHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });

/** One line a request, by the pattern of its address: addresses hold secrets, and bodies hold families. */
function logRequests(log: Logger): RequestHandler {
  return (req, res, next) => {
    const started = performance.now();
    res.on('finish', () => {
      const route = req.route as { path?: string } | undefined;
      const ms = Math.round(performance.now() - started);
      log.info({
        method: req.method,
        path: route?.path ?? 'unknown',
        status: res.statusCode,
        ms,
        requestId: requestIdOf(res),
      });
    });
    next();
  };
}
