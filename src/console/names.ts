/** What ids are called at the desk, read once for a page. An id that is not known is shown as it is. */
export interface Names {
  crossing(id: string): string;
  /** The spot and its side, short enough for a cell; it says so when nobody has checked it for long. */
  meetingPoint(id: string): string;
  escort(id: string): string;
  /** Who verified a meeting point and when; undefined while nobody has. */
  verified(meetingPointId: string): string | undefined;
}

export type LoadNames = () => Promise<Names>;

/** Looks ids up in what was read. */
export const namesOf = (
  crossings: ReadonlyMap<string, string>,
  meetingPoints: ReadonlyMap<string, string>,
  escorts: ReadonlyMap<string, string>,
  verified: ReadonlyMap<string, string>,
): Names => ({
  crossing: (id) => crossings.get(id) ?? id,
  meetingPoint: (id) => meetingPoints.get(id) ?? id,
  escort: (id) => escorts.get(id) ?? id,
  verified: (id) => verified.get(id),
});
