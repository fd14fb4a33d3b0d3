import type { PlantedFault } from './planted-fault.ts';

export const ITINERARY_FAULTS: readonly PlantedFault[] = [
  {
    name: 'a revoked link opens her page',
    file: 'src/itinerary/credential-service.ts',
    find: 'if (!credential || credential.revokedAt || !isStillShown(caseFile, now)) throw new LinkOver();',
    put: 'if (!credential || !isStillShown(caseFile, now)) throw new LinkOver();',
    tests: ['test/itinerary/credential.test.ts'],
  },
  {
    name: 'her page of an ended journey stays open',
    file: 'src/itinerary/credential.ts',
    find: 'return end === undefined || now.getTime() - end.getTime() < DAYS_AFTER_THE_END * 86_400_000;',
    put: 'return end === undefined || now >= end;',
    tests: ['test/itinerary/credential.test.ts'],
  },
  {
    name: 'ending her link leaves her browsers signed in',
    file: 'src/itinerary/credential-service.ts',
    find: 'await dependencies.endSessionsOf(caseFileId);',
    put: '',
    tests: ['test/itinerary/credential.test.ts', 'test/case-file/caller-check.test.ts'],
  },
  {
    name: 'opening her page does not lock her case file',
    file: 'src/itinerary/credential-service.ts',
    find: `// Whoever revokes meets this lock, so no session outlives its link.
      const caseFile = await caseFiles.lock(caseFileId);`,
    put: 'const caseFile = await caseFiles.get(caseFileId);',
    tests: ['test/access/access-races.test.ts'],
    only: 'leaves no page of hers open',
  },
  {
    name: 'a link that was opened is shown again',
    file: 'src/itinerary/credential.ts',
    find: 'if (credential?.openedAt) throw new LinkWasOpened();',
    put: '',
    tests: ['test/case-file/caller-check.test.ts'],
  },
  {
    name: 'a network guesses codes without end',
    file: 'src/itinerary/code-limit.ts',
    find: 'if (counted.consumedPoints > WRONG_CODES) throw new TooManyCodes();',
    put: 'if (counted.consumedPoints < 0) throw new TooManyCodes();',
    tests: ['test/itinerary/door-http.test.ts', 'test/itinerary/credential.test.ts'],
  },
  {
    name: 'each of a home’s addresses guesses by itself',
    file: 'src/itinerary/code-limit.ts',
    find: '.slice(0, 4)',
    put: '.slice(0, 8)',
    tests: ['test/itinerary/door-http.test.ts', 'test/itinerary/credential.test.ts'],
  },
  {
    name: 'she arrives in the curfew',
    file: 'src/itinerary/curfew.ts',
    find: 'return night ? { at: night.to, moved: true } : { at: arrival, moved: false };',
    put: 'return night ? { at: arrival, moved: true } : { at: arrival, moved: false };',
    tests: ['test/itinerary/curfew.test.ts'],
  },
  {
    name: 'a curfew holds one moment too long',
    file: 'src/itinerary/curfew.ts',
    find: 'from <= arrival && arrival < to',
    put: 'from <= arrival && arrival <= to',
    tests: ['test/itinerary/curfew.test.ts'],
  },
  {
    name: 'a second touch at a border begins her wait anew',
    file: 'src/itinerary/heard.ts',
    find: 'since: goesOn ? heard.since : word.at',
    put: 'since: goesOn ? word.at : word.at',
    tests: ['test/itinerary/from-here.test.ts'],
  },
  {
    name: 'what was heard before this meeting counts for it',
    file: 'src/itinerary/heard.ts',
    find: 'begin === undefined || at >= begin;',
    put: 'begin === undefined || at <= begin || at >= begin;',
    tests: ['test/itinerary/from-here.test.ts', 'test/itinerary/way.test.ts'],
  },
];
