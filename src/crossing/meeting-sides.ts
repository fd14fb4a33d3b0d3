import type { Slot } from '../slot/slot.ts';
import type { MeetingPointStore } from './meeting-point-store.ts';
import type { Side } from './meeting-point.ts';

/** On which side each of these slots has its meeting, by the id of its meeting point. */
export async function sidesOf(
  meetingPoints: Pick<MeetingPointStore, 'findMany'>,
  slots: readonly Pick<Slot, 'meetingPointId'>[],
): Promise<Map<string, Side>> {
  const points = await meetingPoints.findMany([...new Set(slots.map(({ meetingPointId }) => meetingPointId))]);
  return new Map(points.map(({ _id, side }) => [_id, side]));
}
