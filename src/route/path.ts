import { z } from 'zod';
import { takesMode, type CrossingMode, type Direction } from '../crossing/crossing.ts';
import type { Side } from '../crossing/meeting-point.ts';
import { PathRefused, type PathRefusal } from './path-refused.ts';
import { getRoute, type Reference } from './reference.ts';
import type { BorderStage, Route, RouteRef, Stage } from './route.ts';

/** What a coordinator chooses of the documented route: one line through its alternatives. */
export const pathChoiceSchema = z.strictObject({
  hub: z.enum(['kaliningrad', 'minsk']),
  mode: z.enum(['bus', 'taxi']),
  entryCrossing: z.string().max(60),
  exitCrossing: z.string().max(60),
  exitMode: z.enum(['bus', 'car', 'foot']),
});
export type PathChoice = z.infer<typeof pathChoiceSchema>;

type Loaded = Pick<Reference, 'routes' | 'crossings'>;

interface Asked {
  reference: Loaded;
  route: Route;
  choice: PathChoice;
}

const HUB_NAMES: Record<PathChoice['hub'], string> = { kaliningrad: 'Kaliningrad', minsk: 'Minsk' };
const MODE_WORDS: Record<CrossingMode, string> = {
  foot: 'people on foot',
  car: 'cars',
  bus: 'buses',
  truck: 'trucks',
  rail: 'trains',
};
const TRAVELLERS_MODES: readonly CrossingMode[] = ['foot', 'car', 'bus'];
/** A taxi crosses as any car does. */
export const toCrossingMode = (mode: PathChoice['mode']): 'bus' | 'car' => (mode === 'taxi' ? 'car' : mode);

/** One border of a choice: what was chosen there, under which field of the form. */
interface Border {
  field: 'entryCrossing' | 'exitCrossing';
  crossing: string;
  mode: CrossingMode;
  direction: Direction;
}

const entryOf = (choice: PathChoice): Border => ({
  field: 'entryCrossing',
  crossing: choice.entryCrossing,
  mode: toCrossingMode(choice.mode),
  direction: 'to-PL',
});
const exitOf = (choice: PathChoice): Border => ({
  field: 'exitCrossing',
  crossing: choice.exitCrossing,
  mode: choice.exitMode,
  direction: 'to-UA',
});

const isBorder = (stage: Stage): stage is BorderStage => stage.kind === 'border';
const bordersOf = (route: Route): BorderStage[] => [...route.stages.values()].filter(isBorder);

const isAt = (stage: BorderStage, border: Border): boolean =>
  stage.crossing === border.crossing && stage.mode === border.mode && stage.direction === border.direction;

/** Whether a stage lies on the chosen line. On foot she walks the border only, and rides buses up to it. */
function fits(stage: Stage, choice: PathChoice): boolean {
  if (stage.kind === 'hub') return stage.place === choice.hub;
  if (stage.kind === 'border') return isAt(stage, stage.direction === 'to-PL' ? entryOf(choice) : exitOf(choice));
  if (stage.kind !== 'ride') return true;
  const onward = choice.exitMode === 'car' ? 'taxi' : 'bus';
  return stage.mode === (stage.part === 'through-poland' ? onward : choice.mode);
}

function minutesOf(stage: Stage): number {
  if (stage.kind === 'ride') return stage.minutes.usual;
  return stage.kind === 'border' ? stage.wait.usual : 0;
}

interface Way {
  stages: Stage[];
  minutes: number;
}

/** Every way from a stage to the end, the quickest by usual times first. The graph has no circles: the loader saw to it. */
function waysFrom(route: Route, stage: Stage, choice: PathChoice): Way[] {
  if (stage.next.length === 0) return [{ stages: [stage], minutes: 0 }];
  return stage.next
    .flatMap((key) => route.stages.get(key) ?? [])
    .filter((next) => fits(next, choice))
    .flatMap((next) => waysFrom(route, next, choice))
    .map(({ stages, minutes }) => ({ stages: [stage, ...stages], minutes: minutes + minutesOf(stage) }))
    .sort((a, b) => a.minutes - b.minutes);
}

function findWays(route: Route, choice: PathChoice): Stage[][] {
  const [first] = route.stages.values();
  return first ? waysFrom(route, first, choice).map(({ stages }) => stages) : [];
}

const findWay = (route: Route, choice: PathChoice): Stage[] | undefined => findWays(route, choice)[0];

const orList = (names: readonly string[]): string => new Intl.ListFormat('en', { type: 'disjunction' }).format(names);

/** `Choose Terespol–Brest or Bobrowniki–Berestovitsa.`: where that mode is taken on this route. */
function chooseInstead({ reference, route, choice }: Asked, border: Border): string {
  const others = bordersOf(route).filter(
    (stage) =>
      stage.direction === border.direction &&
      stage.mode === border.mode &&
      findWay(route, { ...choice, [border.field]: stage.crossing }) !== undefined,
  );
  const names = others.map(({ crossing }) => reference.crossings.get(crossing)?.names.en ?? crossing);
  return names.length === 0 ? 'Choose another mode.' : `Choose ${orList(names)}.`;
}

