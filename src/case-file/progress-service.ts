import { z } from 'zod';
import type { ActContext } from '../platform/act-context.ts';
import { dayField, instantField } from '../platform/day-fields.ts';
import { daysAfter } from '../platform/days.ts';
import { DomainError } from '../platform/domain-error.ts';
import { textField } from '../platform/text-field.ts';
import { NotReady } from './case-file.ts';
import { ENDINGS, IllegalTransition, moveState, RECORDED_STATES, type CaseState } from './case-state.ts';
import { newProofCode } from './codes.ts';
import { endingService, type EndingDependencies } from './ending-service.ts';
import { buildLastChange, buildProgress, changedBy } from './progress-entry.ts';
import { checkUnchanged } from './seen-version.ts';

const line = textField(2, 200);

export const proofSchema = z.strictObject({ confirmedBy: line, reference: line, confirmedAt: dayField });
export const progressSchema = z.strictObject({
  state: z.enum(RECORDED_STATES),
  saidBy: line,
  at: instantField.optional(),
});
export const endSchema = z.strictObject({ ending: z.enum(ENDINGS), reason: line });
export const reopenSchema = z.strictObject({ reason: line });

/** How far back a time may lie: her steps are recorded as they come, a proof may be from the first days of the war. */
const OLDEST_YEARS = { step: 1, proof: 10 };
const YEAR_DAYS = 366;
const HALF_DAY_MS = 43_200_000;

class NotThen extends DomainError {
  constructor(years: number) {
    const most = years === 1 ? 'a year' : `${years} years`;
    const detail = `Nothing was recorded: write a time that is over, and not more than ${most} ago.`;
    super({ status: 422, type: 'not-then', detail });
  }
}

/** What is recorded has happened, and lately: a year typed wrong would keep her page open or close it. Throws NotThen. */
function checkPast(at: Date, now: Date, years: number): void {
  if (at > now || at < daysAfter(now, -years * YEAR_DAYS)) throw new NotThen(years);
}

/** What a coordinator records of her way is over, and not from another year. Throws NotThen. */
export const checkStep = (at: Date, now: Date): void => checkPast(at, now, OLDEST_YEARS.step);

type RecordingDependencies = Pick<EndingDependencies, 'perform' | 'caseFiles' | 'notifications' | 'keys'>;

export type ProgressService = ReturnType<typeof progressService>;

/** What happens to a case file from the proof to its end. */
export function progressService(dependencies: EndingDependencies) {
  return { ...proving(dependencies), ...recording(dependencies), ...endingService(dependencies) };
}

function proving({ perform, caseFiles, notifications, keys }: RecordingDependencies) {
  return {
    /** Records that he is held, and makes the readable proof code. Nothing can be booked before it. */
    recordProof: (
      act: ActContext,
      caseFileId: string,
      input: z.infer<typeof proofSchema>,
    ): Promise<{ proofCode: string }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const proofAt = new Date(`${input.confirmedAt}T00:00:00Z`);
        // The day may already have begun east of Greenwich.
        checkPast(new Date(proofAt.getTime() - HALF_DAY_MS), now, OLDEST_YEARS.proof);
        const caseFile = await caseFiles.lock(caseFileId);
        checkUnchanged(caseFile, act);
        // Back to confirmed is also what a cancelled booking does; the proof is recorded once, at the start.
        if (caseFile.state !== 'received') throw new IllegalTransition(caseFile.state, 'confirmed');
        const state = moveState(caseFile.state, 'confirmed');
        const sealer = await keys.findSealer(caseFileId);
        if (!sealer) throw new NotReady('The personal data of this case file has been erased. Open a new one.');
        const proofCode = newProofCode();
        const sealed = {
          ...caseFile.sealed,
          proofCode: sealer.seal('proofCode', proofCode),
          proofConfirmedBy: sealer.seal('proofConfirmedBy', input.confirmedBy),
          proofReference: sealer.seal('proofReference', input.reference),
        };
        const proofIndex = keys.hash('proof-code', proofCode);
        const lastChange = buildLastChange(act, { from: caseFile.state, to: state }, now);
        await caseFiles.update(caseFileId, { state, sealed, proofIndex, proofAt, lastChange }, changedBy(act, now));
        await notifications.tell(now, [{ about: 'proof-recorded', audience: 'traveller', caseFileId }]);
        return { reply: { proofCode }, which: { caseFileId }, fields: ['proof'] };
      }),
  };
}

function recording({ perform, caseFiles, keys }: RecordingDependencies) {
  return {
    recordProgress: (
      act: ActContext,
      caseFileId: string,
      input: z.infer<typeof progressSchema>,
    ): Promise<{ state: CaseState }> =>
      perform(act, `case/${caseFileId}`, async (now) => {
        const caseFile = await caseFiles.lock(caseFileId);
        checkUnchanged(caseFile, act);
        const state = moveState(caseFile.state, input.state);
        const at = input.at ? new Date(input.at) : now;
        checkStep(at, now);
        const entry = buildProgress(act, { state, at, saidBy: input.saidBy }, await keys.findSealer(caseFileId));
        const lastChange = buildLastChange(act, { from: caseFile.state, to: state }, now);
        const progress = [...caseFile.progress, entry];
        await caseFiles.update(caseFileId, { state, progress, lastChange }, changedBy(act, now));
        return { reply: { state }, which: { caseFileId }, fields: ['state'] };
      }),
  };
}
