/** The embedded engine compares every document with a whole list: long ones are quicker in pieces. */
const PIECE = 25;

/** One `updateMany` of a set of documents, as the pieces of one `bulkWrite`; `filter` says what else they must be. */
export const updatesOfSet = <C extends object>(idList: readonly string[], update: C, filter: object = {}) =>
  Array.from({ length: Math.ceil(idList.length / PIECE) }, (_, index) => {
    const piece = idList.slice(index * PIECE, (index + 1) * PIECE);
    // The ids come first: by the first field the embedded engine chooses its index.
    return { updateMany: { filter: { _id: { $in: piece }, ...filter }, update } };
  });
