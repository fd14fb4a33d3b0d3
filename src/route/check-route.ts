import { liesOn, takesMode } from '../crossing/crossing.ts';
import { citing, dangling, type Pointer } from './check-facts.ts';
import { jsonPath, type DataProblem } from './data-problem.ts';
import { defaultsOf } from './estimates.ts';
import type { ReadFacts } from './fact-files.ts';
import { endOf, legPairs, spotsOf, startOf } from './stage-ends.ts';
import type { RouteDocument, StageRecord } from './route.ts';

interface Checked {
  file: string;
  document: RouteDocument;
  facts: ReadFacts;
}

type Fault = [path: PropertyKey[], reason: string];

const problems = ({ file }: Checked, faults: readonly Fault[]): DataProblem[] =>
  faults.map(([path, reason]) => ({ file, path: jsonPath(path), reason }));

function textFaults({ document }: Checked): Fault[] {
  const faults: Fault[] = [];
  for (const [id, { traveller }] of Object.entries(document.guidance)) {
    for (const name of ['carry', 'troubles'] as const)
      traveller[name].forEach((key, index) => {
        if (!(key in document[name]))
          faults.push([['guidance', id, 'traveller', name, index], `"${key}" is not among ${name}`]);
      });
  }
  document.stages.forEach(({ guidance }, at) => {
    if (!(guidance in document.guidance))
      faults.push([['stages', at, 'guidance'], `"${guidance}" is not among guidance`]);
  });
  return faults;
}

function nextFaults(stage: StageRecord, at: number, byKey: ReadonlyMap<string, StageRecord>): Fault[] {
  if ((stage.next.length === 0) !== (stage.kind === 'handover'))
    return [[['stages', at, 'next'], 'only the handover is an end, and it has nothing after it']];
  return stage.next.flatMap((key, index): Fault[] => {
    const path = ['stages', at, 'next', index];
    const following = byKey.get(key);
    if (!following) return [[path, `there is no stage "${key}"`]];
    const [end, start] = [endOf(stage), startOf(following)];
    if (end === undefined || start === undefined || end === start) return [];
    return [[path, `"${key}" begins at ${start}, but this stage ends at ${end}`]];
  });
}

function graphFaults({ document }: Checked): Fault[] {
  const byKey = new Map(document.stages.map((stage) => [stage.key, stage]));
  const repeated = document.stages.flatMap(({ key }, at): Fault[] =>
    document.stages.findIndex((stage) => stage.key === key) < at
      ? [[['stages', at, 'key'], `"${key}" stands here twice`]]
      : [],
  );
  const reached = new Set<string>();
  const walk = (key: string): void => {
    if (reached.has(key)) return;
    reached.add(key);
    byKey.get(key)?.next.forEach(walk);
  };
  walk(document.stages[0]?.key ?? '');
  const lonely = document.stages.flatMap(({ key }, at): Fault[] =>
    reached.has(key) ? [] : [[['stages', at, 'key'], `no way leads from the first stage to "${key}"`]],
  );
  return [
    ...repeated,
    ...lonely,
    ...document.stages.flatMap((stage, at) => nextFaults(stage, at, byKey)),
    ...circleFaults(document, byKey),
  ];
}

function circleFaults(document: RouteDocument, byKey: ReadonlyMap<string, StageRecord>): Fault[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const circles = (key: string): boolean => {
    if (done.has(key)) return false;
    if (open.has(key)) return true;
    open.add(key);
    const found = byKey.get(key)?.next.some(circles) ?? false;
    open.delete(key);
    done.add(key);
    return found;
  };
  return document.stages.flatMap(({ key }, at): Fault[] =>
    circles(key) ? [[['stages', at, 'next'], `"${key}" leads back to itself`]] : [],
  );
}

function borderFaults({ document, facts }: Checked): Fault[] {
  const crossings = new Map(facts.crossings.records.map(({ record }) => [record.id, record]));
  return document.stages.flatMap((stage, at): Fault[] => {
    const crossing = stage.kind === 'border' ? crossings.get(stage.crossing) : undefined;
    if (stage.kind !== 'border' || !crossing) return [];
    if (!liesOn(crossing, stage.direction))
      return [[['stages', at, 'direction'], `${stage.direction} does not lie on the border ${crossing.border}`]];
    return takesMode(crossing, stage.mode, stage.direction)
      ? []
      : [[['stages', at, 'mode'], `${crossing.id} does not take ${stage.mode} ${stage.direction}`]];
  });
}

function durationFaults({ document, facts }: Checked): Fault[] {
  const legs = new Set(facts.legs.records.map(({ record }) => `${record.from} ${record.to}`));
  const kinds = new Map(facts.defaults.records.map(({ record }) => [record.id, record.kind]));
  return document.stages.flatMap((stage, at): Fault[] => [
    ...legPairs(stage)
      .filter(([from, to]) => !legs.has(`${from} ${to}`))
      .map(([from, to]): Fault => [['stages', at], `data/legs.json has no leg from ${from} to ${to}`]),
    ...defaultsOf(stage)
      // A row that stands there but is broken has been reported already.
      .filter(({ id, kind }) => kinds.get(id) !== kind && (kinds.has(id) || !facts.defaults.ids.has(id)))
      .map(({ id, kind }): Fault => [['stages', at], `data/defaults.json has no ${kind} "${id}"`]),
  ]);
}

function pointers({ document }: Checked): Pointer[] {
  const cited = document.cautions.flatMap((caution, at) =>
    citing(caution).map((pointer) => ({ ...pointer, path: ['cautions', at, ...pointer.path] })),
  );
  const statement = citing(document.statement).map((pointer) => ({ ...pointer, path: ['statement', ...pointer.path] }));
  const spots = document.stages.flatMap((stage, at) =>
    spotsOf(stage).map(({ field, into, id }): Pointer => ({ path: ['stages', at, field], into, id })),
  );
  return [...statement, ...cited, ...spots];
}

/** Everything wrong in one route document that its shape alone does not show. */
export const checkRoute = (checked: Checked): DataProblem[] => [
  ...dangling(checked.facts, pointers(checked), { file: checked.file, prefix: [] }),
  ...problems(checked, [
    ...textFaults(checked),
    ...graphFaults(checked),
    ...borderFaults(checked),
    ...durationFaults(checked),
  ]),
];
