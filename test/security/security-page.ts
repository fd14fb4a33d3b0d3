import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Requirement } from './asvs.ts';
import { LEVEL_1 } from './asvs-level-1.ts';
import { LEVEL_2 } from './asvs-level-2.ts';

const ROOT = join(import.meta.dirname, '../..');
const BEGIN = '<!-- made by `npm run security`, from test/security -->';
const END = '<!-- end -->';

/** SECURITY.md with its table made anew. */
export function renderSecurityPage(page: string): string {
  const [before, rest] = cut(page, BEGIN);
  const [, after] = cut(rest, END);
  return `${before}${BEGIN}\n\n${table('Level 1', LEVEL_1)}\n\n${table('Level 2', LEVEL_2)}\n\n${END}${after}`;
}

function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`SECURITY.md lacks its mark ${mark}.`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

const table = (title: string, rows: readonly Requirement[]): string =>
  [
    `### ${title}`,
    '',
    '| requirement | what it asks | shown by |',
    '| --- | --- | --- |',
    ...rows.map(({ id, about, answers }) => `| ${id} | ${about} | ${answers.map(say).join(' · ')} |`),
  ].join('\n');

function say(answer: Answer): string {
  if (answer.kind === 'test') return `\`${answer.file.replace(/^test\/|\.test\.ts$/g, '')}\` “${answer.name}”`;
  if (answer.kind === 'written') return `${answer.file}, “${answer.heading}”`;
  return answer.kind === 'gap' ? `**not met**: ${answer.why}` : answer.why;
}

/** What the table names and nobody can find: a test, or a heading. */
export function listMissing(read: (file: string) => string = readProject): string[] {
  return [...LEVEL_1, ...LEVEL_2].flatMap(({ id, answers }) =>
    answers.flatMap((answer) => {
      if (answer.kind === 'test' && !titlesOf(read(answer.file)).some((title) => title.includes(answer.name)))
        return [`${id}: no test in ${answer.file} is called “${answer.name}”`];
      if (answer.kind === 'written' && !new RegExp(`^#+ ${answer.heading}$`, 'm').test(read(answer.file)))
        return [`${id}: ${answer.file} has no heading “${answer.heading}”`];
      return [];
    }),
  );
}

/** The names that tests give themselves, and the rows of their tables: every text of the file. */
const titlesOf = (source: string): string[] =>
  [...source.matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map((match) => match[2] ?? '');

export function readProject(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
