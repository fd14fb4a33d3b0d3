import { z } from 'zod';

const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;
const BOOLEANS: Record<string, boolean> = { true: true, on: true, false: false };

/**
 * Forms and addresses carry text only. Gives each field the shape its schema asks for (a list, a number, a yes) and
 * leaves out what was left empty, unless the schema names the empty text as a value of its own. What does not fit stays as it came, for the schema to refuse.
 */
export function shapeFormValues(
  schema: z.ZodType,
  raw: Record<string, unknown>,
  empty: 'kept' | 'left-out' = 'left-out',
): Record<string, unknown> {
  const shaped: [string, unknown][] = Object.entries(raw)
    .filter(([name, value]) => value !== '' || empty === 'kept' || takesEmpty(findField(schema, name)))
    .map(([name, value]) => [name, shapeValue(findField(schema, name), value)]);
  return Object.fromEntries(shaped);
}

function shapeValue(field: z.ZodType | undefined, value: unknown): unknown {
  if (field instanceof z.ZodArray) {
    const entries: unknown[] = Array.isArray(value) ? value : [value];
    return entries.map((entry) => shapeValue(inner(field.element as z.ZodType), entry));
  }
  if (typeof value !== 'string') return value;
  if (field instanceof z.ZodNumber) return NUMBER.test(value) ? Number(value) : value;
  if (field instanceof z.ZodBoolean) return BOOLEANS[value] ?? value;
  return value;
}

/** A correction says with an empty text that what stood there is to go. */
function takesEmpty(field: z.ZodType | undefined): boolean {
  if (field instanceof z.ZodUnion) return field.options.some((option) => takesEmpty(inner(option as z.ZodType)));
  return field instanceof z.ZodLiteral && field.values.has('');
}

function findField(schema: z.ZodType, name: string): z.ZodType | undefined {
  const at = inner(schema);
  if (at instanceof z.ZodObject) {
    const shape = at.shape as Record<string, z.ZodType>;
    return Object.hasOwn(shape, name) ? inner(shape[name]) : undefined;
  }
  if (!(at instanceof z.ZodUnion)) return undefined;
  const found = at.options.map((option) => findField(option as z.ZodType, name));
  return found.find((field) => field !== undefined);
}

/** The schema inside optional, nullable, default and pipe: the one that says what kind of value it is. */
function inner(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return inner(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodPipe ? inner(schema.in as z.ZodType) : schema;
}
