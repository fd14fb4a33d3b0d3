/** What becomes of the documents of one collection when a family is erased. */
export interface FamilyData {
  /** The field that names the case file. */
  of: string;
  /** Only these documents; absent is all of the family's. */
  only?: Readonly<Record<string, string>>;
  /** The fields that go, or whole documents. */
  goes: 'all' | readonly string[];
  /** What stays: states, dates, counts, ids, and who of the desk it was. */
  stays: readonly string[];
}

const WHO_AND_WHEN = ['_id', 'caseFileId', 'at', 'by'];

/**
 * Where a family stands in the main database, by model. The erasure does what `goes` says; a test fails for a field of
 * any model that is named nowhere here, so that whoever adds one decides.
 */
export const FAMILY_DATA: Readonly<Record<string, FamilyData>> = {
  Note: { of: 'caseFileId', goes: 'all', stays: [] },
  Report: { of: 'caseFileId', goes: 'all', stays: [] },
  CallerCheck: { of: 'caseFileId', goes: 'all', stays: [] },
  CaseVisit: { of: 'caseFileId', goes: 'all', stays: [] },
  Credential: { of: 'caseFileId', goes: 'all', stays: [] },
  Session: { of: 'ownerId', goes: 'all', stays: [] },
  Clearing: { of: 'caseFileId', goes: ['note'], stays: [...WHO_AND_WHEN, 'kind', 'slotId', 'upTo'] },
  Booking: {
    of: 'caseFileId',
    goes: ['reason', 'acknowledged.reason'],
    stays: [
      ...['_id', 'slotId', 'caseFileId', 'stageKey', 'status', 'live', 'ofStage', 'seats', 'heldUntil'],
      ...['extendableUntil', 'madeAt', 'madeBy', 'endedAt', 'endedBy', 'movedFrom', 'movedTo', 'acknowledged.codes'],
    ],
  },
  Proposal: {
    of: 'caseFileId',
    goes: [],
    stays: [
      ...['_id', 'caseFileId', 'bookingId', 'slotId', 'toSlotId', 'toBookingId', 'path', 'reasons', 'status', 'open'],
      ...['at', 'endsAt', 'decidedAt', 'decidedBy', 'was'],
    ],
  },
  // What an escort is still to hear stays: it names her by her reference only.
  Notification: {
    of: 'caseFileId',
    only: { audience: 'traveller' },
    goes: ['was', 'wasText', 'calling', 'tries'],
    stays: [
      ...['_id', 'about', 'audience', 'caseFileId', 'escortId', 'slotId', 'at', 'open', 'key', 'eventId'],
      ...['toldAt', 'toldBy', 'withdrawnAt'],
    ],
  },
  // The reply is sealed under the key that is destroyed, and goes for good after 48 hours.
  ActRecord: { of: 'caseFileId', goes: [], stays: ['_id', 'body', 'caseFileId', 'reply', 'house', 'at'] },
  EscortWord: {
    of: 'caseFileId',
    goes: [],
    stays: ['_id', 'slotId', 'escortId', 'kind', 'caseFileId', 'seen', 'at'],
  },
};

/** Of the case file itself, which `withoutFamily` rewrites. */
export const CASE_FILE_DATA: FamilyData = {
  of: '_id',
  goes: [
    ...['sealed', 'phoneIndex', 'detaineeIndex', 'proofIndex', 'progress.saidBy', 'progress.stageKey'],
    ...['lastChange', 'nextAt', 'keeper', 'papers'],
  ],
  stays: [
    ...['_id', 'rev', 'version', 'changed', 'reference', 'state', 'language', 'channel', 'party', 'routeRef', 'path'],
    ...['word', 'previousWord', 'proofAt', 'ending', 'progress', 'openedAt', 'openedBy', 'erased'],
  ],
};
