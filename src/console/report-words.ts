/** The last thing she told us with one touch. */
export interface LastReport {
  kind: string;
  at: Date;
}

export type ListLatestReports = (caseFileIds: readonly string[]) => Promise<ReadonlyMap<string, LastReport>>;

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
