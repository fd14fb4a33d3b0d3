/** What ids are called at the desk, read once for a page. An id that is not known is shown as it is. */
export interface Names {
  crossing(id: string): string;
  /** The spot and its side, short enough for a cell. */
  meetingPoint(id: string): string;
  escort(id: string): string;
}

export type LoadNames = () => Promise<Names>;

/** Looks ids up in what was read. */
export const namesOf = (
  crossings: ReadonlyMap<string, string>,
  meetingPoints: ReadonlyMap<string, string>,
  escorts: ReadonlyMap<string, string>,
): Names => ({
  crossing: (id) => crossings.get(id) ?? id,
  meetingPoint: (id) => meetingPoints.get(id) ?? id,
  escort: (id) => escorts.get(id) ?? id,
});
