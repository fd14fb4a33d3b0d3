import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkFacts } from './check-facts.ts';
import { checkRoute } from './check-route.ts';
import { jsonPath, RouteDataBroken, type DataProblem } from './data-problem.ts';
import {
  FACT_FILES,
  MEETING_POINTS_FILE,
  meetingPointsSchema,
  type FactName,
  type FactRecord,
  type ReadFacts,
} from './fact-files.ts';
import { joinRoute } from './join-route.ts';
import { parseAt, readJson, type Report } from './read-json.ts';
import type { Facts, Reference } from './reference.ts';
import { routeDocumentSchema, type RouteDocument } from './route.ts';

const fileShape = z.strictObject({ about: z.string().min(1), records: z.array(z.unknown()) });
const withId = z.looseObject({ id: z.string() });

function readFacts<N extends FactName>(rootDir: string, name: N, report: Report): ReadFacts[N] {
  const { file, schema } = FACT_FILES[name];
  const content = parseAt(fileShape, readJson(rootDir, file, report), { file, prefix: [] }, report);
  const raw = content?.records ?? [];
  const records = raw.flatMap((value, at) => {
    const record = parseAt(schema, value, { file, prefix: ['records', at] }, report) as FactRecord<N> | undefined;
    return record === undefined ? [] : [{ at, record }];
  });
  // A broken record still counts as there, so that what points to it is not reported as well.
  const ids = new Set(raw.flatMap((value) => withId.safeParse(value).data?.id ?? []));
  return { records, ids } as ReadFacts[N];
}

function readRoutes(rootDir: string, report: Report): { file: string; document: RouteDocument }[] {
  const folder = join(rootDir, 'routes');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (names.length === 0) report({ file: 'routes', path: 'the top', reason: 'there is no route' });
  return names.flatMap((name) => {
    const file = `routes/${name}/route.json`;
    const document = parseAt(routeDocumentSchema, readJson(rootDir, file, report), { file, prefix: [] }, report);
    return document ? [{ file, document }] : [];
  });
}

const byId = <T extends { id: string }>(records: readonly { record: T }[]): Map<string, T> =>
  new Map(records.map(({ record }) => [record.id, record]));

const toFacts = (read: ReadFacts): Facts => ({
  sources: byId(read.sources.records),
  places: byId(read.places.records),
  crossings: byId(read.crossings.records),
  crossingEvents: byId(read.crossingEvents.records),
  waitObservations: byId(read.waitObservations.records),
  curfews: byId(read.curfews.records),
  documents: byId(read.documents.records),
  helplines: byId(read.helplines.records),
  legs: byId(read.legs.records),
  defaults: byId(read.defaults.records),
});

/**
 * Reads and checks data/ and routes/ under a folder, once at start. Throws RouteDataBroken with everything that is
 * wrong in all files: file, JSON path and reason.
 */
export function loadReference(rootDir: string): Reference {
  const problems: DataProblem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const names = Object.keys(FACT_FILES) as FactName[];
  const read = Object.fromEntries(names.map((name) => [name, readFacts(rootDir, name, report)])) as ReadFacts;
  const meetingPoints = readJson(rootDir, MEETING_POINTS_FILE, report);
  parseAt(meetingPointsSchema, meetingPoints, { file: MEETING_POINTS_FILE, prefix: [] }, report);
  const documents = readRoutes(rootDir, report);
  // References into a file that could not be read would all be reported, and none of them is at fault.
  if (problems.some(({ path }) => path === jsonPath([]))) throw new RouteDataBroken(problems);
  problems.push(...checkFacts(read));
  for (const { file, document } of documents) problems.push(...checkRoute({ file, document, facts: read }));
  if (problems.length > 0) throw new RouteDataBroken(problems);
  const facts = toFacts(read);
  const routes = documents.map(({ document }) => joinRoute(document, facts));
  return { ...facts, routes: new Map(routes.map((route) => [route.ref, route])) };
}
