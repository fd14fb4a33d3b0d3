import type { CrossingEvent } from '../crossing/crossing-event.ts';
import type { Crossing } from '../crossing/crossing.ts';
import type { Source } from '../platform/cited.ts';
import { NotFound } from '../platform/domain-error.ts';
import type { Default, Leg } from './duration.ts';
import type { Curfew, DocumentFact, Helpline, WaitObservation } from './facts.ts';
import type { Place } from './place.ts';
import type { Route, RouteRef, Stage } from './route.ts';

/** All that stands in data/, by id. */
export interface Facts {
  sources: ReadonlyMap<string, Source>;
  places: ReadonlyMap<string, Place>;
  crossings: ReadonlyMap<string, Crossing>;
  crossingEvents: ReadonlyMap<string, CrossingEvent>;
  waitObservations: ReadonlyMap<string, WaitObservation>;
  curfews: ReadonlyMap<string, Curfew>;
  documents: ReadonlyMap<string, DocumentFact>;
  helplines: ReadonlyMap<string, Helpline>;
  legs: ReadonlyMap<string, Leg>;
  defaults: ReadonlyMap<string, Default>;
}

/** The documented routes with all that they point to: read once at start, checked, and never changed after. */
export interface Reference extends Facts {
  /** By `id@version`. */
  routes: ReadonlyMap<RouteRef, Route>;
}

export function getRoute(reference: Pick<Reference, 'routes'>, ref: RouteRef): Route {
  const route = reference.routes.get(ref);
  if (!route) throw new NotFound('route');
  return route;
}

export const findStage = (reference: Pick<Reference, 'routes'>, ref: RouteRef, stageKey: string): Stage | undefined =>
  reference.routes.get(ref)?.stages.get(stageKey);

/** The newest version of the first route: what a new case file pins. */
export function currentRouteRef(reference: Pick<Reference, 'routes'>): RouteRef {
  const routes = [...reference.routes.values()].sort((a, b) => a.id.localeCompare(b.id) || b.version - a.version);
  if (!routes[0]) throw new NotFound('route');
  return routes[0].ref;
}

/** Pages behind a record, in its own order. */
export const sourcesOf = (reference: Pick<Facts, 'sources'>, record: { sources: readonly string[] }): Source[] =>
  record.sources.flatMap((id) => reference.sources.get(id) ?? []);
