import { z } from 'zod';
import type { CheckDays } from '../config.ts';
import { planAfterMeeting } from '../itinerary/after-meeting.ts';
import { worldOf } from '../itinerary/border-grounds.ts';
import type { PlannedStage } from '../itinerary/departure.ts';
import { papersFor } from '../itinerary/papers.ts';
import { MODES, sayMinutes as sayOnPage } from '../itinerary/phrases.ts';
import { sayRisks } from '../itinerary/risk-words.ts';
import { spotName } from '../itinerary/spot.ts';
import { waysFromHere, type WayFromHere } from '../itinerary/ways-from-here.ts';
import { clockName, formatShortDay, formatTime, resolveLocal } from '../platform/zone-time.ts';
import { listPaths, resolvePath, toCrossingMode } from '../route/path.ts';
import { currentRouteRef, sourcesOf, type Reference } from '../route/reference.ts';
import { cite, sayBorder, type Cited } from './explain-borders.ts';

/** What is asked: from which hub, on which day at what time of that place, how to the border, and whose citizen. */
export const explainSchema = z.strictObject({
  from: z.enum(['minsk', 'kaliningrad'], 'Begin at minsk or kaliningrad.'),
  to: z.literal('kyiv', 'Every documented way ends at kyiv.'),
  date: z.iso.date('Give the day as YYYY-MM-DD: --date 2025-11-20.'),
  at: z.iso.time({ precision: -1, error: 'Give the time as HH:MM: --at 08:00.' }).default('08:00'),
  mode: z.enum(['bus', 'taxi'], 'The way to the border is by bus or by taxi: --mode bus.').optional(),
  nationality: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Give the country as two letters: --nationality RU.')
    .optional(),
});
export type Explained = z.infer<typeof explainSchema>;

/** Ways that are told with all their stages, and those that are told in a line. */
const [WHOLE, IN_A_LINE] = [2, 8] as const;

/** May somebody pass on a day, how, with which papers, how long, and who says so: as lines of text. English. */
export function explain(reference: Reference, asked: Explained, then: { now: Date; checkDays: CheckDays }): string[] {
  const zone = reference.places.get(asked.from)?.zone ?? 'UTC';
  const at = resolveLocal({ date: asked.date, time: asked.at, zone }).instant;
  // What is known of a day that is over grows no older.
  const world = worldOf(reference, {
    ...{ now: at < then.now ? at : then.now, nationality: asked.nationality },
    checkDays: (border) => then.checkDays[border],
  });
  const paths = listPaths(reference, currentRouteRef(reference)).filter(
    ({ choice }) => asked.mode === undefined || choice.mode === asked.mode,
  );
  const { ways } = waysFromHere(paths, { here: { spot: asked.from, at }, side: 'ukrainian' }, world);
  const best = bestOfEach(ways);
  const entryModes = asked.mode === undefined ? (['bus', 'car'] as const) : [toCrossingMode(asked.mode)];
  const entered = asked.from === 'minsk' ? 'BY-PL' : 'RU-PL';
  const crossings = [...reference.crossings.values()];
  const into = sayBorder(crossings, { border: entered, direction: 'to-PL', modes: entryModes, at }, world);
  const out = sayBorder(crossings, { border: 'PL-UA', direction: 'to-UA', modes: ['foot', 'bus', 'car'], at }, world);
  const papers = sayPapers(reference, best[0], asked.nationality);
  return [
    `${asked.from} to ${asked.to} on ${asked.date}, leaving at ${asked.at} ${clockName(zone, 'en')}; ${asked.nationality === undefined ? 'citizenship not given' : `citizen of ${asked.nationality}`}.`,
    ...sayWays(reference, best),
    ...section('Into Poland on that day:', into),
    ...section('Into Ukraine on that day:', out),
    ...section('Papers:', papers),
    ...saySources(reference, [...into, ...out, ...papers]),
  ];
}

/** With plain spaces, so that what a terminal shows can be searched. */
const sayMinutes = (minutes: number): string => sayOnPage(minutes, 'en').replaceAll('\u00a0', ' ');

/** Of ways that cross the same borders alike the best one, in their order. */
const bestOfEach = (ways: readonly WayFromHere[]): WayFromHere[] =>
  [...Map.groupBy(ways, ({ choice }) => JSON.stringify(choice)).values()].flatMap(([best]) => best ?? []);

