import { anAct } from '../support/builders.ts';
import type { TestApp } from '../support/app.ts';
import { PATH } from '../support/her-path.ts';

const CROSSING = 'pl-ua-medyka';

/** A verified meeting point, an escort and an open slot with three seats, as a desk has them. */
export async function aDesk(test: TestApp) {
  const crossingId = CROSSING;
  const { meetingPoint, escort } = test.services;
  const words = 'By the yellow kiosk, after the passports';
  const point = { crossingId, side: 'ukrainian' as const, name: 'Yellow kiosk' };
  const { meetingPointId } = await meetingPoint.create(anAct(), {
    ...point,
    ...{ descriptionEn: words, descriptionUk: words, descriptionRu: words },
  });
  await meetingPoint.verify(anAct(), meetingPointId);
  const person = { phone: '+48 000 000 001', language: 'uk' as const, zone: 'Europe/Kyiv', crossingIds: [crossingId] };
  const { escortId } = await escort.create(anAct(), { name: 'Olena', ...person });
  const place = { meetingPointId, crossingId };
  const slotId = await anOpenSlot(test, place, { date: '2026-11-26', capacity: 3, escortId });
  return { ...place, escortId, slotId };
}

interface Place {
  meetingPointId: string;
  crossingId: string;
}

/** Another open slot at the desk's meeting point, with an escort of its own where none is named; gives its id. */
export async function anOpenSlot(
  { services }: TestApp,
  { meetingPointId, crossingId }: Place,
  { escortId, ...changes }: { date: string; time?: string; capacity?: number; escortId?: string },
): Promise<string> {
  const { escort, slot } = services;
  const person = { name: 'Bohdan', phone: '+48 000 000 009', language: 'uk' as const, zone: 'Europe/Kyiv' };
  const { slotId } = await slot.create(anAct(), {
    ...{ meetingPointId, time: '14:30', windowMinutes: 40, capacity: 1, ...changes },
    escortId: escortId ?? (await escort.create(anAct(), { ...person, crossingIds: [crossingId] })).escortId,
  });
  await slot.open(anAct(), slotId);
  return slotId;
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
