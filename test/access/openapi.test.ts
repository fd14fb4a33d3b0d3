import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ACCESS } from '../../src/access/access-table.ts';
import { PROBLEM_CODES } from '../../src/access/problem-codes.ts';
import { PATH_REFUSALS } from '../../src/route/path-refused.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { listFields, sampleOf } from '../support/samples.ts';

interface Operation {
  operationId: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties: { type: { enum: string[] } } }> };
}

const ofText = (schema: z.ZodType): z.core.JSONSchema.BaseSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

describe('the description of the API', () => {
  let home: TestApp;
  let document: Document;

  beforeAll(async () => {
    home = await startTestApp();
    const answer = await home.browser().get('/api/v1/openapi.json');
    expect([answer.status, answer.type]).toEqual([200, 'application/json']);
    document = answer.body as Document;
  });
  afterAll(() => home.stop());

  const operations = (): [string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, each]) =>
      Object.entries(each).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        operation,
      ]),
    );

  it('has every address for programs that the router has, and none besides', () => {
    const addresses = Object.keys(ACCESS).filter((name) => name.includes(' /api/v1/'));
    expect(
      operations()
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(addresses.toSorted());
    expect(new Set(operations().map(([, { operationId }]) => operationId)).size).toBe(addresses.length);
  });

  it('says what each takes and answers, and who may ask', () => {
    const faults = operations().flatMap(([name, { parameters, requestBody, responses, security }]) => {
      const success = Object.keys(responses).filter((status) => status.startsWith('2'));
      const named = parameters.filter((each) => each.in === 'path').map((each) => `:${each.name}`);
      const isSaid = [
        success.length === 1 &&
          Object.keys(responses[success[0] ?? '']?.content['application/json']?.schema ?? {}).length > 0,
        named.join() === (name.match(/:\w+/g) ?? []).join(),
        name.startsWith('POST') === (requestBody !== undefined),
        name.startsWith('POST') === parameters.some((each) => each.name === 'Idempotency-Key'),
        (ACCESS[name] === 'public') === (security.length === 0),
      ];
      return isSaid.every(Boolean) ? [] : [`${name}: ${isSaid.join()}`];
    });
    expect(faults).toEqual([]);
  });

  it('says the length and form of each text as it is sent, with the blanks around it', () => {
    const texts = home.endpoints.flatMap((endpoint) => {
      if (endpoint.method !== 'post' || !endpoint.path.startsWith('/api/v1/')) return [];
      return listFields(endpoint.body)
        .map(({ schema, path }) => ({ schema, name: `${endpoint.path} ${path.join('.')}`, said: ofText(schema) }))
        .filter(({ said }) => said.type === 'string');
    });
    expect(texts.length).toBeGreaterThan(80);
    const faults = texts.flatMap(({ schema, name, said: { maxLength = 8192, pattern = '' } }) => {
      const sample = String(sampleOf(schema));
      const padded = [sample.padEnd(maxLength + 1), sample.padStart(maxLength + 1), ` ${sample}`, `${sample}\n`];
      const isSaid = (text: string): boolean => text.length <= maxLength && new RegExp(pattern, 'u').test(text);
      return padded.filter((text) => schema.safeParse(text).success && !isSaid(text)).map((text) => [name, text]);
    });
    expect(faults).toEqual([]);
  });

  it('refers to nothing that is not in it', () => {
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(referred.length).toBeGreaterThan(100);
    expect(referred.filter((name) => !Object.hasOwn(document.components.schemas, name ?? ''))).toEqual([]);
    expect(document.openapi).toBe('3.1.0');
  });

  it('knows every code that a refusal carries, at its status', () => {
    const refusal = /(?:status:\s*(\d{3}),\s*type:|refused\(\s*(\d{3}),)\s*'([a-z-]+)'/g;
    const found = globSync('src/**/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(refusal)].map(
        ([, status, refused, code]) => `${status ?? refused ?? ''} ${code ?? ''}`,
      ),
    );
    // Every refusal is written so that the pattern sees it, but for the one of a path, which has codes of its own.
    const sources = globSync('src/**/*.ts').map((file) => readFileSync(file, 'utf8'));
    const classes = sources.flatMap((source) => source.match(/extends DomainError/g) ?? []);
    const seen = sources.flatMap((source) => source.match(/status:\s*\d{3},\s*type:\s*'/g) ?? []);
    expect(seen.length).toBe(classes.length - 1);
    const listed = Object.entries(PROBLEM_CODES).flatMap(([status, codes]) => codes.map((code) => `${status} ${code}`));
    found.push(...PATH_REFUSALS.map((why) => `422 path-${why}`));
    // A refusal that is missing on the right is to be added to src/access/problem-codes.ts.
    expect(listed.toSorted()).toEqual([...new Set(found)].toSorted());
  });
});
