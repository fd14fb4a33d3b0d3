import type { Changed } from './case-file.ts';

/** Who has a case file before them: one document for each person and case file. */
export interface CaseVisit {
  _id: string;
  caseFileId: string;
  name: string;
  /** Since when without a break. */
  since: Date;
  /** The last page of it that was read. */
  at: Date;
}

const OPEN_MINUTES = 10;

const visitId = (caseFileId: string, staffId: string): string => `${caseFileId}/${staffId}`;

const isOpen = ({ at }: Pick<CaseVisit, 'at'>, now: Date): boolean =>
  now.getTime() - at.getTime() <= OPEN_MINUTES * 60_000;

/** The visit that reading a page now begins, or goes on with. */
export const nextVisit = (
  known: readonly CaseVisit[],
  { caseFileId, staffId, name }: { caseFileId: string; staffId: string; name: string },
  now: Date,
): CaseVisit => {
  const _id = visitId(caseFileId, staffId);
  const before = known.find((visit) => visit._id === _id);
  return { _id, caseFileId, name, since: before && isOpen(before, now) ? before.since : now, at: now };
};

/** Everybody else who has it open, whoever came first standing first. */
export const whoElse = (visits: readonly CaseVisit[], ownId: string, now: Date): Changed[] =>
  visits
    .filter((visit) => visit._id !== ownId && isOpen(visit, now))
    .sort((one, other) => one.since.getTime() - other.since.getTime())
    .map(({ name, since }) => ({ by: name, at: since }));
