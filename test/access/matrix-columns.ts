import { NOUNS, type Household, type Noun } from '../support/household.ts';
import { fillPath, nounsOf } from '../support/named-things.ts';

export interface Houses {
  own: Household;
  other: Household;
  ended: Household;
  /** As `ended`, and her case file erased for good. */
  erased: Household;
}

/** Whose thing an address names. */
export type Column = 'own' | 'other' | 'ended' | 'erased' | 'absent' | 'not its' | 'another noun' | 'no id at all';

export interface Cell {
  column: Column;
  address: string;
}

/** Random, as real ones are, and of nothing. */
const ABSENT = '00000000000000000000000000000000';
/** What erasing a family takes or empties; what else the household had is ended. */
const HERS: readonly Noun[] = ['case', 'booking', 'credential', 'line'];
const NO_IDS = ['%00', '%7B%22$gt%22:%22%22%7D', '..%2F..%2Fcase', 'x'.repeat(129)];

/** Every address that one route makes: with what there is, with what belongs to others, and with what is not there. */
export function cellsOf(path: string, { own, other, ended, erased }: Houses): Cell[] {
  const nouns = nounsOf(path);
  if (nouns.length === 0) return [{ column: 'own', address: path }];
  const idsOf = (house: Household): string[] => nouns.map((noun) => house.ids[noun]);
  const mine = idsOf(own);
  const outer = mine.slice(0, -1);
  const cell = (column: Column, ids: readonly string[]): Cell => ({ column, address: fillPath(path, ids) });
  const wrong = NOUNS.filter((noun) => noun !== nouns.at(-1)).map((noun) => own.ids[noun]);
  // Some of each, other ones at each address: all of them everywhere would be thousands.
  const some = <T>(items: readonly T[]): T[] =>
    [0, 1].map((step) => items[(path.length + step * 5) % items.length] as T);
  return [
    cell('own', mine),
    cell('ended', idsOf(ended)),
    ...(nouns.some((noun) => HERS.includes(noun)) ? [cell('erased', idsOf(erased))] : []),
    cell('absent', [...outer, ABSENT]),
    ...(isNested(path) ? [cell('not its', [...outer, idsOf(other).at(-1) ?? ''])] : [cell('other', idsOf(other))]),
    ...(outer.length > 0 ? [cell('absent', [ABSENT, mine.at(-1) ?? ''])] : []),
    ...some(wrong).map((id) => cell('another noun', [...outer, id])),
    ...some(NO_IDS).map((id) => cell('no id at all', [...outer, id])),
  ];
}

/** Whether what the address ends with belongs to what comes before it: to that family, that escort, the caller. */
const isNested = (path: string): boolean => nounsOf(path).length > 1 || path.startsWith('/console/me/');
