import { aDesk } from '../console/desk-setup.ts';
import type { TestApp } from '../support/app.ts';
import { anAct } from '../support/builders.ts';
import { checkCaller, giveCard, giveLink } from '../support/caller-check.ts';
import { PATH } from '../support/her-path.ts';

const KNOWN = { phone: '+48 111 222 331', detaineeName: 'Markerenko' };

/** A case file whose every personal field is known. */
async function aFamily({ services }: Pick<TestApp, 'services'>, known = KNOWN) {
  return services.intake.open(anAct(), {
    ...{ language: 'uk', channel: 'phone', party: 2, travellerName: 'Marker Name', nationality: 'LT', ...known },
    ...{ email: 'marker@example.org', needs: 'Marker needs', detaineeBirthYear: 1990 },
  });
}

/** The same once its journey has ended: what may be erased. */
export async function anEndedFamily(world: Pick<TestApp, 'services'>, known?: typeof KNOWN) {
  const family = await aFamily(world, known);
  await world.services.progress.end(anAct({ name: 'case-file.end' }), family.caseFileId, {
    ending: 'withdrawn',
    reason: 'Marker ending',
  });
  return family;
}

/** A family on the road that has left something in every place that keeps any, with a place on a slot. */
export async function aFullCase(world: TestApp) {
  const { services } = world;
  const { slotId } = await aDesk(world);
  const family = await aFamily(world);
  const { caseFileId } = family;
  const proof = { confirmedBy: 'Marker office', reference: 'Marker No. 7', confirmedAt: '2026-11-20' };
  const { proofCode } = await services.progress.recordProof(anAct(), caseFileId, proof);
  await services.intake.choosePath(anAct(), caseFileId, PATH);
  await services.reading.addNote(anAct(), caseFileId, { text: 'Marker note' });
  await services.visitCase(caseFileId, { id: 'anna', name: 'Anna' });
  await checkCaller(world, caseFileId);
  await giveLink(world, caseFileId);
  await giveCard(world, caseFileId);
  const book = { caseFileId, hold: false, acknowledgedReason: 'Marker acknowledged' };
  const { bookingId } = await services.booking.book(anAct(), slotId, book);
  await services.progress.recordProgress(anAct(), caseFileId, { state: 'travelling', saidBy: 'Marker herself' });
  const stageKey = 'ride:minsk:by-pl-terespol:bus';
  await services.place.recordPlace(anAct(), caseFileId, { stageKey, saidBy: 'Marker again' });
  await services.report.report(anAct(), caseFileId, 'need-help');
  const row = { caseFileId, kind: 'asks-for-help' as const, since: world.clock.now().toISOString() };
  await services.clearing.clear(anAct(), { ...row, note: 'Marker cleared' });
  return { ...family, proofCode, slotId, bookingId };
}