function sayWays(reference: Reference, ways: readonly WayFromHere[]): string[] {
  if (ways.length === 0) return ['', 'There is no way on that day.'];
  const left = ways.length - WHOLE - IN_A_LINE;
  return [
    ...ways.slice(0, WHOLE).flatMap((way, index) => ['', ...sayWay(reference, way, index + 1)]),
    '',
    ...ways.slice(WHOLE, WHOLE + IN_A_LINE).map((way, index) => `${index + WHOLE + 1}. ${sayBriefly(reference, way)}`),
    ...(left > 0 ? [`And ${left} more, riskier or longer.`] : []),
  ];
}

function sayBriefly(reference: Reference, { choice, minutes, planned, risks }: WayFromHere): string {
  const longest = planned.reduce((sum, { window, restAfter }) => sum + window.longest + restAfter, 0);
  const [entry, exit] = [spotName(reference, choice.entryCrossing).en, spotName(reference, choice.exitCrossing).en];
  const how = `${MODES[choice.mode].en} over ${entry}, ${MODES[choice.exitMode].en} over ${exit}`;
  const long = `${sayMinutes(minutes)} to the meeting as usual, ${sayMinutes(longest)} at the longest`;
  const but = sayRisks(risks, (id) => spotName(reference, id).en);
  return `${how}: ${long}.${but.length === 0 ? '' : ` But ${but.join('; ')}.`}`;
}

function sayWay(reference: Reference, way: WayFromHere, number: number): string[] {
  const stages = resolvePath(reference, currentRouteRef(reference), way.choice);
  const slot = { from: way.arrival.usual, to: way.arrival.latest, zone: 'Europe/Kyiv' };
  const end = planAfterMeeting({ stages, slot, side: 'ukrainian', reference }).at(-1)?.ends;
  return [
    `${number}. ${sayBriefly(reference, way)}`,
    ...way.planned.map((each) => `   ${sayStage(reference, each)}`),
    ...(end ? [`   ${sayTime(end.usual, end.zone)}: in Kyiv, if the escort meets her at once`] : []),
  ];
}

const sayTime = (at: Date, zone: string): string =>
  `${formatShortDay(at, zone, 'en')} ${formatTime(at, zone)} ${clockName(zone, 'en')}`;

function sayStage(reference: Reference, { stage, usual, window, restAfter }: PlannedStage): string {
  const where =
    stage.kind === 'ride'
      ? `${spotName(reference, stage.from).en} → ${spotName(reference, stage.to).en}, ${MODES[stage.mode].en}`
      : `the border at ${spotName(reference, stage.crossing).en}, ${MODES[stage.mode].en}`;
  const rest = restAfter > 0 ? `; then ${sayMinutes(restAfter)} of rest in that town` : '';
  const long = `${sayMinutes(window.shortest)} to ${sayMinutes(window.longest)}`;
  return `${sayTime(usual.from, stage.fromZone)}: ${where} (${long}${window.estimate ? ', an estimate' : ''}${rest})`;
}

function sayPapers(reference: Reference, way: WayFromHere | undefined, nationality: string | undefined): Cited[] {
  const entries = (way?.planned ?? []).flatMap(({ stage, usual }) =>
    stage.kind === 'border' ? [{ direction: stage.direction, at: usual.from }] : [],
  );
  return papersFor(reference.documents.values(), entries, nationality).map(({ appliesTo, fact, sources }) => ({
    line: `${appliesTo.en}: ${fact.en} ${cite(sources)}`,
    sources,
  }));
}

const section = (head: string, said: readonly Cited[]): string[] => [
  ...['', head],
  ...(said.length === 0 ? ['  Nothing is documented.'] : said.map(({ line }) => `  ${line}`)),
];

const saySources = (reference: Reference, said: readonly Cited[]): string[] => [
  ...['', 'Sources:'],
  ...sourcesOf(reference, { sources: [...new Set(said.flatMap(({ sources }) => sources))] }).map(
    ({ id, url, description, date }) => `  [${id}] ${[url ?? description, date].filter(Boolean).join(', ')}`,
  ),
];
