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
    file: 'src/booking/booking-service.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'No booking has either id, so her own place is in the way, and moving her to where she is stays refused.',
  },
  {
    file: 'src/booking/outdated-tells.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'A line without a slot or an escort is of none: no slot and no escort has either id.',
  },
  {
    file: 'src/booking/release-bookings.ts',
    original: 'one.caseFileId < other.caseFileId',
    replacement: 'one.caseFileId <= other.caseFileId',
    why: 'A family has one live booking in a slot at most.',
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
    file: 'src/slot/series.ts',
    original: "{ zone: 'utc' }",
    replacement: '{}',
    why: 'Days are counted by the calendar, which is the same one in whatever zone the machine stands.',
  },
  {
    file: 'src/slot/commitment.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    line: 'const stages',
    why: 'A text is no stage: nobody is accompanied along a route that is none, whether it has no stages or that one.',
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
  {
    file: 'src/feed/build-feed-events.ts',
    original: 'one.slotId < other.slotId',
    replacement: 'one.slotId <= other.slotId',
    why: 'No two events of a feed are of one slot.',
  },
  {
    file: 'src/feed/build-feed-events.ts',
    original: 'at < saidSince',
    replacement: 'at <= saidSince',
    why: 'Of two equal times either is the later.',
  },
  {
    file: 'src/feed/build-feed-events.ts',
    original: 'one.reference < other.reference',
    replacement: 'one.reference <= other.reference',
    why: 'No two families have one reference.',
  },
  {
    file: 'src/feed/feed-clock.ts',
    original: 'kept',
    replacement: 'false',
    line: 'if (kept)',
    why: 'A formatter that is kept saves time and says the same as a new one.',
  },
  {
    file: 'src/feed/feed-clock.ts',
    original: 'formatters.set(key, made);',
    replacement: ';',
    why: 'A formatter that is kept saves time and says the same as a new one.',
  },
  {
    file: 'src/feed/feed-conditional.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'It is there for the types: neither text is a date.',
  },
  {
    file: 'src/feed/feed-desk-service.ts',
    original: 'known < lastFetchedAt',
    replacement: 'known <= lastFetchedAt',
    why: 'Of two equal times either is the later.',
  },
  {
    file: 'src/feed/feed-service.ts',
    original: 'kept.delete(feed._id);',
    replacement: ';',
    why: 'It frees memory only: of a feed that has ended no kept text is asked for.',
  },
  {
    file: 'src/feed/load-feed-material.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    line: 'change.left ??',
    why: 'It is there for the types: rows are asked for by the window of what left him.',
  },
  {
    file: 'src/itinerary/heard.ts',
    original: 'index < metAt',
    replacement: 'index <= metAt',
    why: 'Where she is met stands the meeting, which is no border.',
  },
  {
    file: 'src/itinerary/heard.ts',
    original: 'steps[index]?.ends',
    replacement: 'steps[index].ends',
    why: 'It is there for the types: the indexes are those of the steps.',
  },
  {
    file: 'src/itinerary/heard.ts',
    original: 'reached[index]?.usual',
    replacement: 'reached[index].usual',
    why: 'It is there for the types: each step from hers to the meeting is reached.',
  },
  {
    file: 'src/itinerary/plan-borders.ts',
    original: 'words.length === 0 && !isMet({ caseState })',
    replacement: 'false',
    why: 'It saves time only: without a word no border is behind her in the whole itinerary either.',
  },
  {
    file: 'src/itinerary/curfew.ts',
    original: 'zone === undefined',
    replacement: 'false',
    why: 'It is there for the types: without a zone there is no rule for the place, and so no night.',
  },
  {
    file: 'src/itinerary/moment-part.ts',
    original: 'minutes > 0',
    replacement: 'minutes >= 0',
    why: 'It is asked only where the clock changes.',
  },
  {
    file: 'src/itinerary/code-limit.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    line: '[before = []',
    why: 'It is there for the types: a text that is split has a first part.',
  },
  {
    file: 'src/case-file/caller-check.ts',
    original: 'newest.rev > each.rev',
    replacement: 'newest.rev >= each.rev',
    why: 'No two checks have one number: each is written under the lock that it counts.',
  },
  {
    file: 'src/case-file/withdraw-mistake.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'It is there for the types: no place that was given up has either for its id.',
  },
  {
    file: 'src/case-file/keeper.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    line: "shown.split(':')",
    why: 'It is there for the types: no form is taken whose ticks have no colon.',
  },
];
