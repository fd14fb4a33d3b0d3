/** One content line, unfolded. `at` is its first line in the file, counted from 1. */
export interface ContentLine {
  at: number;
  name: string;
  params: string;
  value: string;
}

/** One BEGIN … END with what stands in it. */
export interface Component {
  name: string;
  at: number;
  lines: ContentLine[];
  children: Component[];
}

/** The physical lines joined where they were folded, as far as they can be read at all. */
export function unfold(text: string): ContentLine[] {
  const lines: { at: number; text: string }[] = [];
  for (const [index, line] of text.split('\r\n').slice(0, -1).entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last) last.text += line.slice(1);
    else lines.push({ at: index + 1, text: line });
  }
  return lines.map(({ at, text: whole }) => ({ at, ...split(whole) }));
}

function split(line: string): Omit<ContentLine, 'at'> {
  const match = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/s.exec(line);
  return { name: match?.[1] ?? '', params: match?.[2] ?? '', value: match?.[3] ?? line };
}

/** The tree of components. A wrong END closes the innermost one and is reported through `fault`. */
export function buildTree(lines: ContentLine[], fault: (at: number, what: string) => void): Component {
  const root: Component = { name: '', at: 0, lines: [], children: [] };
  const open = [root];
  for (const line of lines) {
    const inner = open.at(-1) ?? root;
    if (line.name === 'BEGIN') {
      const child: Component = { name: line.value, at: line.at, lines: [], children: [] };
      inner.children.push(child);
      open.push(child);
    } else if (line.name === 'END') {
      if (inner.name !== line.value || open.length === 1) fault(line.at, `END:${line.value} closes ${inner.name}`);
      if (open.length > 1) open.pop();
    } else {
      if (inner.children.length > 0) fault(line.at, `${line.name} stands after a component`);
      inner.lines.push(line);
    }
  }
  if (open.length > 1) fault(0, 'a component is never closed');
  return root;
}
