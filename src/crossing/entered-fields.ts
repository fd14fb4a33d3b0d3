import { textField } from '../platform/text-field.ts';
import { liesOn, type Crossing, type Direction } from './crossing.ts';

/** Who said what is entered of a crossing. */
export const sourceField = textField(3, 300, 'Write who said so, and how you know.');

export type KnownCrossings = ReadonlyMap<string, Pick<Crossing, 'border' | 'names'>>;

/** Throws what `refuse` makes of it where there is no such crossing, or nobody goes over it that way. */
export function checkEntered(
  crossings: KnownCrossings,
  { crossing: id, direction }: { crossing: string; direction?: Direction },
  refuse: (about: 'crossing' | 'direction', reason: string) => Error,
): void {
  const crossing = crossings.get(id);
  if (!crossing) throw refuse('crossing', `There is no crossing point “${id}”. Choose from the list.`);
  if (direction !== undefined && !liesOn(crossing, direction))
    throw refuse('direction', `Nobody goes that way over ${crossing.names.en}. Choose the other direction.`);
}
