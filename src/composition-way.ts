import { bookingConcerns } from './booking/booking-concerns.ts';
import type { CaseFile } from './case-file/case-file.ts';
import { nationalityOf } from './case-file/nationality-of.ts';
import type { CoreDependencies } from './composition-core.ts';
import type { CrossingEventStore } from './crossing/crossing-event-store.ts';
import type { MeetingPointStore } from './crossing/meeting-point-store.ts';
import { borderPasses } from './itinerary/border-passes.ts';
import { closedHours } from './itinerary/closed-hours.ts';
import { outdoorsBefore } from './itinerary/curfew.ts';
import { latestDeparture } from './itinerary/departure.ts';
import { sayUsedUp } from './itinerary/paper-service.ts';
import type { KeyRing } from './platform/key-ring.ts';
import { resolvePath } from './route/path.ts';
import { currentRouteRef, type Reference } from './route/reference.ts';
import type { Stage } from './route/route.ts';

interface Dependencies {
  reference: Reference;
  keys: KeyRing;
  /** Asked at each booking, not at composition: the stores are made later. */
  meetingPoints: () => MeetingPointStore;
  crossingEvents: CrossingEventStore;
}

export type FindStages = (caseFile: Pick<CaseFile, 'routeRef' | 'path'>) => Stage[] | undefined;

/** The stages of a case file's path, or undefined while none is chosen. */
export const findStages =
  (reference: Reference): FindStages =>
  ({ routeRef, path }) =>
    path && resolvePath(reference, routeRef, path);

/** What the booking core asks of the route. */
export function composeWay({ reference, keys, meetingPoints, crossingEvents }: Dependencies): CoreDependencies['way'] {
  const stagesOf = findStages(reference);
  const outdoors = outdoorsBefore(closedHours(reference));
  return {
    currentRoute: currentRouteRef(reference),
    checkPath: (routeRef, path) => void resolvePath(reference, routeRef, path),
    stageKeysOf: (caseFile) => stagesOf(caseFile)?.map((stage) => stage.key),
    concernsOf: async (caseFile, slot, now) => {
      const stages = stagesOf(caseFile);
      if (!stages) return [];
      const { side } = await meetingPoints().get(slot.meetingPointId);
      const nationality = await nationalityOf(keys, caseFile);
      const plan = { stages, slot, side, rest: reference.defaults.get('night-rest'), outdoors };
      // Read inside the act: a closure that commits meanwhile finds this booking, or this act runs again and finds it.
      const rows = await crossingEvents.listCurrent();
      const hub = stages.find((stage) => stage.kind === 'hub');
      const world = {
        events: [...reference.crossingEvents.values(), ...rows.map(({ event }) => event)],
        rowOf: (id: string) => rows.find(({ eventId }) => eventId === id)?._id,
        crossingName: (id: string) => reference.crossings.get(id)?.names.en ?? id,
        nationality,
        hubZone: hub?.kind === 'hub' ? hub.zone : slot.zone,
      };
      const borders = borderPasses(plan);
      const entries = borders.map(({ direction, from: at }) => ({ direction, at }));
      const usedUp = sayUsedUp(reference.documents, entries, { nationality, checked: caseFile.papers ?? [] });
      return bookingConcerns({ ...latestDeparture(plan), borders }, { ...world, usedUp }, now);
    },
  };
}
