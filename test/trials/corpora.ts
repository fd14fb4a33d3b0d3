import { parseArgs } from 'node:util';
import { openBrowser, withoutBrowser } from '../support/browser.ts';
import { tryFeeds } from '../support/feed-corpus.ts';
import { inject } from '../support/injection.ts';
import { tryMarkup } from '../support/markup-trial.ts';
import { startTestEngine } from '../support/test-engine.ts';
import { randomOf } from './random.ts';
import { printReport } from './report.ts';

const { values } = parseArgs({
  options: {
    payloads: { type: 'string', default: '50000' },
    markup: { type: 'string', default: '1000' },
    texts: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '20261124' },
  },
});
const seed = Number(values.seed);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** One line of the report; what was wrong goes to stderr, the first of it. */
function row(what: string, dose: string, faults: readonly string[]): [string, string, number] {
  for (const fault of faults.slice(0, 50)) say(`${what}: ${fault}`);
  return [what, dose, faults.length];
}

async function injection(): Promise<[string, string, number]> {
  const wanted = Number(values.payloads);
  say('payloads in every input');
  const { faults, ...done } = await inject(randomOf(seed), wanted, (sent) => say(`${sent} of ${wanted} payloads`));
  const listed = (counts: Record<string, number>): string =>
    Object.entries(counts)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  const dose = `${done.payloads} (${listed(done.kinds)}) in ${done.inputs} inputs: ${listed(done.answers)}; ${done.commands} commands watched`;
  return row('payloads in every input', dose, faults);
}

async function markup(): Promise<[string, string, number]> {
  const what = 'markup in a browser';
  if (withoutBrowser !== undefined) return row(what, withoutBrowser, [withoutBrowser]);
  const browser = await openBrowser();
  const strings = Number(values.markup);
  const dose = { strings, rounds: Math.ceil(strings / 80), pages: 100 + Math.ceil(strings / 3), forms: 60 };
  say('markup in a browser');
  const { faults, ...done } = await tryMarkup(browser, randomOf(seed), dose);
  await browser.close();
  const told = `${done.strings} strings through ${done.fields} text fields, ${done.stored} stored, ${done.shown} read on ${done.pages} pages, ${done.forms} forms sent`;
  // Some characters no page shows as they are; but a page that shows nothing would show no fault either.
  return row(what, told, done.shown < done.stored * 0.9 ? [...faults, 'too few strings are shown anywhere'] : faults);
}

const engine = await startTestEngine();
process.env['HOMEWARD_TEST_URI'] = engine.uri;
say('nasty texts through the feed');
const { texts, feeds, faults } = tryFeeds(randomOf(seed), Number(values.texts));
const rows = [
  row('nasty texts through the feed', `${texts} texts in ${feeds} feeds, two readers`, faults),
  await injection(),
  await markup(),
];
await engine.stop();
printReport({
  command: 'npm run corpora',
  seed,
  engine: 'SecantusDB in memory',
  columns: ['corpus', 'dose', 'faults'],
  rows,
});
process.exit(rows.some(([, , found]) => found > 0) ? 1 : 0);
