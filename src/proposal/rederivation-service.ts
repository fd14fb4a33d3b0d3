import type { Perform } from '../audit/act-service.ts';
import type { WrongJourneyService } from '../itinerary/wrong-journey-service.ts';
import type { WrongJourney } from '../itinerary/wrong-journeys.ts';
import type { ActContext, Actor } from '../platform/act-context.ts';
import type { Clock } from '../platform/clock.ts';
import { daysAfter } from '../platform/days.ts';
import type { Ids } from '../platform/ids.ts';
import type { ProposalService } from './proposal-service.ts';
import type { Proposal } from './proposal.ts';
import { newRederivation, type Rederivation } from './rederivation.ts';
import type { RederivationStore } from './rederivation-store.ts';

interface Dependencies {
  perform: Perform;
  rederivations: RederivationStore;
  wrongJourney: WrongJourneyService;
  proposal: Pick<ProposalService, 'propose' | 'refuse' | 'listOpen'>;
  /** A hash of the route, its facts and the version of the time zones. */
  dataNow: () => string;
  clock: Clock;
  ids: Ids;
}

/** Proposals between two moves of the cursor. */
const BATCH = 20;
/** Whoever finds a meeting full looks for another one, so often. */
const ROUNDS = 3;

export type RederivationService = ReturnType<typeof rederivationService>;

/**
 * Looks at every booked journey anew and proposes what puts it right. Many small acts with a cursor: what a crash leaves
 * half way goes on where it was, and what was proposed already is not proposed again.
 */
export function rederivationService(dependencies: Dependencies) {
  const { rederivations, clock, ids } = dependencies;
  const run = running(dependencies);
  return {
    run,
    /** Begins one. It may stand in the act that made it needed. */
    begin: async (because: Rederivation['because'], now: Date): Promise<string> => {
      const id = ids.id();
      await rederivations.insert(newRederivation(id, because, now));
      return id;
    },
    beginIfNew: beginIfNew(dependencies),
    /** Runs all that are open, the oldest first. */
    runOpen: async (actor: Actor): Promise<void> => {
      for (const { _id } of await rederivations.listOpen()) await run(actor, _id);
    },
    /** Those of the last day, the newest first: how far each has come. */
    listLately: (): Promise<Rederivation[]> => rederivations.listBetween(daysAfter(clock(), -1), daysAfter(clock(), 1)),
  };
}

const contextFor =
  ({ ids }: Pick<Dependencies, 'ids'>) =>
  (actor: Actor, name: string): ActContext => ({
    ...{ id: ids.id(), body: '', name, actor, requestId: ids.id() },
  });

/** Begins one where the route, its facts or the time zones are others than when they were last looked at. */
const beginIfNew =
  (dependencies: Dependencies) =>
  async (actor: Actor): Promise<void> => {
    const { perform, rederivations, ids } = dependencies;
    const data = dependencies.dataNow();
    if ((await rederivations.findLastData()) === data) return;
    await perform(contextFor(dependencies)(actor, 'rederivation.begin'), 'rederivation/data', async (now) => {
      if ((await rederivations.findLastData()) !== data)
        await rederivations.insert({ ...newRederivation(ids.id(), 'data', now), data });
      return { reply: null, which: {} };
    });
  };

/** Runs one to its end. */
function running(dependencies: Dependencies) {
  const { rederivations, wrongJourney, proposal } = dependencies;
  const context = contextFor(dependencies);
  const { moveOn, finish } = moving(dependencies);

  /** Proposes for each, and gives those to look at once more: a meeting was full by then, or another process was first. */
  const proposeAll = async (actor: Actor, id: string, wrong: readonly WrongJourney[]): Promise<Set<string>> => {
    const again = new Set<string>();
    for (let done = 0; done < wrong.length; done += BATCH) {
      const batch = wrong.slice(done, done + BATCH);
      let proposed = 0;
      for (const each of batch.filter(({ stands }) => !stands)) {
        const outcome = await proposal.propose(context(actor, 'proposal.propose'), each);
        if (outcome === 'proposed') proposed += 1;
        if (outcome === 'full' || outcome === 'there') again.add(each.journey.booking._id);
      }
      await moveOn(actor, id, { cursor: batch.at(-1)?.journey.booking._id ?? '', wrong: batch.length, proposed });
    }
    return again;
  };

  /** What is wrong by now, and the open proposals that put nothing right any more. */
  const look = async (): Promise<{ wrong: WrongJourney[]; left: Proposal[] }> => {
    const open = await proposal.listOpen();
    const wrong = await wrongJourney.list(new Map(open.map((each) => [each.bookingId, each])));
    const standing = new Set(wrong.filter(({ stands }) => stands).map(({ journey }) => journey.booking._id));
    return { wrong, left: open.filter(({ bookingId }) => !standing.has(bookingId)) };
  };

  /** What no longer helps gives its seats back first, so that they are anybody's; gives whom to propose for. */
  const lookAnew = async (actor: Actor, isAsked: (bookingId: string) => boolean): Promise<WrongJourney[]> => {
    const { wrong: before, left } = await look();
    for (const { _id } of left) await proposal.refuse(context(actor, 'proposal.release'), _id, 'over');
    const { wrong } = left.length === 0 ? { wrong: before } : await look();
    const released = new Set(left.map(({ bookingId }) => bookingId));
    return wrong
      .filter(({ remedy, stands }) => remedy !== undefined || stands)
      .filter(({ journey: { booking } }) => isAsked(booking._id) || released.has(booking._id))
      .sort(byBooking);
  };

  return async (actor: Actor, id: string): Promise<void> => {
    const { cursor, open } = await rederivations.get(id);
    if (!open) return;
    let again = await proposeAll(actor, id, await lookAnew(actor, (bookingId) => bookingId > cursor));
    for (let round = 1; round < ROUNDS && again.size > 0; round += 1) {
      const asked = again;
      again = await proposeAll(actor, id, await lookAnew(actor, (bookingId) => asked.has(bookingId)));
    }
    await finish(actor, id);
  };
}

function moving(dependencies: Dependencies) {
  const { perform, rederivations } = dependencies;
  const context = contextFor(dependencies);
  return {
    moveOn: (actor: Actor, id: string, step: { cursor: string; wrong: number; proposed: number }) =>
      perform(context(actor, 'rederivation.move-on'), `rederivation/${id}`, async () => {
        const { cursor, counts, open } = await rederivations.lock(id);
        const which = { rederivationId: id };
        // Where another process has come farther, what it did stands.
        if (!open || cursor >= step.cursor) return { reply: null, which };
        const to = { wrong: counts.wrong + step.wrong, proposed: counts.proposed + step.proposed };
        await rederivations.moveOn(id, { cursor: step.cursor, counts: to });
        return { reply: null, which };
      }),
    finish: (actor: Actor, id: string) =>
      perform(context(actor, 'rederivation.finish'), `rederivation/${id}`, async (now) => {
        const { open } = await rederivations.lock(id);
        if (open) await rederivations.finish(id, now);
        return { reply: null, which: { rederivationId: id } };
      }),
  };
}

const byBooking = (one: WrongJourney, other: WrongJourney): number =>
  one.journey.booking._id < other.journey.booking._id ? -1 : 1;
