/** The part of a Babel path that is asked here. */
interface NodePath {
  node: {
    type: string;
    value?: unknown;
    quasis?: { value: { raw: string } }[];
    expressions?: { type: string }[];
  };
  listKey?: string;
  key?: string | number | null;
  parent?: { callee?: { name?: string } };
}

/** Where the turn of an act stands among the arguments of the calls that take one. */
const TURN_AT: Readonly<Record<string, number>> = { perform: 1, transact: 0 };

const PLAIN = new Set(['Identifier', 'MemberExpression', 'CallExpression']);

/**
 * A text of three words or more is a sentence for people. Whether it is right is read by people and by the tests of tone
 * (`traveller-words`, `troubles-read-aloud`); a test that repeats each sentence word by word would only be changed along with it.
 * What decides between two sentences is mutated all the same.
 */
function isWording({ node }: NodePath): string | undefined {
  const isSentence = (text: string): boolean => text.trim().split(/\s+/).length >= 3;
  if (node.type === 'StringLiteral' && isSentence(String(node.value))) return 'a sentence for people';
  const { quasis = [], expressions = [] } = node;
  const isPlain = node.type === 'TemplateLiteral' && expressions.every(({ type }) => PLAIN.has(type));
  return isPlain && isSentence(quasis.map(({ value }) => value.raw).join(' ')) ? 'a sentence for people' : undefined;
}

/** Acts that take turns meet fewer conflicts; what they end with is decided by their locks, which no turn replaces. */
function isTurn({ listKey, key, parent }: NodePath): string | undefined {
  const at = TURN_AT[parent?.callee?.name ?? ''];
  return listKey === 'arguments' && key === at ? 'a turn saves repeats and decides nothing' : undefined;
}

interface Tested {
  status: string;
  fileName: string;
  location: { start: { line: number } };
  mutatorName: string;
  replacement?: string;
}

/** Says each survivor as it comes: a noun takes minutes, and the first one may show that a test is missing. */
class SurvivorReporter {
  static readonly inject = [];

  onMutantTested({ status, fileName, location, mutatorName, replacement = '' }: Tested): void {
    if (status !== 'Survived' && status !== 'NoCoverage') return;
    console.error(
      `${status} ${fileName}:${location.start.line} ${mutatorName} → ${replacement.replaceAll(/\s+/g, ' ')}`,
    );
  }
}

/** In the form in which Stryker loads plugins. */
export const strykerPlugins = [
  { kind: 'Ignore', name: 'wording', value: { shouldIgnore: isWording } },
  { kind: 'Ignore', name: 'turns', value: { shouldIgnore: isTurn } },
  { kind: 'Reporter', name: 'survivors', injectableClass: SurvivorReporter },
];
