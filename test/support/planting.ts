import { stringify } from 'node:querystring';
import type { Endpoint } from '../../src/platform/endpoint.ts';
import type { Household } from './household.ts';
import type { Sent } from './listen.ts';
import { fillPath, nounsOf } from './named-things.ts';
import { baseOf, hintsOf, type Callers, type Scene } from './right-requests.ts';
import { listFields, putAt, roomFor, type Field } from './samples.ts';

/** A text that stands in one input and nowhere else, to be looked for wherever it must not be. */
export interface Planted {
  mark: string;
  /** `POST /api/v1/escorts name`. */
  where: string;
  kind: 'field' | 'address' | 'query' | 'header' | 'cookie' | 'token' | 'error';
}

export interface Planting {
  planted: Planted[];
  /** What carries them: right ones, refused ones, ones for what is not there. */
  requests: Sent[];
}

const HEADERS = [
  'Idempotency-Key',
  'User-Agent',
  'Referer',
  'X-Forwarded-For',
  'Accept-Language',
  'X-Request-Id',
  'Authorization',
];
/** They would end the session that all others need. */
const GOING_OUT = ['/sign-out', '/way/leave'];

/** Marks in every text, phone number and address of mail that an input takes, in every address, query, header and cookie. */
export function plant(endpoints: readonly Endpoint[], household: Household, callers: Callers): Planting {
  const planted: Planted[] = [];
  const scene = { ids: household.ids, callers, hints: hintsOf(household) };
  const note = (where: string, kind: Planted['kind'], shape: (index: number) => string = wordOf): string => {
    const mark = shape(planted.length);
    planted.push({ mark, where, kind });
    return mark;
  };
  const requests = endpoints
    .filter(({ path }) => !GOING_OUT.includes(path))
    // Those who are no page of ours, and what is no JSON, are refused in one place: at some addresses is enough.
    .flatMap((endpoint, index) => requestsOf(endpoint, scene, note).slice(index % 6 === 0 ? 0 : -3));
  return { planted, requests };
}

type Note = (where: string, kind: Planted['kind'], shape?: (index: number) => string) => string;

const wordOf = (index: number): string => `qz${index}qz`;
const phoneOf = (index: number): string => `+48 9${String(index).padStart(8, '0')}`;
const mailOf = (index: number): string => `qz${index}qz@example.org`;
const SHAPES = [wordOf, phoneOf, mailOf];

function requestsOf(endpoint: Endpoint, scene: Scene, note: Note): Sent[] {
  const name = `${endpoint.method.toUpperCase()} ${endpoint.path}`;
  const base = baseOf(endpoint, scene);
  const asked = { ...base, path: `${base.path}?${stringify({ q: note(name, 'query'), week: note(name, 'query') })}` };
  const nouns = nounsOf(endpoint.path);
  const gone =
    nouns.length === 0
      ? []
      : [
          {
            ...base,
            path: fillPath(
              endpoint.path,
              nouns.map(() => note(name, 'address')),
            ),
          },
        ];
  if (endpoint.method === 'get') return [asked, ...gone].map((each) => withHeaders(each, name, note));
  const marked = fieldsToMark(endpoint, scene).reduce(
    (sample, { field, shape }) => putAt(sample, field.path, note(`${name} ${field.path.join('.')}`, 'field', shape)),
    base.sample,
  );
  const right = { ...base, body: JSON.stringify(marked) };
  const refused = { ...base, body: JSON.stringify({ ...(marked as object), more: note(`${name} more`, 'field') }) };
  const unreadable = { ...base, body: `{"a":"${note(`${name} unreadable`, 'field')}` };
  const foreign = { ...right, headers: { ...base.headers, 'Sec-Fetch-Site': 'cross-site' } };
  return [foreign, unreadable, refused, ...gone.map((each) => ({ ...each, body: right.body })), right].map((each) =>
    withHeaders(each, name, note),
  );
}

/** Each field that a mark fits into, but those that name something which is there. */
function fieldsToMark(
  endpoint: Extract<Endpoint, { method: 'post' }>,
  { hints }: Scene,
): { field: Field; shape: (index: number) => string }[] {
  return listFields(endpoint.body).flatMap((field) => {
    if (field.path.some((part) => part in hints) || typeof field.path.at(-1) === 'number') return [];
    if (roomFor(field) > 0) return [{ field, shape: wordOf }];
    const shape = SHAPES.find((each) => field.schema.safeParse(each(1)).success);
    return shape ? [{ field, shape }] : [];
  });
}

const withHeaders = (sent: Sent, where: string, note: Note): Sent => ({
  ...sent,
  headers: {
    ...sent.headers,
    ...Object.fromEntries(HEADERS.map((name) => [name, note(`${where} ${name}`, 'header')])),
    Cookie: `${sent.headers?.['Cookie'] ?? ''}; other=${note(where, 'cookie')}; __Host-visit=${note(where, 'cookie')}`,
  },
});
