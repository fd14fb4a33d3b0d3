import { readFileSync } from 'node:fs';
import type { Stryker } from '@stryker-mutator/core';
import type { EquivalentMutant } from './equivalent-mutant.ts';

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** One mutant with the text that it replaced. */
export interface ReadMutant {
  file: string;
  line: number;
  lineText: string;
  mutator: string;
  original: string;
  replacement: string;
  status: MutantResult['status'];
}

export interface Score {
  counted: number;
  detected: number;
  /** In per cent. */
  percent: number;
  survivors: ReadMutant[];
  equivalent: number;
  /** Entries of the list of equivalents that fit no survivor. */
  stale: EquivalentMutant[];
}

/** Stryker's own word for what is not counted: ignored by a rule, static, or no program at all. */
const NOT_COUNTED = new Set<MutantResult['status']>(['Ignored', 'CompileError', 'Pending']);
/** A mutant that a test meets by never ending, or by breaking the test's own run, was noticed. */
const DETECTED = new Set<MutantResult['status']>(['Killed', 'Timeout', 'RuntimeError']);

export function readMutant({ fileName, location, mutatorName, replacement, status }: MutantResult): ReadMutant {
  const lines = readFileSync(fileName, 'utf8').split('\n');
  const { start, end } = location;
  const taken = lines.slice(start.line - 1, end.line);
  const cut = taken.map((text, index) =>
    text.slice(index === 0 ? start.column - 1 : 0, index === taken.length - 1 ? end.column - 1 : undefined),
  );
  const file = fileName.slice(fileName.lastIndexOf('src/'));
  const lineText = lines[start.line - 1] ?? '';
  return { file, line: start.line, lineText, mutator: mutatorName, original: cut.join('\n'), replacement, status };
}

const isOne = (mutant: ReadMutant, { file, original, replacement, line }: EquivalentMutant): boolean =>
  mutant.file === file &&
  mutant.original === original &&
  mutant.replacement === replacement &&
  (line === undefined || mutant.lineText.includes(line));

/** What of the mutants was noticed, those left out that nothing can tell from the service. */
export function scoreOf(all: readonly ReadMutant[], equivalents: readonly EquivalentMutant[]): Score {
  const mutants = all.filter(({ status }) => !NOT_COUNTED.has(status));
  const undetected = mutants.filter(({ status }) => !DETECTED.has(status));
  const survivors = undetected.filter((mutant) => !equivalents.some((each) => isOne(mutant, each)));
  const files = new Set(mutants.map(({ file }) => file));
  const stale = equivalents.filter((each) => files.has(each.file) && !undetected.some((mutant) => isOne(mutant, each)));
  const equivalent = undetected.length - survivors.length;
  const counted = mutants.length - equivalent;
  const detected = mutants.length - undetected.length;
  const percent = counted === 0 ? 100 : Math.round((detected / counted) * 1000) / 10;
  return { counted, detected, percent, survivors, equivalent, stale };
}
