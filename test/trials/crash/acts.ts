import { anAct } from '../../support/builders.ts';
import type { TestCore } from '../../support/core.ts';
import { aMeetingPoint } from '../../support/meeting-point.ts';
import type { Ask, Desk } from '../race/desk.ts';
import { asks, dayFrom } from '../race/world.ts';
import { PATH } from '../../support/her-path.ts';

/** What one kill needs: a core and a desk to prepare with, and a slot that no other kill has just now. */
export interface Stage {
  core: TestCore;
  desk: Desk;
  slotIds: readonly string[];
  /** Counts the kills. */
  next: number;
}

const slotOf = ({ slotIds, next }: Stage, ahead = 0): string => slotIds[(next + ahead) % slotIds.length] ?? '';

async function aFamily({ intake, progress }: TestCore): Promise<string> {
  const opened = { language: 'uk', channel: 'phone', party: 1 } as const;
  const { caseFileId } = await intake.open(anAct({ name: 'case-file.open' }), opened);
  await intake.choosePath(anAct({ name: 'case-file.choose-path' }), caseFileId, PATH);
  const proof = { confirmedBy: 'the staff', reference: 'list 7', confirmedAt: dayFrom(-3) };
  await progress.recordProof(anAct({ name: 'case-file.record-proof' }), caseFileId, proof);
  return caseFileId;
}

async function aPlace(stage: Stage, hold = false): Promise<{ caseFileId: string; bookingId: string }> {
  const caseFileId = await aFamily(stage.core);
  // Over the desk: the service knows what speaks against the way today, and a hold says that it was seen.
  const held = await stage.desk.send(asks.book(slotOf(stage), caseFileId, hold));
  return { caseFileId, bookingId: String(held?.body['bookingId']) };
}

/** Two slots ahead that follow and two that are planned anew, on a place of their own. */
async function aSeriesToPlan({ core }: Stage): Promise<Ask> {
  const weekday = ((new Date().getUTCDay() + 3) % 7) + 1;
  const valid = { validFrom: dayFrom(2), validTo: dayFrom(15) };
  const escortId = await core.addEscort();
  const place = { meetingPointId: await aMeetingPoint(core), windowMinutes: 40, capacity: 3, escortId, ...valid };
  const input = { ...place, weekdays: [weekday], localTimes: ['14:30'] };
  const { seriesId } = await core.series.create(anAct({ name: 'series.create' }), input);
  return asks.regenerate(seriesId, { ...input, localTimes: ['16:00'] });
}

/** The acts whose commands are counted and killed at: what stands before, and what is asked. */
export const CRASH_ACTS: Record<string, (stage: Stage) => Promise<Ask>> = {
  book: async (stage) => asks.book(slotOf(stage), await aFamily(stage.core), false),
  confirm: async (stage) => asks.confirm((await aPlace(stage, true)).bookingId),
  move: async (stage) => {
    const { bookingId, caseFileId } = await aPlace(stage);
    return asks.move(bookingId, slotOf(stage, 1), caseFileId);
  },
  cancel: async (stage) => asks.cancel((await aPlace(stage)).bookingId),
  end: async (stage) => asks.end((await aPlace(stage)).caseFileId),
  assign: async (stage) => asks.assign(slotOf(stage), await stage.core.addEscort()),
  plan: aSeriesToPlan,
};
