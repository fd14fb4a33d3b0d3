import type { Booking } from '../booking/booking.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { isUnderWay } from '../case-file/case-state.ts';
import type { ToTell } from '../notification/notification-service.ts';
import type { Slot } from '../slot/slot.ts';
import type { RedRow } from './red-row.ts';
import type { SlotLine } from './slot-line.ts';
import type { Today } from './today.ts';

/** What is wrong with one case file, in words without a name. */
export interface RedLine {
  caseFileId: string;
  text: string;
}

/** One case file that the next shift must know of. */
export interface ShiftRow {
  caseFile: CaseFile;
  red: string[];
  /** Her meeting, where it is going on or within a day. */
  meeting?: Slot;
  tells: ToTell[];
  heldUntil?: Date;
}

export interface Shift {
  rows: ShiftRow[];
  /** Slots on which nobody is booked and with which something is wrong. */
  slotRed: RedRow[];
  /** What escorts are to be told of a slot as a whole: no case file to hand over. */
  slotTells: ToTell[];
}

export interface ShiftFacts {
  red: readonly RedLine[];
  slotRed: readonly RedRow[];
  caseFiles: ReadonlyMap<string, CaseFile>;
  /** Slots of now and of the next 24 hours. */
  lines: readonly SlotLine[];
  toTell: readonly ToTell[];
  held: readonly Booking[];
}

/** The red rows of Today that concern a family, in their order. */
export const redLines = ({ red }: Pick<Today, 'red'>): RedLine[] =>
  red.flatMap(({ caseFile, text }) => (caseFile ? [{ caseFileId: caseFile._id, text }] : []));

/** The red rows of Today that concern no family. */
export const slotRows = ({ red }: Pick<Today, 'red'>): RedRow[] => red.filter(({ caseFile }) => caseFile === undefined);

/** What is open at the change of a shift, a row for each case file: the red ones first, then the nearest meeting. Pure. */
export function buildShift(facts: ShiftFacts): Shift {
  const rows = [...facts.caseFiles.values()].map((caseFile) => rowOf(caseFile, facts)).filter(isOpen);
  const slotRed = [...facts.slotRed];
  return {
    rows: rows.sort(byUrgency),
    slotRed,
    slotTells: facts.toTell.filter(({ caseFile }) => caseFile === undefined),
  };
}

function rowOf(caseFile: CaseFile, { red, lines, toTell, held }: ShiftFacts): ShiftRow {
  const isHers = ({ caseFileId }: { caseFileId?: string }): boolean => caseFileId === caseFile._id;
  const meeting = lines.find(({ live }) =>
    live.some((booking) => isHers(booking) && booking.status === 'booked'),
  )?.slot;
  const heldUntil = held.find(isHers)?.heldUntil;
  return {
    caseFile,
    red: red.filter(isHers).map(({ text }) => text),
    ...(meeting ? { meeting } : {}),
    tells: toTell.filter(({ notification }) => isHers(notification)),
    ...(heldUntil ? { heldUntil } : {}),
  };
}

const isOpen = ({ caseFile, red, meeting, tells, heldUntil }: ShiftRow): boolean =>
  isUnderWay(caseFile.state) || red.length > 0 || tells.length > 0 || meeting !== undefined || heldUntil !== undefined;

const meetingOf = ({ meeting, caseFile }: ShiftRow): number =>
  (meeting?.from ?? caseFile.nextAt)?.getTime() ?? Number.MAX_SAFE_INTEGER;

const byUrgency = (one: ShiftRow, other: ShiftRow): number =>
  Number(other.red.length > 0) - Number(one.red.length > 0) || meetingOf(one) - meetingOf(other);
