/** Text that is already safe to stand in a page. Only `html` and `raw` make it, so a plain string can never pass for it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template. `null`, `undefined` and `false` render nothing, so `wanted && html\`…\`` reads well. */
export type Renderable = Html | string | number | null | undefined | false | readonly Renderable[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const special = /[&<>"']/g;
const unquoted = /<[^<>]*=\s*$/;
const checked = new WeakSet<TemplateStringsArray>();

/** Text made safe for an element's content and for a quoted attribute alike. */
const escapeHtml = (text: string): string => text.replace(special, (char) => entities[char] ?? char);

/** Markup from a hand you trust: a constant of ours, or a library's SVG. Never anything that a person typed. */
export const raw = (trusted: string): Html => new Html(trusted);

/** A page or a piece of one. Every value is escaped, save another `Html`; lists are joined without a comma. */
export function html(strings: TemplateStringsArray, ...values: readonly Renderable[]): Html {
  refuseUnquoted(strings);
  let text = strings[0] ?? '';
  values.forEach((value, index) => {
    text += render(value) + (strings[index + 1] ?? '');
  });
  return new Html(text);
}

/** Attributes with a leading space: `true` writes the bare name; `false`, `null` and `undefined` leave it out. */
export function attributes(wanted: Record<string, string | number | boolean | null | undefined>): Html {
  const written = Object.entries(wanted).map(([name, value]) => {
    if (value === undefined || value === null || value === false) return '';
    return value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
  });
  return new Html(written.join(''));
}

function render(value: Renderable): string {
  if (value instanceof Html) return value.toString();
  if (value === null || value === undefined || value === false) return '';
  return typeof value === 'object' ? value.map(render).join('') : escapeHtml(String(value));
}

// In an attribute without quotes a space in the value would begin the next attribute, and no escaping helps there.
function refuseUnquoted(strings: TemplateStringsArray): void {
  if (checked.has(strings)) return;
  if (strings.slice(0, -1).some((piece) => unquoted.test(piece))) {
    throw new TypeError(`Put quotes around the attribute's value in: ${strings.join('${…}')}`);
  }
  checked.add(strings);
}
