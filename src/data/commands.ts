import { fileURLToPath } from 'node:url';
import { loadConfig } from '../config.ts';
import { systemClock } from '../platform/clock.ts';
import { CommandFailed, Misunderstood, type Command } from '../platform/command-line.ts';
import { RouteDataBroken } from '../route/data-problem.ts';
import { loadReference } from '../route/load-route.ts';
import type { Reference } from '../route/reference.ts';
import { checkData, type DataReport } from './check-data.ts';
import { explain, explainSchema } from './explain.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OLD_DAYS = 365;

/** Asking the documented route and its facts; nothing of it needs a database. */
export const dataCommands: readonly Command[] = [
  {
    name: 'check',
    takes: '[--days N]',
    does: `how old and sure the facts are, and what in them cannot be; old is more than ${OLD_DAYS} days`,
    options: { days: { type: 'string' } },
    run: ({ options }) => {
      const days = Number(options['days'] ?? OLD_DAYS);
      if (!Number.isInteger(days) || days < 1) throw new Misunderstood('Give whole days: --days 365.');
      const report = checkData(read(), { now: systemClock(), days });
      console.log(sayReport(report).join('\n'));
      if (report.faults.length > 0) throw new CommandFailed(report.faults.join('\n'));
    },
  },
  {
    name: 'explain',
    takes: 'FROM TO --date DAY [--at HH:MM] [--mode bus|taxi] [--nationality RU]',
    does: 'the ways on a day, what speaks against them, the papers, and who says so',
    options: {
      ...{ date: { type: 'string' }, at: { type: 'string' }, mode: { type: 'string' } },
      nationality: { type: 'string' },
    },
    run: ({ words: [from, to, ...more], options }) => {
      const asked = explainSchema.safeParse({ from, to, ...options });
      if (!asked.success || more.length > 0) throw new Misunderstood(asked.error?.issues[0]?.message ?? '');
      const { checkDays } = loadConfig();
      console.log(explain(read(), asked.data, { now: systemClock(), checkDays }).join('\n'));
    },
  },
];

/** Throws CommandFailed with all that is wrong in the files: a missing translation among it. */
function read(): Reference {
  try {
    return loadReference(ROOT);
  } catch (error) {
    if (error instanceof RouteDataBroken) throw new CommandFailed(error.message);
    throw error;
  }
}

const HEADS = ['file', 'records', 'oldest', 'newest', 'undated', 'low', 'old'] as const;

function sayReport({ rows, faults }: DataReport): string[] {
  const cells = [[...HEADS], ...rows.map((row) => HEADS.map((head) => String(row[head] ?? '–')))];
  const widths = HEADS.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const table = cells.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...table, '', faults.length === 0 ? 'Nothing in them contradicts itself; every stage is on a path.' : ''];
}
