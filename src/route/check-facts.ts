import { liesOn } from '../crossing/crossing.ts';
import { FACT_FILES, type FactName, type FactRecord, type ReadFacts } from './fact-files.ts';
import { jsonPath, type DataProblem } from './data-problem.ts';

/** Something a record points to: where in the record, and into which files. */
export interface Pointer {
  path: PropertyKey[];
  into: readonly FactName[];
  id: string;
}

const list = (path: string, into: readonly FactName[], ids: readonly string[]): Pointer[] =>
  ids.map((id, index) => ({ path: [path, index], into, id }));

export const citing = (record: { sources: readonly string[] }): Pointer[] =>
  list('sources', ['sources'], record.sources);

const SPOTS = ['places', 'crossings'] as const;

const POINTERS: { [N in FactName]: (record: FactRecord<N>) => Pointer[] } = {
  sources: () => [],
  defaults: () => [],
  places: citing,
  documents: citing,
  helplines: citing,
  crossings: (crossing) => [...citing(crossing), ...list('coordinateSources', ['sources'], crossing.coordinateSources)],
  crossingEvents: (event) => [...citing(event), ...list('crossings', ['crossings'], event.crossings)],
  waitObservations: (wait) => [...citing(wait), { path: ['crossing'], into: ['crossings'], id: wait.crossing }],
  curfews: (curfew) => [...citing(curfew), ...list('places', ['places'], curfew.places)],
  legs: (leg) => [
    ...citing(leg),
    { path: ['from'], into: SPOTS, id: leg.from },
    { path: ['to'], into: SPOTS, id: leg.to },
  ],
};

/** The pointers that lead nowhere, as problems of that file. */
export const dangling = (
  facts: ReadFacts,
  pointers: readonly Pointer[],
  where: { file: string; prefix: readonly PropertyKey[] },
): DataProblem[] =>
  pointers
    .filter(({ into, id }) => !into.some((name) => facts[name].ids.has(id)))
    .map(({ path, into, id }) => ({
      file: where.file,
      path: jsonPath([...where.prefix, ...path]),
      reason: `"${id}" does not stand in ${into.map((name) => FACT_FILES[name].file).join(' or ')}`,
    }));

function checkFile<N extends FactName>(name: N, read: ReadFacts[N], facts: ReadFacts): DataProblem[] {
  const { file } = FACT_FILES[name];
  const seen = new Set<string>();
  return read.records.flatMap(({ at, record }) => {
    const twice = seen.has(record.id);
    seen.add(record.id);
    const repeated = { file, path: jsonPath(['records', at, 'id']), reason: `"${record.id}" stands here twice` };
    return [
      ...(twice ? [repeated] : []),
      ...dangling(facts, POINTERS[name](record), { file, prefix: ['records', at] }),
    ];
  });
}

function checkDirections(facts: ReadFacts): DataProblem[] {
  const { file } = FACT_FILES.crossings;
  return facts.crossings.records.flatMap(({ at, record }) =>
    (['to-PL', 'to-UA', 'to-BY', 'to-RU'] as const)
      .filter((direction) => direction in record.modes && !liesOn(record, direction))
      .map((direction) => ({
        file,
        path: jsonPath(['records', at, 'modes', direction]),
        reason: `${direction} does not lie on the border ${record.border}`,
      })),
  );
}

/** Every reference of every fact resolves, and no id stands twice. */
export const checkFacts = (facts: ReadFacts): DataProblem[] => [
  ...(Object.keys(FACT_FILES) as FactName[]).flatMap((name) => checkFile(name, facts[name], facts)),
  ...checkDirections(facts),
];
