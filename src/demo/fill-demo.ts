import { ENDINGS, isEnding, JOURNEY_STATES, type RECORDED_STATES } from '../case-file/case-state.ts';
import type { Services } from '../composition.ts';
import { daysAfter, weekdayOf } from '../platform/days.ts';
import type { ActContext } from '../platform/act-context.ts';
import { randomIds } from '../platform/ids.ts';
import { localDateTime } from '../platform/zone-time.ts';
import type { DemoClock } from './demo-clock.ts';
import { DEMO_CASES, DEMO_CONTACT, DEMO_ESCORTS, DEMO_PATHS, DEMO_POINTS, type DemoCase } from './demo-people.ts';

export const demoAct = (name: string): ActContext => ({
  id: randomIds.id(),
  body: '',
  name,
  actor: { kind: 'staff', id: 'demo', name: 'Demonstration' },
  requestId: 'demo',
});

/** Days on which each series has slots, counted from today: one has begun yesterday, one is due today, one tomorrow. */
const SERIES_DAYS = [
  [-1, 2],
  [0, 4],
  [1, 5],
] as const;
const SERIES_TIMES = ['14:30', '18:00', '11:00'];
const DAYS_BACK = 3;
// Her cautious plan takes up to three days: who is booked should still have time to set out.
const DAYS_TO_TRAVEL = 4;
const REASON = 'Demonstration: her papers were checked.';

/** Fills an empty database with invented journeys, through the same acts as people use. */
export async function fillDemo(services: Services, clock: DemoClock): Promise<void> {
  clock.travelTo(-DAYS_BACK);
  await services.contact.enter(demoAct('contact.create'), DEMO_CONTACT);
  await fillSeries(services, clock);
  for (const [index, family] of DEMO_CASES.entries()) await fillCase(services, clock, family, index);
  clock.travelTo(0);
}

async function fillSeries(services: Services, clock: DemoClock): Promise<void> {
  const escortIds: string[] = [];
  for (const input of DEMO_ESCORTS)
    escortIds.push((await services.escort.create(demoAct('escort.create'), input)).escortId);
  const today = daysAfter(clock.now(), DAYS_BACK);
  for (const [index, point] of DEMO_POINTS.entries()) {
    const { meetingPointId } = await services.meetingPoint.create(demoAct('meeting-point.create'), point, true);
    await services.meetingPoint.verify(demoAct('meeting-point.verify'), meetingPointId);
    const dayOf = (offset: number): string => localDateTime(daysAfter(today, offset), 'Europe/Kyiv').date;
    await services.series.create(demoAct('series.create'), {
      meetingPointId,
      weekdays: (SERIES_DAYS[index] ?? []).map((offset) => weekdayOf(dayOf(offset))),
      localTimes: [SERIES_TIMES[index] ?? '12:00'],
      windowMinutes: 40,
      capacity: index === 0 ? 6 : 4,
      escortId: escortIds[index],
      validFrom: dayOf(-DAYS_BACK),
      validTo: dayOf(365),
    });
  }
}

async function fillCase(services: Services, clock: DemoClock, family: DemoCase, index: number): Promise<void> {
  clock.travelTo(-DAYS_BACK + index / 100);
  const { caseFileId } = await services.intake.open(demoAct('case-file.open'), {
    language: family.language,
    channel: index % 3 === 0 ? 'email' : 'phone',
    party: family.party,
    travellerName: `Приклад ${index + 1}`,
    phone: `+7 000 000 00 ${String(index + 10)}`,
    nationality: 'RU',
    detaineeName: `Зразок${index + 1} Приклад`,
    detaineeBirthYear: 1996 + (index % 8),
  });
  const path = DEMO_PATHS[family.series];
  if (path) await services.intake.choosePath(demoAct('case-file.choose-path'), caseFileId, path);
  if (family.reaches === 'received') return;
  const confirmedAt = localDateTime(clock.now(), 'Europe/Kyiv').date;
  await services.progress.recordProof(demoAct('case-file.record-proof'), caseFileId, {
    confirmedBy: 'example bureau',
    reference: `EX-${index + 1}`,
    confirmedAt,
  });
  await bookFor(services, clock, family, caseFileId);
  await reach(services, clock, family, caseFileId);
}

/** Those under way are booked on a slot that has begun, the others on the next one of their series. */
async function bookFor(
  services: Services,
  clock: DemoClock,
  { reaches, series, held }: DemoCase,
  caseFileId: string,
): Promise<void> {
  if (!held && (reaches === 'confirmed' || isEnding(reaches))) return;
  const crossingId = DEMO_POINTS[series]?.crossingId ?? '';
  if (held) clock.travelTo(0);
  const begun = JOURNEY_STATES.indexOf(reaches as 'booked') > JOURNEY_STATES.indexOf('booked');
  const from = begun || held ? clock.now() : daysAfter(clock.now(), DAYS_BACK + DAYS_TO_TRAVEL);
  const found = await services.slotList.list({ crossingId, status: 'open', from, to: daysAfter(from, 28) });
  const slot = found.find(({ seatsLeft }) => seatsLeft > 1);
  if (!slot) return;
  await services.booking.book(demoAct('booking.book'), slot.slotId, {
    caseFileId,
    hold: held ?? false,
    acknowledgedReason: REASON,
  });
}

async function reach(services: Services, clock: DemoClock, { reaches }: DemoCase, caseFileId: string): Promise<void> {
  if ((ENDINGS as readonly string[]).includes(reaches)) {
    await services.progress.end(demoAct('case-file.end'), caseFileId, {
      ending: reaches as (typeof ENDINGS)[number],
      reason: 'Demonstration.',
    });
    return;
  }
  const order = JOURNEY_STATES.slice(
    JOURNEY_STATES.indexOf('travelling'),
    JOURNEY_STATES.indexOf(reaches as 'closed') + 1,
  );
  for (const [index, state] of order.entries()) {
    clock.travelTo(-1.4 + index / 5);
    await services.progress.recordProgress(demoAct('case-file.record-progress'), caseFileId, {
      state: state as (typeof RECORDED_STATES)[number],
      saidBy: index % 2 === 0 ? 'herself' : 'the escort',
    });
  }
}
