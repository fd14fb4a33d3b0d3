import type { Crossing, CrossingMode, Direction } from '../crossing/crossing.ts';
import type { Source } from '../platform/cited.ts';
import type { Localized } from '../platform/language.ts';
import type { Place } from '../route/place.ts';
import type { Route, Stage } from '../route/route.ts';
import type { GuideContent, GuideCrossing, GuideFacts, GuideMode, GuideStage } from './guide-content.ts';
import { rideWords } from './guide-words.ts';

export interface GuideMaterial {
  route: Pick<Route, 'stages'>;
  facts: GuideFacts;
  crossings: ReadonlyMap<string, Crossing>;
  places: ReadonlyMap<string, Pick<Place, 'names'>>;
  sources: ReadonlyMap<string, Source>;
}

/** The guide's content from the route: stages that are alternatives of each other become one step of the guide. */
export function buildGuide(material: GuideMaterial): GuideContent {
  const stages = [...material.route.stages.values()];
  const steps = Map.groupBy(stages, ({ guidance }) => guidance.id);
  return {
    facts: material.facts,
    stages: [...steps.values()].map((alternatives) => buildStep(alternatives, material)),
    carry: unlike(stages.flatMap(({ guidance }) => guidance.traveller.carry)),
    sources: material.sources,
  };
}

function buildStep(alternatives: readonly Stage[], material: GuideMaterial): GuideStage {
  const guidance = alternatives[0]?.guidance;
  if (guidance === undefined) throw new Error('A step of the guide has at least one stage.');
  return {
    key: guidance.id,
    title: guidance.guide.title,
    text: guidance.guide.text,
    choices: unlike(alternatives.flatMap((stage) => choiceOf(stage, material))),
    crossings: crossingsOf(alternatives, material.crossings),
    whatIf: guidance.traveller.troubles,
  };
}

function choiceOf(stage: Stage, { places }: GuideMaterial): Localized[] {
  if (stage.kind === 'ride') return [rideWords[stage.mode]];
  const place = stage.kind === 'hub' ? places.get(stage.place) : undefined;
  return place === undefined ? [] : [{ en: place.names.en, uk: place.names.uk, ru: place.names.ru }];
}

/** Each crossing of these stages once, with all the ways in which it is passed in their direction. */
function crossingsOf(stages: readonly Stage[], crossings: ReadonlyMap<string, Crossing>): GuideCrossing[] {
  const borders = stages.filter((stage) => stage.kind === 'border');
  const directions = new Map(borders.map(({ crossing, direction }) => [crossing, direction]));
  return [...directions].flatMap(([id, direction]) => {
    const crossing = crossings.get(id);
    return crossing === undefined ? [] : [toGuideCrossing(crossing, direction)];
  });
}

const toGuideCrossing = (crossing: Crossing, direction: Direction): GuideCrossing => ({
  id: crossing.id,
  name: crossing.names,
  status: crossing.status.latest,
  modes: (crossing.modes[direction] ?? []).filter(takesTravellers),
  asOf: crossing.status.asOf,
  confidence: crossing.confidence,
  sources: crossing.sources,
});

const takesTravellers = (mode: CrossingMode): mode is GuideMode => mode !== 'truck';

/** One of each, by its English words: the same thing is named at several stages. */
const unlike = (texts: readonly Localized[]): Localized[] => [
  ...new Map(texts.map((text) => [text.en, text])).values(),
];
