import { DomainError } from '../platform/domain-error.ts';

/** What she can tell us with one touch. It changes no state: a coordinator records what it means. */
export const REPORT_KINDS = ['left', 'at-border', 'met', 'turned-back', 'need-help'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** One touch, and when it reached us. */
export interface Report {
  _id: string;
  caseFileId: string;
  kind: ReportKind;
  at: Date;
  takenBackAt?: Date;
}

/** These stand first and red on Today. */
export const isAlarm = ({ kind }: Pick<Report, 'kind'>): boolean => kind === 'turned-back' || kind === 'need-help';

const TAKE_BACK_MINUTES = 10;

/** True while she may still say that she touched it by mistake. */
export const mayTakeBack = (report: Pick<Report, 'at' | 'takenBackAt'>, now: Date): boolean =>
  !report.takenBackAt && now.getTime() < report.at.getTime() + TAKE_BACK_MINUTES * 60_000;

export class TooLateToTakeBack extends DomainError {
  constructor() {
    super({
      status: 409,
      type: 'too-late-to-take-back',
      detail: 'We have already seen this. Please call us if it was a mistake.',
    });
  }
}
