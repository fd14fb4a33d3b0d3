import { verifiedLongAgo, type MeetingPoint } from '../crossing/meeting-point.ts';
import { DESK_ZONE, momentText } from './when.ts';

const SIDE_WORDS = { polish: 'Polish side', ukrainian: 'Ukrainian side' } as const;

/** What meeting points are called at the desk, and who answers for each. */
export function namePoints(points: readonly MeetingPoint[], crossings: ReadonlyMap<string, string>, now: Date) {
  const nameOf = (point: MeetingPoint): string => {
    const { name, crossingId, side } = point;
    const doubt = verifiedLongAgo(point, now) ? ' (not checked for 90 days)' : '';
    return `${crossings.get(crossingId) ?? crossingId}: ${name}, ${SIDE_WORDS[side]}${doubt}`;
  };
  return {
    names: new Map(points.map((point) => [point._id, nameOf(point)])),
    verified: new Map(
      points.flatMap(({ _id, verifiedBy = '', verifiedAt }) =>
        verifiedAt ? [[_id, `by ${verifiedBy}, ${momentText(verifiedAt, DESK_ZONE)}`] as const] : [],
      ),
    ),
  };
}
