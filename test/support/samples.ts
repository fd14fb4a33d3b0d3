import { z } from 'zod';

/** One place of an input: where it stands, and what may stand there. */
export interface Field {
  path: (string | number)[];
  schema: z.ZodType;
}

/** By the name of a field: what makes sense there in the house of a test, such as the id of a case file. */
export type Hints = Readonly<Record<string, unknown>>;

// In this order, so that a text is words where words are taken.
const TEXTS = [
  ...['Some words', 'words', '+48 000 000 002', '2026-11-23', '14:30', '2026-11-23T10:00:00Z', 'LT'],
  ...['desk@example.org', 'one:two', 'Europe/Kyiv', 'true', ''],
];
const NUMBERS = [1, 0, 10, 1990];

/** Something that this schema takes. Throws where nobody has told the tests what that might be. */
export function sampleOf(schema: z.ZodType, hints: Hints = {}): unknown {
  const at = bare(schema);
  if (at instanceof z.ZodObject) return sampleObject(schema, at, hints);
  if (at instanceof z.ZodArray) return sampleList(schema, bare(at.element as z.ZodType), hints);
  const fits = candidatesOf(at, hints).find((each) => schema.safeParse(each).success);
  if (fits === undefined)
    throw new Error(`Give samples.ts a value that fits: ${JSON.stringify(z.toJSONSchema(schema))}`);
  return fits;
}

/** One of what it lists, or all there are to choose from where one is too few. */
function sampleList(schema: z.ZodType, element: z.ZodType, hints: Hints): unknown[] {
  const one = [sampleOf(element, hints)];
  const all = element instanceof z.ZodEnum ? [...element.options] : one;
  return schema.safeParse(one).success ? one : all;
}

function candidatesOf(at: z.ZodType, hints: Hints): unknown[] {
  if (at instanceof z.ZodEnum) return [...at.options];
  if (at instanceof z.ZodLiteral) return [...at.values];
  if (at instanceof z.ZodUnion) return at.options.map((option) => sampleOf(option as z.ZodType, hints)).reverse();
  return [...TEXTS, ...NUMBERS, true];
}

/** Every field filled in; only the needed ones where the whole does not go together. */
function sampleObject(schema: z.ZodType, object: z.ZodObject, hints: Hints): unknown {
  const fieldsOf = (wanted: (field: z.ZodType) => boolean): unknown =>
    Object.fromEntries(
      Object.entries(shapeOf(object))
        .filter(([, field]) => wanted(field))
        .map(([name, field]) => [name, hinted(name, field, hints)]),
    );
  const tries = [fieldsOf(() => true), fieldsOf((field) => !field.safeParse(undefined).success)];
  const fits = tries.find((each) => schema.safeParse(each).success);
  if (fits === undefined) throw new Error(`samples.ts finds nothing that fits: ${JSON.stringify(tries[0])}`);
  return fits;
}

function hinted(name: string, field: z.ZodType, hints: Hints): unknown {
  const hint = hints[name];
  return hint !== undefined && field.safeParse(hint).success ? hint : sampleOf(field, hints);
}

const shapeOf = (object: z.ZodObject): Record<string, z.ZodType> => object.shape;

/** Every place below a schema that takes a value, the lists and objects themselves among them. */
export function listFields(schema: z.ZodType, path: Field['path'] = []): Field[] {
  const at = bare(schema);
  const here = path.length === 0 ? [] : [{ path, schema }];
  if (at instanceof z.ZodArray) return [...here, ...listFields(at.element as z.ZodType, [...path, 0])];
  if (!(at instanceof z.ZodObject)) return here;
  return [...here, ...Object.entries(shapeOf(at)).flatMap(([name, field]) => listFields(field, [...path, name]))];
}

/** A copy with another value at one place. */
export function putAt(sample: unknown, [first, ...rest]: Field['path'], value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(sample)) return [putAt(sample[Number(first)], rest, value), ...(sample as unknown[]).slice(1)];
  const object = sample as Record<string, unknown>;
  const entries = Object.entries(object).filter(([name]) => name !== first);
  return Object.fromEntries([...entries, [String(first), putAt(object[first], rest, value)]]);
}

/** How much free text a field takes; 0 where it takes none. */
export function roomFor({ schema }: Field): number {
  const takes = (length: number): boolean => schema.safeParse('w'.repeat(length)).success;
  let [low, high] = [takes(8) ? 8 : 0, 8192];
  while (low > 0 && high - low > 1) {
    const middle = (low + high) >> 1;
    if (takes(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The schema inside optional, nullable, default, catch and pipe. */
function bare(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodCatch
  )
    return bare(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodPipe ? bare(schema.in as z.ZodType) : schema;
}
