import type { EquivalentMutant } from './equivalent-mutant.ts';

/** Each keeps something, or leaves something out, that would be found once more and alike. */
const TIME_ONLY: readonly Omit<EquivalentMutant, 'file'>[] = [
  {
    original: 'true',
    replacement: 'false',
    line: 'keepWays(asked.world, true)',
    why: 'It saves time only: of who has not set out nobody asks what is in the way of a remedy.',
  },
  ...[
    { original: 'known.set(key, lines);', replacement: ';' },
    { original: 'here', replacement: 'true', line: 'if (here) return wayTo' },
    { original: 'known.set(lines, ofLines);', replacement: ';' },
    { original: 'ofLines.set(key, way);', replacement: ';' },
  ].map((each) => ({ ...each, why: 'It saves time only: what is not kept is worked out anew, and is the same.' })),
  ...[
    { original: 'isAsked || seats === 0', replacement: 'false' },
    { original: 'isAsked || seats === 0', replacement: 'isAsked && seats === 0' },
    { original: 'seats === 0', replacement: 'false' },
    { original: 'here', replacement: 'true', line: 'if (here) return list()' },
    { original: 'known.set(key, kept);', replacement: ';' },
  ].map((each) => ({
    ...each,
    why: 'It saves time only: a meeting that stays on the list is full, or out of reach, for the next family too.',
  })),
  ...[
    { original: "here && isAsked && obstacles.every(({ code }) => code !== 'too-late')", replacement: 'false' },
    {
      original: "obstacles.every(({ code }) => code !== 'too-late')",
      replacement: "obstacles.some(({\n  code\n}) => code !== 'too-late')",
    },
    { original: "({ code }) => code !== 'too-late'", replacement: '() => undefined' },
    { original: "code !== 'too-late'", replacement: 'false' },
    { original: 'deadEnds.add(end);', replacement: ';' },
  ].map((each) => ({
    ...each,
    why: 'It saves time only: each meeting at a dead end is asked for, and none is reached.',
  })),
];

/** Those of what is now wrong and of its remedies. */
export const EQUIVALENT_OF_WRONG_JOURNEYS: readonly EquivalentMutant[] = [
  ...TIME_ONLY,
  {
    original: "''",
    replacement: '"Stryker was here!"',
    line: 'nationality ??',
    why: 'No country has either for its code.',
  },
].map((each) => ({ file: 'src/itinerary/wrong-journeys.ts', ...each }));
