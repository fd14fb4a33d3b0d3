import type { CaseFile } from '../case-file/case-file.ts';
import { findClearing, type Clearing, type RedKind, type RowName } from '../clearing/clearing.ts';
import type { Tone } from '../platform/parts.ts';
import { RED_RULES, type RedRule } from './red-rules.ts';
import { reportWord, type LastReport } from './report-words.ts';
import type { SlotLine } from './slot-line.ts';
import type { Watched } from './watched.ts';
import { sinceText } from './when.ts';

/** Something that needs somebody now. It stands, past midnight too, until its cause is gone or a coordinator clears it. */
export interface RedRow {
  kind: RedKind;
  tone: Tone;
  text: string;
  caseFile?: CaseFile;
  line?: SlotLine;
  since: Date;
  /** Her last report. */
  report?: LastReport;
}

/** All red rows: by the order of the table, then by time. */
export function listRedRows(watched: readonly Watched[], clearings: readonly Clearing[], now: Date): RedRow[] {
  const rows = RED_RULES.flatMap((rule) =>
    watched.flatMap((each) => findRow(rule, each, now) ?? []).sort((one, other) => +one.since - +other.since),
  );
  const standing = rows.filter((row) => !findClearing(clearings, { ...rowName(row), since: row.since }));
  return [...new Map(standing.map((row) => [JSON.stringify(rowName(row)), row])).values()];
}

/** What a row is called when it is cleared: one of hers is the same row on every slot. */
export const rowName = ({ kind, caseFile, line }: Pick<RedRow, 'kind' | 'caseFile' | 'line'>): RowName => ({
  kind,
  caseFileId: caseFile?._id,
  slotId: RED_RULES.some((rule) => rule.kind === kind && rule.ofHer) ? undefined : line?.slot._id,
});

function findRow(rule: RedRule, watched: Watched, now: Date): RedRow | undefined {
  const { caseFile, line } = watched;
  if (caseFile ? !rule.states.includes(caseFile.state) : !rule.ofSlot) return undefined;
  const cause = rule.find(watched, now);
  if (!cause) return undefined;
  const report = watched.reports.at(-1);
  const said = report && report.at > cause.since && `she says ${reportWord(report)}, ${sinceText(report.at, now)}`;
  return {
    ...{ kind: rule.kind, tone: rule.tone, since: cause.since, text: textOf(rule, cause.text, said) },
    ...(caseFile ? { caseFile } : {}),
    ...(line ? { line } : {}),
    ...(report ? { report } : {}),
  };
}

function textOf({ saying }: RedRule, reason: string, said: string | undefined | false): string {
  if (!said || saying === undefined) return reason;
  return saying === 'instead' ? said : `${reason}; ${said}`;
}
