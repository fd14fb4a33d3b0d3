import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { z } from 'zod';
import { InvalidInput, parseBody, parseInput, parseParam, parseQuery } from '../../src/platform/parse.ts';

const slot = z.strictObject({
  name: z.string().min(2).max(5),
  seats: z.number().int().min(1).max(9),
  days: z.array(z.number()).optional(),
  tags: z.array(z.string()).default([]),
  urgent: z.boolean().optional(),
  date: z.iso.date().optional(),
  kind: z.enum(['foot', 'bus']).optional(),
  note: z.string().nullable().optional(),
});
const good = { name: 'Anna', seats: 3 };

const request = (body: unknown, type: 'json' | 'form'): Request =>
  ({ body, is: (wanted: string) => type === 'form' && wanted }) as unknown as Request;
const problemsOf = (run: () => unknown): Record<string, string> => {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInput)
      return Object.fromEntries(error.invalidParams.map(({ name, reason }) => [name, reason]));
    throw error;
  }
  return {};
};

describe('JSON from outside', () => {
  it('comes through when it fits', () => {
    expect(parseBody(slot, request(good, 'json'))).toEqual({ ...good, tags: [] });
  });

  it('is refused with what to do, a field each', () => {
    const body = { name: ['Anna'], seats: '3', date: 'tomorrow', kind: 'plane', extra: 1, days: {}, urgent: 'on' };
    expect(problemsOf(() => parseBody(slot, request(body, 'json')))).toEqual({
      name: 'Give this as text.',
      seats: 'Give this as a number.',
      date: 'Give a date as 2026-11-26.',
      kind: 'Choose one of: foot, bus.',
      extra: 'Leave this out: nothing of that name is known here.',
      days: 'Give this as a list.',
      urgent: 'Give this as true or false.',
    });
    expect(problemsOf(() => parseInput(slot, { name: 'A', seats: 10 }))).toEqual({
      name: 'Give at least 2 characters.',
      seats: 'Give at most 9.',
    });
    expect(problemsOf(() => parseInput(slot, { seats: 1 }))).toEqual({ name: 'Fill this in.' });
  });

  it.each([
    ['an operator', { ...good, name: { $gt: '' } }, 'name'],
    ['an operator at the top', { ...good, $where: '1' }, '$where'],
    ['a prototype', JSON.parse('{"name":"Anna","seats":3,"__proto__":{"urgent":true}}') as object, '__proto__'],
    ['a prototype inside', JSON.parse('{"name":"Anna","seats":3,"note":{"__proto__":{}}}') as object, 'note.__proto__'],
    ['a constructor', { ...good, constructor: { prototype: {} } }, 'constructor'],
    ['a list', [good], ''],
    ['a text', 'Anna', ''],
    ['nothing', null, ''],
    ['a number that is none', { ...good, seats: Number.NaN }, 'seats'],
  ])('is refused when it is %s', (_case, body, name) => {
    expect(Object.keys(problemsOf(() => parseInput(slot, body)))).toContain(name);
  });

  it('says what the schema itself has to say', () => {
    const own = z.strictObject({ code: z.string().regex(/^\d+$/, 'Type the digits of the card.') });
    expect(problemsOf(() => parseInput(own, { code: 'x' }))).toEqual({ code: 'Type the digits of the card.' });
  });
});

describe('a form', () => {
  const parse = (body: Record<string, unknown>) => parseBody(slot, request(body, 'form'));

  it('gives numbers, lists and yes where the schema asks for them, and text elsewhere', () => {
    const typed = { name: '1234', seats: '3', days: '5', tags: ['a', 'b'], urgent: 'on', note: 'true' };
    expect(parse(typed)).toEqual({ name: '1234', seats: 3, days: [5], tags: ['a', 'b'], urgent: true, note: 'true' });
  });

  it('does without its hidden fields and what was left empty', () => {
    expect(parse({ ...good, seats: '3', formToken: 'a', idempotencyKey: 'b', date: '', note: '' })).toEqual({
      ...good,
      tags: [],
    });
    expect(problemsOf(() => parse({ name: '', seats: '3' }))).toEqual({ name: 'Fill this in.' });
  });

  it('keeps an empty text where the schema gives it a meaning', () => {
    const correction = z.strictObject({ phone: z.union([z.literal(''), z.string().min(5)]).optional() });
    expect(parseBody(correction, request({ phone: '' }, 'form'))).toEqual({ phone: '' });
    expect(parseBody(correction, request({}, 'form'))).toEqual({});
  });

  it('is refused when a field came twice, or a number is none', () => {
    expect(problemsOf(() => parse({ name: ['Anna', 'Olha'], seats: '3' }))).toEqual({ name: 'Give this as text.' });
    for (const seats of ['three', '0x3', '3e1', 'Infinity', ' 3', '٣', '9'.repeat(400)])
      expect(Object.keys(problemsOf(() => parse({ ...good, seats })))).toEqual(['seats']);
    expect(Object.keys(problemsOf(() => parse({ ...good, seats: '3', days: ['1', 'x'] })))).toEqual(['days.1']);
  });

  it('finds the field among the branches of a union', () => {
    const either = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('a'), seats: z.number() }),
      z.strictObject({ kind: z.literal('b'), days: z.array(z.string()) }),
    ]);
    expect(parseBody(either, request({ kind: 'b', days: 'mon' }, 'form'))).toEqual({ kind: 'b', days: ['mon'] });
    expect(parseBody(either, request({ kind: 'a', seats: '2' }, 'form'))).toEqual({ kind: 'a', seats: 2 });
  });
});

describe('an address', () => {
  it('carries a query as a form carries fields', () => {
    expect(parseQuery(slot, { query: { name: 'Anna', seats: '2' } } as unknown as Request)).toMatchObject({ seats: 2 });
  });

  it('names nothing when its part could be no id', () => {
    const idOf = (id: unknown) => () => parseParam({ params: { id } } as unknown as Request, 'id');
    expect(idOf('medyka-kiosk')()).toBe('medyka-kiosk');
    for (const id of ['', '$gt', 'a b', '../x', 'a\n', 'x'.repeat(129), ['a'], undefined])
      expect(idOf(id)).toThrow('There is no such page');
  });
});
