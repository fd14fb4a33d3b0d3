/** The part of a Babel path that is asked here. */
interface NodePath {
  node: {
    type: string;
    value?: unknown;
    quasis?: { value: { raw: string } }[];
    expressions?: { type: string }[];
  };
}

const PLAIN = new Set(['Identifier', 'MemberExpression', 'CallExpression']);

/**
 * A text of three words or more is a sentence for people. Whether it is right is read by people and by the tests of tone
 * (`traveller-words`, `troubles-read-aloud`); a test that repeats each sentence word by word would only be changed along with it.
 * What decides between two sentences is mutated all the same.
 */
function shouldIgnore({ node }: NodePath): string | undefined {
  const isSentence = (text: string): boolean => text.trim().split(/\s+/).length >= 3;
  if (node.type === 'StringLiteral' && isSentence(String(node.value))) return 'a sentence for people';
  const { quasis = [], expressions = [] } = node;
  const isPlain = node.type === 'TemplateLiteral' && expressions.every(({ type }) => PLAIN.has(type));
  return isPlain && isSentence(quasis.map(({ value }) => value.raw).join(' ')) ? 'a sentence for people' : undefined;
}

/** How Stryker takes an ignorer. */
export const strykerPlugins = [{ kind: 'Ignore', name: 'wording', value: { shouldIgnore } }];
