import type { Random } from '../trials/random.ts';

/** Says `ran` where a script of ours ran; each element made of input carries this attribute, or is this element. */
export const MARK = 'data-planted';
const RUN = 'ran()';

/** Ways in which markup gets into a page, short ones first: `${…}` of none is replaced by anything. */
const SHAPES = [
  ...['<b data-planted>', '<x-planted>', '"><i data-planted>', "'><i data-planted>", '<svg/onload=ran()>'],
  ...[
    '<script>ran()</script>',
    '<img src=x onerror=ran()>',
    '"><script>ran()</script>',
    '</title><script>ran()</script>',
  ],
  ...[
    "' onfocus='ran()' autofocus data-planted='",
    '" onfocus="ran()" autofocus data-planted="',
    '</textarea><b data-planted>',
  ],
  ...[
    '</option></select><img data-planted src=x onerror=ran()>',
    '--><b data-planted>',
    ']]><b data-planted>',
    '</style><b data-planted>',
  ],
  ...['<a href="javascript:ran()" data-planted>x</a>', '<iframe srcdoc="<script>parent.ran()</script>" data-planted>'],
  ...[
    '<form action=//example.org data-planted><input name=a>',
    '<base href=//example.org data-planted>',
    '<link rel=stylesheet href=//example.org data-planted>',
  ],
  ...[
    '<meta http-equiv=refresh content="0;url=//example.org" data-planted>',
    '<object data=data:text/html,x data-planted>',
    '<embed src=//example.org data-planted>',
  ],
  ...[
    '<details open ontoggle=ran() data-planted>',
    '<body onload=ran() data-planted>',
    '<input autofocus onfocus=ran() data-planted>',
    '<video><source onerror=ran() data-planted>',
  ],
  ...[
    '<math><mtext><b data-planted>',
    '<svg><script>ran()</script></svg>',
    '<svg><a xlink:href="javascript:ran()" data-planted><text>x',
    '<style>@import "//example.org"</style><b data-planted>',
  ],
  ...[
    '<noscript><p title="</noscript><img src=x onerror=ran() data-planted>">',
    '<template><b data-planted></template>',
    '<marquee onstart=ran() data-planted>',
    '<plaintext data-planted>',
  ],
  ...[
    '&lt;b data-planted&gt;',
    '&#60;b data-planted&#62;',
    '\\u003cb data-planted\\u003e',
    '%3Cb data-planted%3E',
    '<<b data-planted>>',
    '<b/data-planted>',
  ],
  ...[
    '<b\tdata-planted>',
    '<b\ndata-planted>',
    '<B DATA-PLANTED>',
    '<\u0000b data-planted>',
    '＜b data-planted＞',
    '<img/src="x"/onerror="ran()"/data-planted>',
  ],
  ...[
    '{{constructor.constructor("ran()")()}}',
    '${ran()}',
    '`${ran()}`',
    'javascript:ran()',
    'data:text/html,<script>ran()</script>',
    '"};ran();//',
    "';ran();//",
  ],
];
const BEFORE = [
  '',
  '">',
  "'>",
  '</p>',
  '-->',
  '</textarea>',
  '</title>',
  '</select>',
  '</svg>',
  '\u2028',
  'ї ',
  '&quot;>',
  '\\"',
];
const AFTER = ['', '<!--', '"', "'", '>', '</b>', '\u2029', ' 🇺🇦', '&', '<'];

/** As many different strings as are wanted, from the shortest shapes on; each names itself in the end. */
export function listMarkup(random: Random, wanted: number): string[] {
  return Array.from({ length: wanted }, (_, index) => {
    const shape = SHAPES[index % SHAPES.length] ?? RUN;
    const round = Math.floor(index / SHAPES.length);
    if (round === 0) return shape;
    return `${BEFORE[round % BEFORE.length] ?? ''}${shape}${random.pick(AFTER)}${index}`;
  });
}

/** The next of these that together fit into so much room; they are taken off the list, the rest goes round to its end. */
export function packMarkup(left: string[], room: number): { text: string; packed: string[] } {
  const packed: string[] = [];
  let length = 0;
  for (let tries = left.length; tries > 0; tries -= 1) {
    const next = left.shift();
    if (next === undefined) break;
    left.push(next);
    if (length + next.length + 1 > room) {
      if (length > room * 0.6) break;
      continue;
    }
    packed.push(next);
    length += next.length + 1;
  }
  return { text: packed.join(' '), packed };
}
