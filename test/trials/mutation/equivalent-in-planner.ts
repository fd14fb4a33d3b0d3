import type { EquivalentMutant } from './equivalent-mutant.ts';

/** Those of how ways are planned and what speaks against them. */
export const EQUIVALENT_IN_PLANNER: readonly EquivalentMutant[] = [
  {
    file: 'src/itinerary/border-grounds.ts',
    original: 'knownGrounds.set(world, known);',
    replacement: ';',
    why: 'What is kept with a world saves time and says the same as what is found anew.',
  },
  {
    file: 'src/itinerary/border-grounds.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    line: 'turnsAt = keepEach',
    why: 'A text neither begins nor ends at any time, as an event does.',
  },
  {
    file: 'src/itinerary/border-grounds.ts',
    original: 'found',
    replacement: 'false',
    line: 'if (found)',
    why: 'What is kept of a border saves time and says the same as what is found anew.',
  },
  {
    file: 'src/itinerary/border-grounds.ts',
    original: 'known.set(key, worst);',
    replacement: ';',
    why: 'What is kept of a border saves time and says the same as what is found anew.',
  },
  {
    file: 'src/itinerary/border-grounds.ts',
    original: 'at.getTime() / 3_600_000',
    replacement: 'at.getTime() * 3_600_000',
    why: 'What is kept of an hour saves time only: rules begin and end with one, and an instant alone is asked for itself.',
  },
  {
    file: 'src/itinerary/border-grounds.ts',
    original: '!known.has(hour)',
    replacement: 'true',
    why: 'What is kept of an hour saves time and says the same as what is found anew.',
  },
  {
    file: 'src/itinerary/plan-fork.ts',
    original: 'grounds.filter((ground) => !isObstacle(ground))',
    replacement: 'grounds',
    why: 'It is there for the types: risks are read only of a way without obstacles.',
  },
  {
    file: 'src/itinerary/plan-fork.ts',
    original: 'found.length === 0',
    replacement: 'false',
    why: 'It saves a copy of the list only: nothing joined to it leaves it as it is.',
  },
  {
    file: 'src/itinerary/ways-to-slot.ts',
    original: 'knownForks.set(paths, known);',
    replacement: ';',
    why: 'A tree that is kept saves time and is the same as one grown anew.',
  },
  {
    file: 'src/itinerary/ways-to-slot.ts',
    original: 'known.set(key, fork);',
    replacement: ';',
    why: 'A tree that is kept saves time and is the same as one grown anew.',
  },
  {
    file: 'src/itinerary/rests.ts',
    original: 'stages[index]?.kind',
    replacement: 'stages[index].kind',
    why: 'It is there for the types: the indexes are those of the stages.',
  },
  {
    file: 'src/itinerary/reported-waits.ts',
    original: 'waits.length === 0',
    replacement: 'false',
    why: 'It saves time only: of no waits there is no summary either.',
  },
];
