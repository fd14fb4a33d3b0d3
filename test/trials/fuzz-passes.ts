import type { FuzzWorld } from './fuzz-world.ts';

/** One way of trying the addresses. */
export interface Pass {
  name: string;
  what: string;
  phases: string;
  /** Ids that are there, so that what fits reaches the act behind it; else any text. */
  known: boolean;
  /** Of all the cases asked for, by address. */
  share: number;
  /** Only where so many cases are asked for: its number is given by the fields there are, some two thousand. */
  from: number;
  /** Which addresses are left out. */
  without: string;
}

/** Ending one's own session, whose id an answer tells, leaves the rest of a pass to nobody: so that is a pass of its own. */
const ENDS_SESSIONS = '^/api/v1/staff/';

export const PASSES: readonly Pass[] = [
  {
    ...{ name: 'edges', what: 'each edge of each field', phases: 'examples,coverage', share: 0, from: 2000 },
    ...{ known: false, without: ENDS_SESSIONS },
  },
  {
    ...{ name: 'strange', what: 'any id, any input', phases: 'fuzzing', share: 0.45, from: 0 },
    ...{ known: false, without: ENDS_SESSIONS },
  },
  {
    ...{ name: 'known', what: 'ids that are there', phases: 'fuzzing', share: 0.45, from: 0 },
    ...{ known: true, without: ENDS_SESSIONS },
  },
  {
    ...{ name: 'chained', what: 'what one answer gave in the next request', phases: 'stateful', share: 0.45, from: 0 },
    ...{ known: true, without: ENDS_SESSIONS },
  },
  {
    ...{ name: 'ending', what: 'ending sessions and access', phases: 'coverage,fuzzing', share: 0.1, from: 0 },
    ...{ known: false, without: '^/api/v1/(?!staff/)' },
  },
];

/** About as many addresses as there are: a share of the cases for each. */
const ADDRESSES = 60;

interface Asked {
  url: string;
  cases: number;
  seed: number;
}

/** The tool's configuration: every check, none left out. */
export function configOf(
  { phases, known, share, without }: Pass,
  { cookie, ids }: FuzzWorld,
  { url, cases, seed }: Asked,
): string {
  const examples = Math.max(1, Math.ceil((cases * share) / ADDRESSES));
  const on = (phase: string): string => `[phases.${phase}]\nenabled = ${String(phases.split(',').includes(phase))}`;
  const operations = Object.entries(ids).map(
    ([path, id]) => `[[operations]]\ninclude-path-regex = "^${path}/\\\\{id\\\\}"\nparameters = { id = "${id}" }`,
  );
  return [
    `base-url = "${url}"`,
    'headers = { Sec-Fetch-Site = "same-origin" }',
    `seed = ${seed}`,
    'continue-on-failure = true',
    'request-timeout = 30.0',
    `[generation]\nmax-examples = ${examples}\nwith-security-parameters = false`,
    `[auth.openapi.session]\napi_key = "${cookie.split('=')[1] ?? ''}"`,
    // A rule over two fields, or over the day, refuses what its form allows; so does a thing that has ended.
    '[checks]\npositive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "410", "422"]',
    ...['examples', 'coverage', 'fuzzing', 'stateful'].map(on),
    ...(known ? operations : []),
    `[[operations]]\ninclude-path-regex = "${without}"\nenabled = false`,
  ].join('\n');
}
