/** A mutant that no test can tell from the service, and why. */
export interface EquivalentMutant {
  file: string;
  /** The text that is mutated, as it stands in the file. */
  original: string;
  replacement: string;
  /** Where the same text stands more than once: its line holds this. */
  line?: string;
  why: string;
}

/** Read by `npm run mutate`: what stands here does not count, and what fits no survivor any more fails the command. */
export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [
  {
    file: 'src/booking/booking.ts',
    original: 'booking.heldUntil !== undefined',
    replacement: 'true',
    why: 'It is there for the types: nothing is earlier than an absent end, so the comparison after it says no by itself.',
  },
  {
    file: 'src/booking/place-booking.ts',
    original: 'request.acknowledgedReason !== undefined',
    replacement: 'true',
    why: 'It is there for the types: where something speaks against it and no reason was given, it was refused before.',
  },
  {
    file: 'src/booking/change-booking.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'No concern has the code “Stryker was here”, so a list with it holds as many seen ones as an empty list.',
  },
  ...['false', '!from && !to'].map((replacement) => ({
    file: 'src/booking/booking-service.ts',
    original: '!from || !to',
    replacement,
    why: 'It is there for the types, as the line below says: both slots were locked just before.',
  })),
  {
    file: 'src/booking/booking-service.ts',
    original: "throw new Error('A slot that was locked is missing.');",
    replacement: ';',
    why: 'It is there for the types: both slots were locked just before, or NotFound was thrown.',
  },
  {
    file: 'src/access/sign-in-link-service.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'It is there for the types: a text that is split has a last part.',
  },
  {
    file: 'src/access/staff-service.ts',
    original: 'administrators[0]?._id',
    replacement: 'administrators[0]._id',
    why: 'It is there for the types: it is asked only where there is exactly one.',
  },
];
