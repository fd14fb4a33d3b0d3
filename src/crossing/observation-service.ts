import type { Perform } from '../audit/act-service.ts';
import { actorName, type ActContext } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { daysAfter } from '../platform/days.ts';
import type { Ids } from '../platform/ids.ts';
import type { Facts } from '../route/reference.ts';
import type { CrossingEventStore } from './crossing-event-store.ts';
import { crossingNow, WAIT_DAYS, type CrossingFacts, type CrossingNow } from './crossing-now.ts';
import type { ObservationStore } from './observation-store.ts';
import { buildCheck, buildWait, type CheckInput, type ObservedWait, type WaitInput } from './observation.ts';

interface Dependencies {
  perform: Perform;
  observations: ObservationStore;
  crossingEvents: CrossingEventStore;
  reference: Pick<Facts, 'crossings' | 'crossingEvents'>;
  checkDays: CrossingFacts['checkDays'];
  /** Every journey is to be looked at anew; part of the act that made it so. */
  beginRederivation: (now: Date) => Promise<unknown>;
  clock: Clock;
  ids: Ids;
}

export type ObservationService = ReturnType<typeof observationService>;

/** What the desk sees and hears of crossings, and what holds there by all that is known. */
export function observationService(dependencies: Dependencies) {
  const { observations, crossingEvents, reference, checkDays, clock } = dependencies;
  const roads = [...reference.crossings.values()].filter(({ kind }) => kind === 'road');
  const recentWaits = (now: Date): Promise<ObservedWait[]> =>
    // Both bounds: one open end would read the whole collection.
    observations.listWaits(daysAfter(now, -WAIT_DAYS), daysAfter(now, 1));
  return {
    ...observing(dependencies),
    /** Those of the last days, the newest first. */
    listWaits: (): Promise<ObservedWait[]> => recentWaits(clock()),
    /** Every road crossing as it is now, in the order of the documents. */
    listNow: async (): Promise<CrossingNow[]> => {
      const now = clock();
      const rows = await crossingEvents.listCurrent();
      const facts = {
        events: [...reference.crossingEvents.values(), ...rows.map(({ event }) => event)],
        waits: await recentWaits(now),
        checks: await observations.listLastChecks(roads.map(({ id }) => id)),
        checkDays,
      };
      return roads.map((crossing) => crossingNow(crossing, facts, now));
    },
  };
}

function observing({ perform, observations, reference, ids, beginRederivation }: Dependencies) {
  const observed = (crossing: string, observationId: string, fields: string[]) => ({
    ...{ reply: { observationId }, which: { crossing, observationId }, fields },
  });
  return {
    /** A wait that somebody reported. Throws a refusal that names the field. */
    reportWait: (act: ActContext, input: WaitInput): Promise<{ observationId: string }> =>
      perform(act, 'crossing-waits', async (now) => {
        const wait = buildWait(input, reference.crossings, { id: ids.id(), by: actorName(act.actor), now });
        await observations.insertWait(wait);
        await beginRederivation(now);
        return observed(wait.crossing, wait._id, Object.keys(input));
      }),
    /** All that stands of a crossing was looked at and holds. Throws a refusal that names the field. */
    check: (act: ActContext, input: CheckInput): Promise<{ observationId: string }> =>
      perform(act, 'crossing-checks', async (now) => {
        const check = buildCheck(input, reference.crossings, { id: ids.id(), by: actorName(act.actor), now });
        await observations.insertCheck(check);
        return observed(check.crossing, check._id, Object.keys(input));
      }),
  };
}
