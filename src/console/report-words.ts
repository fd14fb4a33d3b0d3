/** The last thing she told us with one touch. */
export interface LastReport {
  kind: string;
  at: Date;
}

/** Her last report and, whatever she sent after it, her last alarm. */
export interface LastWord {
  latest: LastReport;
  alarm?: LastReport;
}

/** Of the case files asked for, and of all that sent an alarm between the two instants. */
export type ListLatestReports = (
  caseFileIds: readonly string[],
  alarmsSent: { from: Date; to: Date },
) => Promise<ReadonlyMap<string, LastWord>>;

const WORDS: Record<string, string> = {
  left: '“I am on my way”',
  'at-border': '“I am at the border”',
  met: '“I have been met”',
  'turned-back': '“I was turned back”',
  help: '“I need help”',
  'need-help': '“I need help”',
};

export const reportWord = ({ kind }: LastReport): string => WORDS[kind] ?? kind;

/** What a red row says; undefined for a report that needs no call at once. */
export function alarmWord({ kind }: LastReport): string | undefined {
  if (kind === 'turned-back') return 'turned back';
  return kind === 'help' || kind === 'need-help' ? 'needs help' : undefined;
}
