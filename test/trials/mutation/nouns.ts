import { readdirSync, readFileSync } from 'node:fs';

/** What `npm run mutate` takes for one noun. */
interface MutationNoun {
  /** In per cent; below it the command fails. */
  least: number;
  /** Tests of other folders that speak of this noun's rules. */
  extra: readonly string[];
}

export const MUTATION_NOUNS: Readonly<Record<string, MutationNoun>> = {
  booking: { least: 90, extra: ['test/proposal/proposal-service.test.ts'] },
  access: { least: 90, extra: [] },
  slot: { least: 85, extra: [] },
  'case-file': { least: 85, extra: [] },
  feed: { least: 85, extra: [] },
  itinerary: { least: 85, extra: [] },
  proposal: { least: 85, extra: [] },
};

/** They start processes or a browser, or ask every address there is: each mutant would wait for all of that. */
const SLOW = /-(races|interleavings|in-browser|matrix|everywhere)\.test\.ts$/;
/** They read the sources as text, and a file with mutants in it is another text. */
const READS_SOURCES = /globSync\('src/;
const ADAPTER = /-(http|store|page|job|ics)\.ts$/;

/** The pure rules and the services of a noun. */
export const listMutated = (noun: string): string[] => listFiles(`src/${noun}`).filter((file) => !ADAPTER.test(file));

/** In the order in which a mutant meets them: the pure ones, which take milliseconds, come first; the whole service last. */
export function listTests(noun: string): string[] {
  const own = listFiles(`test/${noun}`).filter(
    (file) => file.endsWith('.test.ts') && !SLOW.test(file) && !READS_SOURCES.test(readFileSync(file, 'utf8')),
  );
  return [...own, ...(MUTATION_NOUNS[noun]?.extra ?? [])].toSorted((one, other) => costOf(one) - costOf(other));
}

/** What makes a test file dear, the dearest last: a database, the same again in rounds, the whole service. */
const COSTS = [/support\/(core|database)\.ts/, /\bround < \d/, /support\/app\.ts|desk-setup/];

function costOf(file: string): number {
  const text = readFileSync(file, 'utf8');
  return COSTS.findLastIndex((cost) => cost.test(text)) + 1;
}

const listFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);
