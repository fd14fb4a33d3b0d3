import type { EquivalentMutant } from './equivalent-mutant.ts';

export const EQUIVALENT_OF_PROPOSALS: readonly EquivalentMutant[] = [
  {
    file: 'src/proposal/data-hash.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'It is there for the types: Node always says which time zones it has.',
  },
  {
    file: 'src/proposal/proposal.ts',
    original: "'The service'",
    replacement: '""',
    why: 'It is there for the types: whatever is decided has been decided by somebody.',
  },
  {
    file: 'src/proposal/proposal-service.ts',
    original: 'refusal.status >= 500',
    replacement: 'refusal.status > 500',
    why: 'No refusal has the very status 500: what nobody has foreseen is no refusal.',
  },
  {
    file: 'src/proposal/proposal-service.ts',
    original: 'toBookingId === undefined',
    replacement: 'false',
    line: 'bookings.find(toBookingId)',
    why: 'It is there for the types: a booking of no id is not found.',
  },
  {
    file: 'src/proposal/proposal-service.ts',
    original: 'reason === undefined',
    replacement: 'false',
    line: 'acknowledged: { codes',
    why: 'It is there for the types: a reason that is none is not sealed.',
  },
  {
    file: 'src/proposal/proposal-service.ts',
    original: 'proposal.was',
    replacement: 'true',
    line: 'await caseFiles.update',
    why: 'It is there for the types: whoever is booked has a path, so it was kept.',
  },
  {
    file: 'src/proposal/propose-service.ts',
    original: 'proposed',
    replacement: 'true',
    line: 'await bookings.insert(proposed)',
    why: 'It is there for the types: to insert nothing is to insert none.',
  },
  {
    file: 'src/proposal/rederivation-service.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    line: "id: ids.id(), body: ''",
    why: 'The body of an act is compared with that of the same act only, and a job does none twice.',
  },
  {
    file: 'src/proposal/rederivation-service.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    line: 'cursor: batch.at(-1)',
    why: 'It is there for the types: no portion is empty.',
  },
  {
    file: 'src/proposal/rederivation-service.ts',
    original: 'batch.at(-1)?.journey',
    replacement: 'batch.at(-1).journey',
    why: 'It is there for the types: no portion is empty.',
  },
  {
    file: 'src/booking/booking-ledger.ts',
    original: '{ at: now, by: actorName(by) }',
    replacement: '{}',
    line: 'await caseFiles.update(caseFile._id, pathOf(caseFile), {',
    why: 'Who changed her file and when is written again right after it, with her place.',
  },
  {
    file: 'src/booking/booking-ledger.ts',
    original: 'seen.acknowledged',
    replacement: 'true',
    why: 'It saves a write that changes nothing.',
  },
];
