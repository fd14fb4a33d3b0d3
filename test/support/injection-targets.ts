import { stringify } from 'node:querystring';
import type { z } from 'zod';
import type { Endpoint } from '../../src/platform/endpoint.ts';
import type { Household } from './household.ts';
import type { Sent } from './listen.ts';
import { fillPath, nounsOf } from './named-things.ts';
import type { Payload } from './payloads.ts';
import { baseOf, hintsOf, type Base, type Callers, type Scene, type Target } from './right-requests.ts';
import { listFields, putAt, sampleOf, type Field, type Hints } from './samples.ts';

/** They would end the session that all others need. */
const GOING_OUT = ['/sign-out', '/way/leave'];
const HEADERS = [
  ...[
    'Idempotency-Key',
    'X-Form-Token',
    'Accept',
    'Accept-Language',
    'If-None-Match',
    'If-Modified-Since',
    'User-Agent',
  ],
  ...[
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Request-Id',
    'X-HTTP-Method-Override',
    'Referer',
    'Origin',
    'Content-Type',
  ],
  ...['Content-Encoding', 'Range', 'Authorization', 'Forwarded', 'Sec-Fetch-Site', 'Cookie'],
];
const COOKIES = ['__Host-homeward', '__Host-way', '__Host-visit'];

const textOf = ({ value }: Payload): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed();
/** As bytes of a header: what no header can hold is left out by every client, and so here. */
const headerOf = (payload: Payload): string =>
  Buffer.from(textOf(payload))
    .toString('latin1')
    .replaceAll(/[^\t\x20-\x7E\x80-\xFF]/g, '');

/** Every input there is: each field of each body and query, the whole of them, each part of an address, headers, cookies. */
export const listTargets = (endpoints: readonly Endpoint[], household: Household, callers: Callers): Target[] =>
  endpoints.flatMap((endpoint) => targetsOf(endpoint, { ids: household.ids, callers, hints: hintsOf(household) }));

function targetsOf(endpoint: Endpoint, scene: Scene): Target[] {
  const base = baseOf(endpoint, scene);
  const name = `${endpoint.method.toUpperCase()} ${endpoint.path}`;
  const targets = [
    ...inPath(endpoint, base, scene),
    ...(endpoint.method === 'post' ? inBody(endpoint.body, base, scene.hints) : []),
    ...inQuery(endpoint, base, scene.hints),
    ...(GOING_OUT.includes(endpoint.path) ? [] : inHeaders(base)),
  ];
  return targets.map((target) => ({ ...target, name: `${name} ${target.name}` }));
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

function inBody(schema: z.ZodType, base: Base, hints: Hints): Target[] {
  const { sample, headers } = base;
  const json = (body: unknown): Sent => ({ ...base, body: JSON.stringify(body) });
  const form = (body: string): Sent => ({ ...base, headers: { ...headers, ...FORM }, body });
  const fields = listFields(schema);
  const plain = (field: Field): Record<string, string> => asForm(putAt(sample, field.path, ''));
  return [
    ...fields.map((field) => ({
      name: `body ${field.path.join('.')}`,
      send: (payload: Payload) => json(putAt(sample, field.path, payload.value)),
    })),
    ...fields
      .filter(({ path }) => path.length === 1)
      .flatMap((field) => [
        {
          name: `form ${field.path.join('.')}`,
          send: (payload: Payload) => form(stringify({ ...plain(field), [String(field.path[0])]: textOf(payload) })),
        },
        {
          name: `form ${field.path.join('.')}[…]`,
          send: (payload: Payload) => form(`${stringify(plain(field))}&${nestedPair(String(field.path[0]), payload)}`),
        },
      ]),
    { name: 'body', send: ({ value }) => json(value) },
    { name: 'body as it is', send: (payload) => ({ ...base, body: textOf(payload) }) },
    { name: 'body, one more field', send: ({ value }) => json(mixed(sampleOf(schema, hints), value)) },
    { name: 'form', send: (payload) => form(textOf(payload)) },
    { name: 'form, hidden fields', send: (payload) => form(stringify({ ...asForm(sample), ...hidden(payload) })) },
  ];
}

const hidden = (payload: Payload): Record<string, string> => ({
  ...{ version: textOf(payload), idempotencyKey: textOf(payload), formToken: textOf(payload) },
});

/** `name[$ne]=…`, as clients of other servers write nested objects into a form or an address. */
function nestedPair(name: string, { value }: Payload): string {
  const [inner, entry] = typeof value === 'object' && value !== null ? (Object.entries(value)[0] ?? []) : [];
  return `${encodeURIComponent(name)}[${encodeURIComponent(inner ?? '$ne')}]=${encodeURIComponent(JSON.stringify(entry ?? ''))}`;
}

const mixed = (sample: unknown, value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? { ...(sample as object), ...value }
    : { ...(sample as object), [textOf({ kind: 'text', value })]: 1 };

const asForm = (sample: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(sample ?? {}).map(([key, value]) => [key, String(value)]));

function inQuery(endpoint: Endpoint, base: Base, hints: Hints): Target[] {
  const query = endpoint.method === 'get' ? endpoint.query : undefined;
  const sample = query ? asForm(sampleOf(query, hints)) : {};
  const names = [...Object.keys(sample), 'undeclared'];
  const at = (text: string): Sent => ({ ...base, path: `${base.path}?${text}` });
  const rest = (name: string): string =>
    stringify(Object.fromEntries(Object.entries(sample).filter(([key]) => key !== name)));
  return names.flatMap((name) => [
    { name: `query ${name}`, send: (payload) => at(`${rest(name)}&${name}=${encode(textOf(payload))}`) },
    { name: `query ${name}[…]`, send: (payload) => at(`${rest(name)}&${nestedPair(name, payload)}`) },
  ]);
}

/** Halves of surrogate pairs cannot be encoded; they go as the bytes that would be theirs. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 4000).replace(/%.?$/, '');

const inPath = (endpoint: Endpoint, base: Base, { ids }: Scene): Target[] => {
  const nouns = nounsOf(endpoint.path);
  return nouns.map((noun, index) => ({
    name: `address ${noun}`,
    send: (payload) => {
      const filled = nouns.map((each, at) => (at === index ? encode(textOf(payload)) : ids[each]));
      return { ...base, path: fillPath(endpoint.path, filled) };
    },
  }));
};

/** One of each an endpoint, another header each time: all of them at each would be thousands. */
let turn = 0;
const nextOf = (names: readonly string[]): string => names[turn++ % names.length] ?? '';

const inHeaders = (base: Base): Target[] => [
  {
    name: 'header',
    send: (payload) => ({ ...base, headers: { ...base.headers, [nextOf(HEADERS)]: headerOf(payload) } }),
  },
  {
    name: 'cookie',
    send: (payload) => ({ ...base, headers: { ...base.headers, Cookie: `${nextOf(COOKIES)}=${headerOf(payload)}` } }),
  },
];
