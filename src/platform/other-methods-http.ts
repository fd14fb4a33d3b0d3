import type { IRouter } from 'express';
import { DomainError } from './domain-error.ts';
import type { Endpoint } from './endpoint.ts';

export class MethodNotAllowed extends DomainError {
  constructor(allowed: string) {
    super({ status: 405, type: 'method-not-allowed', detail: `This address takes only ${allowed}.` });
  }
}

/** An address that is known answers every other method with 405 and what it does take. Mounted after the addresses. */
export function refuseOtherMethods(router: IRouter, endpoints: readonly Endpoint[]): void {
  const methods = Map.groupBy(endpoints, ({ path }) => path);
  for (const [path, sharing] of methods) {
    const allowed = sharing.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST'])).join(', ');
    router.all(path, (_req, res) => {
      res.set('Allow', allowed);
      throw new MethodNotAllowed(allowed);
    });
  }
}
