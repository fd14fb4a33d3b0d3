import { z } from 'zod';
import { DomainError } from '../platform/domain-error.ts';

export const REPORT_KINDS = ['left', 'at-border', 'met', 'turned-back', 'need-help'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What she tapped. It informs the desk and changes no state of her case file. */
export interface Report {
  _id: string;
  caseFileId: string;
  kind: ReportKind;
  at: Date;
  takenBackAt?: Date;
}

export const reportSchema = z.strictObject({ kind: z.enum(REPORT_KINDS) });

/** The desk calls back first for these. */
export const ALARM_KINDS: readonly ReportKind[] = ['turned-back', 'need-help'];

export const isAlarm = ({ kind }: Pick<Report, 'kind'>): boolean => ALARM_KINDS.includes(kind);

const TAKE_BACK_MINUTES = 10;

export const mayTakeBack = ({ at }: Pick<Report, 'at'>, now: Date): boolean =>
  now.getTime() - at.getTime() <= TAKE_BACK_MINUTES * 60_000;

export class NothingToTakeBack extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'nothing-to-take-back',
      detail: `Only what was sent in the last ${TAKE_BACK_MINUTES} minutes can be taken back. Call us if it was a mistake.`,
    });
  }
}
