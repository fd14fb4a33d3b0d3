import { anAct } from './builders.ts';
import type { TestCore } from './core.ts';

/** Adds a meeting point on the Ukrainian side of Medyka and gives its id. */
export async function aMeetingPoint(
  { meetingPoint }: Pick<TestCore, 'meetingPoint'>,
  { verified = true } = {},
): Promise<string> {
  const words = 'By the yellow kiosk on the left.';
  const { meetingPointId } = await meetingPoint.create(anAct(), {
    crossingId: 'pl-ua-medyka',
    side: 'ukrainian',
    name: 'Yellow kiosk',
    descriptionEn: words,
    descriptionUk: words,
    descriptionRu: words,
  });
  if (verified) await meetingPoint.verify(anAct(), meetingPointId);
  return meetingPointId;
}
