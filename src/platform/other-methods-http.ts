import { Router } from 'express';
import { DomainError } from './domain-error.ts';
import type { Endpoint } from './endpoint.ts';

class MethodNotAllowed extends DomainError {
  constructor(allowed: string) {
    super({ status: 405, type: 'method-not-allowed', detail: `This address takes only ${allowed}.` });
  }
}

const countParams = (path: string): number => path.split(':').length;

/**
 * A known address answers every other method with 405 and what it does take. Mounted after the addresses, as a router
 * of its own: what it refuses is no address of the service.
 */
export function refuseOtherMethods(endpoints: readonly Endpoint[]): Router {
  const router = Router();
  const byPath = [...Map.groupBy(endpoints, (endpoint) => endpoint.path)];
  // `/slots/assign` before `/slots/:id`, which takes the same address and other methods.
  for (const [path, sharing] of byPath.toSorted(([one], [other]) => countParams(one) - countParams(other))) {
    const allowed = sharing.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST'])).join(', ');
    router.all(path, (_req, res) => {
      res.set('Allow', allowed);
      throw new MethodNotAllowed(allowed);
    });
  }
  return router;
}
