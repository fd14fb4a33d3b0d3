import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** One trial's result as it stands in the README: a line that says where it ran, then a table. */
export interface Report {
  /** `npm run race -- --attempts 20000`. */
  command: string;
  /** What makes the same run again. */
  seed?: number;
  /** `SecantusDB 0.7.0b3, every commit synced`. */
  engine: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** Prints it as Markdown. @returns the text */
export function printReport({ command, seed, engine, columns, rows }: Report): string {
  const at = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const where = [at, `commit ${commit()}`, machine, engine, ...(seed === undefined ? [] : [`seed ${seed}`])];
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const table = [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
  const text = [`\`${command}\`: ${where.join(', ')}.`, '', ...table].join('\n');
  console.log(`\n${text}\n`);
  return text;
}

function commit(): string {
  const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '-uno') === '' ? '' : ' with changes');
}
