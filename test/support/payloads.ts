import type { Random } from '../trials/random.ts';

/** What is sent in the place of what an input wants. `mark` of `payloadOf` stands somewhere in each that can hold it. */
export interface Payload {
  kind: 'operator' | 'prototype' | 'list' | 'type' | 'text';
  /** A value of JSON; a text is sent as it is where only texts can be. */
  value: unknown;
}

const OPERATORS = [
  ...['$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$regex', '$where', '$expr', '$function'],
  ...['$accumulator', '$jsonSchema', '$or', '$and', '$nor', '$not', '$elemMatch', '$size', '$type', '$text', '$mod'],
  ...[
    '$all',
    '$set',
    '$unset',
    '$inc',
    '$push',
    '$rename',
    '$setOnInsert',
    '$currentDate',
    '$lookup',
    '$out',
    '$merge',
  ],
  ...['$comment', '$natural', '$options', '$search', '$geoWithin', '$near', '$$ROOT', '$', '$db', '$sum'],
];
const PROTOTYPES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'then'],
  ...['toJSON', 'toBSON', 'length', '_bsontype', 'inspect', 'req', 'res', 'caller', 'input'],
];
const BSON_TYPES = ['ObjectId', 'Binary', 'Code', 'Long', 'Timestamp', 'MinKey', 'DBRef', 'BSONRegExp', 'Decimal128'];
const TYPES = [
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 31), {}, [], '', ' ', '0', '1e3', '0x10', '-0', 'NaN'],
  ...['Infinity', 'null', 'undefined', 'true', '[object Object]', '0000-00-00', '9999-12-31', '2026-02-30', '24:00'],
  ...['2026-11-24T25:61:61Z', '-1', '1,5', '99999999999999999999', '{}', '[]', 'on', 'yes'],
];
const TEXTS = [
  ...['\uD800', '\uDFFF\uD800', '\u0000', '\u202E', '\uFEFF', '\uFFFF', 'e\u0301'.repeat(400), '👩‍👩‍👦'.repeat(50), '＄ne'],
  ...['\u0130ſß', '%00', '%0d%0aSet-Cookie:a=1', '../../../etc/passwd', '${7*7}', '{{7*7}}', "' OR 1=1--", '%c0%ae'],
  ...[
    '\r\nX-Evil: 1',
    'javascript:alert(1)',
    '\u2028\u2029',
    '🇺🇦',
    '‮gnp',
    'ا',
    '\u200B',
    '\t\v\f',
    '𝄞',
    'x'.repeat(5000),
  ],
  ...['%7B%22$gt%22%3A%22%22%7D', '$where:1', 'a.$.b', 'sealed.phone', '..', '.', '%', '%E0%A4%A', '%u0041'],
];

const operators = (random: Random, mark: string): unknown => {
  const name = random.pick(OPERATORS);
  const forms: unknown[] = [
    ...[
      { [name]: mark },
      { [name]: [mark] },
      { [name]: { [mark]: 1 } },
      [{ [name]: mark }],
      { [mark]: { [name]: mark } },
    ],
    ...[{ [name]: mark, [mark]: mark }, { a: { b: { [name]: mark } } }, { [`${mark}.${name}`]: 1 }, { [name]: '' }],
    ...[
      JSON.stringify({ [name]: mark }),
      `${name}=${mark}`,
      `[${name}]${mark}`,
      { [name]: null },
      { [name]: `^${mark}` },
    ],
  ];
  return random.pick(forms);
};

/** `__proto__` as JSON.parse makes it: an own key. */
const owned = (key: string, value: unknown): unknown => JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`);

const prototypes = (random: Random, mark: string): unknown => {
  const name = random.pick(PROTOTYPES);
  const forms: unknown[] = [
    ...[
      owned(name, { polluted: mark }),
      owned(name, mark),
      [owned(name, mark)],
      { a: owned(name, { polluted: mark }) },
    ],
    ...[{ constructor: owned('prototype', { polluted: mark }) }, `${name}[polluted]`, name],
    ...[{ _bsontype: random.pick(BSON_TYPES), id: mark, value: mark, code: mark, pattern: mark, $id: mark }],
  ];
  return random.pick(forms);
};

const nest = (value: unknown, depth: number): unknown => (depth === 0 ? value : [nest(value, depth - 1)]);

const lists = (random: Random, mark: string): unknown =>
  random.pick<unknown>([
    ...[[mark], [mark, mark], [[mark]], [null, mark], nest(mark, 15), nest(mark, 100), [{ 0: mark }], [[], mark]],
    ...[Array.from({ length: 500 }, () => mark), { 0: mark, length: 1 }, [`${mark},${mark}`]],
  ]);

/** One of them, of any kind. */
export function payloadOf(random: Random, mark: string): Payload {
  const text = (): string => {
    const [before, after] = [random.pick(TEXTS), random.pick(TEXTS)];
    return random.pick([`${before}${mark}`, `${mark}${after}`, `${before}${mark}${after}`, mark.repeat(40)]);
  };
  return random.pick<() => Payload>([
    () => ({ kind: 'operator', value: operators(random, mark) }),
    () => ({ kind: 'operator', value: operators(random, mark) }),
    () => ({ kind: 'prototype', value: prototypes(random, mark) }),
    () => ({ kind: 'list', value: lists(random, mark) }),
    () => ({ kind: 'type', value: random.pick<unknown>(TYPES) }),
    () => ({ kind: 'text', value: text() }),
  ])();
}