/** Why nobody crosses there in that way, as code and sentences; undefined when the route offers it. */
function whyNot({ reference, route }: Asked, border: Border): [code: PathRefusal, why: string] | undefined {
  const crossing = reference.crossings.get(border.crossing);
  if (!crossing) return ['crossing-unknown', `There is no crossing "${border.crossing}".`];
  const country = border.direction === 'to-PL' ? 'Poland' : 'Ukraine';
  const taken = (crossing.modes[border.direction] ?? []).filter((mode) => TRAVELLERS_MODES.includes(mode));
  if (taken.length === 0) return ['crossing-takes-nobody', `${crossing.names.en} takes no travellers to ${country}.`];
  if (!takesMode(crossing, border.mode, border.direction)) {
    const only = orList(taken.map((mode) => MODE_WORDS[mode]));
    const why = `${crossing.names.en} takes no ${MODE_WORDS[border.mode]} to ${country}, only ${only}.`;
    return ['mode-not-taken', why];
  }
  if (bordersOf(route).some((stage) => isAt(stage, border))) return undefined;
  const otherwise = bordersOf(route).some(
    ({ crossing: id, direction }) => id === crossing.id && direction === border.direction,
  );
  const why = otherwise ? (crossing.modesNote?.en ?? '') : `The documented route does not enter ${country} there.`;
  return ['not-on-this-route', `${crossing.names.en} is not offered to ${MODE_WORDS[border.mode]}. ${why}`];
}

function checkBorder(asked: Asked, border: Border): void {
  const refused = whyNot(asked, border);
  if (refused) throw new PathRefused(refused[0], border.field, `${refused[1]} ${chooseInstead(asked, border)}`);
}

/**
 * The stages of her way in order, from the first call to Kyiv; the border to Ukraine stands before the meeting.
 * Throws PathRefused when a crossing does not take her mode in her direction, or when hub and crossing do not connect,
 * and NotFound when no such route is loaded.
 */
export function resolvePath(reference: Loaded, ref: RouteRef, choice: PathChoice): Stage[] {
  const route = getRoute(reference, ref);
  const asked = { reference, route, choice };
  checkBorder(asked, entryOf(choice));
  checkBorder(asked, exitOf(choice));
  const way = findWay(route, choice);
  if (way) return way;
  const instead = chooseInstead(asked, entryOf(choice));
  const name = reference.crossings.get(choice.entryCrossing)?.names.en ?? choice.entryCrossing;
  const detail = `No way of this route leads from ${HUB_NAMES[choice.hub]} to ${name}. ${instead}`;
  throw new PathRefused('no-way-between', 'entryCrossing', detail);
}

/** The stages with the meeting before the border to Ukraine, for a meeting point on the Polish side. */
export function meetOnSide(stages: readonly Stage[], side: Side): Stage[] {
  const border = stages.find((stage) => isBorder(stage) && stage.direction === 'to-UA');
  if (side === 'ukrainian' || !border) return [...stages];
  return stages.flatMap((stage) => {
    if (stage === border) return [];
    return stage.kind === 'meeting' ? [stage, border] : [stage];
  });
}

/** One line through the route's alternatives: what was chosen, and the stages between which nobody has to choose. */
export interface Path {
  choice: PathChoice;
  stages: readonly Stage[];
}

/** Every line through the route, of each choice the quickest by usual times first. */
export const listPaths = (reference: Loaded, ref: RouteRef): Path[] =>
  listPathChoices(reference, ref).flatMap((choice) =>
    findWays(getRoute(reference, ref), choice).map((stages) => ({ choice, stages })),
  );

/** Every path that the route offers, in the document's order: what a form lets a coordinator choose from. */
export function listPathChoices(reference: Loaded, ref: RouteRef): PathChoice[] {
  const route = getRoute(reference, ref);
  const borders = bordersOf(route);
  const entries = borders.filter(({ direction }) => direction === 'to-PL');
  const exits = borders.filter(({ direction }) => direction === 'to-UA');
  const choices = pathChoiceSchema.shape.hub.options.flatMap((hub) =>
    entries.flatMap((entry) =>
      exits.map((exit) => ({
        hub,
        mode: entry.mode === 'car' ? 'taxi' : 'bus',
        entryCrossing: entry.crossing,
        exitCrossing: exit.crossing,
        exitMode: exit.mode,
      })),
    ),
  );
  return choices
    .flatMap((choice) => pathChoiceSchema.safeParse(choice).data ?? [])
    .filter((choice) => findWay(route, choice) !== undefined);
}
