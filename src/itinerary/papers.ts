import { FREE_TO_ENTER } from '../crossing/crossing-event.ts';
import { momentStart } from '../crossing/period.ts';
import type { Direction } from '../crossing/crossing.ts';
import type { DocumentFact, Requirement } from '../route/facts.ts';

/** One border of a journey, by the country that she enters and when. */
export interface Entry {
  direction: Direction;
  at: Date;
}

/** A fact that asks something of her. */
export type Paper = DocumentFact & { requirement: Requirement };

const ENTERED: Record<Direction, string> = { 'to-PL': 'PL', 'to-UA': 'UA', 'to-BY': 'BY', 'to-RU': 'RU' };

const isValidAt = ({ validFrom, validTo }: DocumentFact, at: Date): boolean =>
  (validFrom === null || momentStart(validFrom) <= at) && (validTo === null || at < momentStart(validTo));

/** While her nationality is not known, every rule about one is taken to concern her. */
const concerns = ({ nationalities }: Requirement, nationality: string | undefined): boolean =>
  nationality === undefined ||
  (nationalities === null ? !FREE_TO_ENTER.has(nationality) : nationalities.includes(nationality));

const asks = (document: DocumentFact): document is Paper => document.requirement !== undefined;

/** What the borders of a journey ask of her, each once, in the order of the documents. */
export function papersFor(
  documents: Iterable<DocumentFact>,
  entries: readonly Entry[],
  nationality: string | undefined,
): Paper[] {
  return [...documents]
    .filter(asks)
    .filter(
      (paper) =>
        concerns(paper.requirement, nationality) &&
        entries.some(({ direction, at }) => ENTERED[direction] === paper.requirement.enters && isValidAt(paper, at)),
    );
}

/**
 * The paper by which her way back through Poland fails: a visa for one entry is used up when she leaves for Ukraine.
 * Undefined where nothing says so.
 */
export const singleEntryAgainst = (papers: readonly Paper[]): Paper | undefined =>
  papers.find(({ requirement: { kind, enters } }) => kind === 'single-entry' && enters === 'PL');
