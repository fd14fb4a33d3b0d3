import type { Booking } from '../booking/booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import type { CaseFileStore } from '../case-file/case-file-store.ts';
import { nationalityOf } from '../case-file/nationality-of.ts';
import { daysAfter } from '../platform/days.ts';
import type { Clock } from '../platform/clock.ts';
import { resolveLocal } from '../platform/zone-time.ts';
import type { Stage } from '../route/route.ts';
import type { Slot } from '../slot/slot.ts';
import { DAYS_AHEAD, keepPaths, offeredSlots, whereSheIs, worldNow, type PlannerReads } from './planner-reads.ts';
import type { OfferedSlot } from './way-to.ts';
import { findWrong, type Journey, type Standing, type WrongJourney } from './wrong-journeys.ts';

interface Dependencies extends PlannerReads {
  caseFiles: Pick<CaseFileStore, 'listInStates'>;
  findStages: (caseFile: Pick<CaseFile, 'routeRef' | 'path'>) => Stage[] | undefined;
  clock: Clock;
}

export type WrongJourneyService = ReturnType<typeof wrongJourneyService>;

/** What the world has made wrong of the journeys that are booked. Computed anew each time; nothing of it is stored. */
export function wrongJourneyService(dependencies: Dependencies) {
  const { reference, clock } = dependencies;
  const pathsOf = keepPaths(reference);
  return {
    /** Slots ahead whose agreed local time is another instant by the time zones of this machine. */
    listMovedClocks: async (): Promise<Slot[]> => {
      const now = clock();
      const ahead = await dependencies.slots.list({ from: now, to: daysAfter(now, DAYS_AHEAD) });
      return ahead.filter(({ status }) => status !== 'cancelled').filter(hasMoved);
    },
    /** Every journey ahead that cannot go as it is booked, the soonest first, each with what would put it right. */
    list: async (standing?: ReadonlyMap<string, Standing>): Promise<WrongJourney[]> => {
      const now = clock();
      const [offered, caseFiles, { world, rows }] = await Promise.all([
        offeredSlots(dependencies, now),
        dependencies.caseFiles.listInStates(ON_THE_WAY),
        worldNow(dependencies, now),
      ]);
      const journeys = await listJourneys(dependencies, { offered, caseFiles }, now);
      const rowIds = new Map(rows.map(({ eventId, _id }) => [eventId, _id]));
      const asked = {
        ...{ pathsOf, world, rowOf: (id: string) => rowIds.get(id), ...(standing ? { standing } : {}) },
        offered: offered.filter(({ slot }) => slot.status === 'open' && slot.from > now),
      };
      const found = findWrong({ ...asked, journeys });
      // A rule for some citizens was held against everybody: those whom it hits are asked once more by their own.
      if (!found.some(hangsOnCitizenship)) return found;
      return findWrong({ ...asked, journeys: await Promise.all(found.map(withNationality(dependencies))) });
    },
  };
}

/** The local time was agreed, the instant follows from it: newer time zones may say another one. */
export const hasMoved = ({ localDate: date, localTime: time, zone, from }: Slot): boolean =>
  resolveLocal({ date, time, zone }).instant.getTime() !== from.getTime();

const hangsOnCitizenship = ({ reasons }: WrongJourney): boolean =>
  reasons.some(({ event }) => event !== undefined && event.appliesTo !== 'everyone');

const withNationality =
  (dependencies: Dependencies) =>
  async (wrong: WrongJourney): Promise<Journey> =>
    hangsOnCitizenship(wrong)
      ? { ...wrong.journey, nationality: await nationalityOf(dependencies.keys, wrong.journey.caseFile) }
      : wrong.journey;

const ON_THE_WAY: readonly CaseFile['state'][] = ['confirmed', 'booked', 'travelling'];

/** Everybody who is booked ahead and was not met yet. */
async function listJourneys(
  dependencies: Dependencies,
  { offered, caseFiles }: { offered: readonly OfferedSlot[]; caseFiles: readonly CaseFile[] },
  now: Date,
): Promise<Journey[]> {
  const booked = offered.flatMap((meeting) =>
    meeting.inSlot.filter(({ status }) => status === 'booked').map((booking) => ({ booking, meeting })),
  );
  const caseOf = new Map(caseFiles.map((caseFile) => [caseFile._id, caseFile]));
  const journeys: Journey[] = [];
  for (const { booking, meeting } of booked) {
    const caseFile = caseOf.get(booking.caseFileId);
    if (!caseFile) continue;
    journeys.push({ caseFile, booking, meeting, ...(await placed(dependencies, { caseFile, booking }, now)) });
  }
  return journeys;
}

async function placed(
  dependencies: Dependencies,
  { caseFile, booking }: { caseFile: CaseFile; booking: Booking },
  now: Date,
): Promise<Pick<Journey, 'here'>> {
  const stages = caseFile.state === 'travelling' ? dependencies.findStages(caseFile) : undefined;
  const here = stages && (await whereSheIs(dependencies, caseFile, stages, { slotId: booking.slotId, now }));
  return here ? { here } : {};
}
