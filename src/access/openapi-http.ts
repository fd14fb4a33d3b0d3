import { z } from 'zod';
import { api } from '../platform/api-endpoint.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { titleOf } from '../platform/problem.ts';
import type { Access } from './access-table.ts';
import { keySchema } from './call-http.ts';
import { PROBLEM_CODES } from './problem-codes.ts';

const API = '/api/v1/';
type Json = Record<string, unknown>;
type Table = Readonly<Record<string, Access>>;

/** `GET /api/v1/openapi.json`: what the other addresses declare. It holds no secret, so it is public. */
export function openApiEndpoint(endpoints: readonly Endpoint[], table: Table): Endpoint {
  const self: Endpoint = api({
    method: 'get',
    path: `${API}openapi.json`,
    reply: z.looseObject({ openapi: z.literal('3.1.0') }),
    run: () => document,
  });
  const document = buildOpenApi([...endpoints, self], table);
  return self;
}

/** What any address may answer, whatever it does; a public one asks for no session. */
const ALWAYS = ['400', '413', '415', '422', '500', '503'];
const SIGNED_IN = ['401', '403'];
const WRITES = ['409', '410'];

/** The API as OpenAPI 3.1, from what the addresses themselves declare: nothing in it is written by hand twice. */
function buildOpenApi(endpoints: readonly Endpoint[], table: Table) {
  const shown = endpoints.filter(({ path }) => path.startsWith(API));
  const paths = [...Map.groupBy(shown, ({ path }) => path)].map(([path, sharing]) => [
    path.replaceAll(/:(\w+)/g, '{$1}'),
    Object.fromEntries(sharing.map((each) => [each.method, describe(each, table)])),
  ]);
  return {
    openapi: '3.1.0' as const,
    info: {
      title: 'Homeward',
      version: '1',
      description:
        'What a signed-in coordinator can do by program. A write carries the form token of GET /api/v1/session, or comes from a page of the service itself. The same write with the same Idempotency-Key is done once.',
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(paths) as Json,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-homeward' } },
      schemas: Object.fromEntries(
        Object.keys(PROBLEM_CODES).map((status) => [`Problem${status}`, problemSchema(status)]),
      ),
    },
  };
}

function describe(endpoint: Endpoint, table: Table): Json {
  const { method, path } = endpoint;
  const access = table[`${method.toUpperCase()} ${path}`];
  const isPublic = access === 'public';
  return {
    operationId: operationIdOf(endpoint),
    tags: [path.slice(API.length).split('/')[0]],
    security: isPublic ? [] : [{ session: [] }],
    ...(isPublic ? {} : { description: `For ${String(access)}s.` }),
    parameters: [...pathParameters(path), ...(method === 'get' ? queryParameters(endpoint.query) : writeHeaders())],
    ...(method === 'post' ? { requestBody: bodyOf(endpoint.body) } : {}),
    responses: responsesOf(endpoint, isPublic),
  };
}

/** `post-slots-id-bookings`. */
const operationIdOf = ({ method, path }: Endpoint): string =>
  [method, ...path.slice(API.length).split('/')].map((part) => part.replaceAll(/[^\w-]/g, '')).join('-');

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9_:.@-]{1,128}$' },
  }));

const writeHeaders = (): Json[] => [
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same write with the same key is done once and answered alike.',
    schema: toJsonSchema(keySchema, 'input'),
  },
];

function queryParameters(query: z.ZodObject | undefined): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = toJsonSchema(query, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
  }));
}

const bodyOf = (body: z.ZodType): Json => {
  const schema = toJsonSchema(body, 'input');
  return { required: !body.safeParse({}).success, content: { 'application/json': { schema } } };
};

function responsesOf({ method, path, answers }: Endpoint, isPublic: boolean): Json {
  const statuses = [
    ...ALWAYS,
    ...(isPublic ? [] : SIGNED_IN),
    ...(path.includes(':') || method === 'post' ? ['404'] : []),
    ...(method === 'post' ? WRITES : []),
  ];
  return {
    ...(answers ? { [answers.status]: replyOf(answers) } : {}),
    ...Object.fromEntries(statuses.sort().map((status) => [status, problemOf(status)])),
  };
}

const replyOf = ({ reply }: NonNullable<Endpoint['answers']>): Json => ({
  description: 'Done.',
  content: { 'application/json': { schema: toJsonSchema(reply, 'output') } },
});

const problemOf = (status: string): Json => ({
  description: titleOf(Number(status)),
  content: { 'application/problem+json': { schema: { $ref: `#/components/schemas/Problem${status}` } } },
});

/** RFC 9457; whatever stands beside is a fact that a caller may act on. */
const problemSchema = (status: string): Json => ({
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'request_id'],
  properties: {
    type: { enum: PROBLEM_CODES[Number(status)]?.map((code) => `urn:homeward:problem:${code}`) },
    title: { const: titleOf(Number(status)) },
    status: { const: Number(status) },
    detail: { type: 'string' },
    request_id: { type: 'string' },
    invalid_params: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'reason'],
        properties: { name: { type: 'string' }, reason: { type: 'string' } },
      },
    },
  },
});

/** An instant travels as text; what zod cannot say as JSON Schema, such as a rule between two fields, is left to the answer. */
function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  });
  return described;
}
