import type { Option } from '../platform/form.ts';
import { listPlaces } from '../itinerary/place-stage.ts';
import { spotName } from '../itinerary/spot.ts';
import type { Facts } from '../route/reference.ts';
import type { BorderStage, RideStage, Stage } from '../route/route.ts';
import { MODE_WORDS } from './words.ts';

type Reference = Pick<Facts, 'places' | 'crossings'>;

/** `at the border Terespol–Brest`, `Minsk → Terespol–Brest, bus`: where she is, as the desk says it. */
function placeText(stage: RideStage | BorderStage, reference: Reference): string {
  const name = (id: string): string => spotName(reference, id).en;
  if (stage.kind === 'border') return `at the border ${name(stage.crossing)}`;
  return `${name(stage.from)} → ${name(stage.to)}, ${MODE_WORDS[stage.mode] ?? stage.mode}`;
}

/** The rides and borders of a path, to choose from. */
export const placeOptions = (stages: readonly Stage[] | undefined, reference: Reference): Option[] =>
  listPlaces(stages).map((stage) => ({ value: stage.key, text: placeText(stage, reference) }));
