import { anAct } from '../support/builders.ts';
import type { TestApp } from '../support/app.ts';
import { PATH } from '../support/her-path.ts';

const CROSSING = 'pl-ua-medyka';

/** A verified meeting point, an escort and an open slot with three seats, as a desk has them. */
export async function aDesk(test: TestApp) {
  const crossingId = CROSSING;
  const { meetingPoint, escort, slot } = test.services;
  const words = 'By the yellow kiosk, after the passports';
  const point = { crossingId, side: 'ukrainian' as const, name: 'Yellow kiosk' };
  const { meetingPointId } = await meetingPoint.create(anAct(), {
    ...point,
    ...{ descriptionEn: words, descriptionUk: words, descriptionRu: words },
  });
  await meetingPoint.verify(anAct(), meetingPointId);
  const person = { phone: '+48 000 000 001', language: 'uk' as const, zone: 'Europe/Kyiv', crossingIds: [crossingId] };
  const { escortId } = await escort.create(anAct(), { name: 'Olena', ...person });
  const times = { date: '2026-11-26', time: '14:30', windowMinutes: 40, capacity: 3 };
  const { slotId } = await slot.create(anAct(), { meetingPointId, ...times, escortId });
  await slot.open(anAct(), slotId);
  return { meetingPointId, escortId, slotId, crossingId };
}

/** A confirmed case file whose path leads over the desk's crossing. */
export async function aCase(test: TestApp) {
  const { intake, progress } = test.services;
  const { caseFileId, reference } = await intake.open(anAct(), {
    language: 'uk',
    channel: 'phone',
    party: 1,
    // A passport that Poland lets in freely: no crossing event speaks against her way.
    nationality: 'LT',
  });
  await progress.recordProof(anAct(), caseFileId, {
    confirmedBy: 'Office',
    reference: 'No. 7',
    confirmedAt: '2026-11-20',
  });
  await intake.choosePath(anAct(), caseFileId, PATH);
  return { caseFileId, reference };
}
