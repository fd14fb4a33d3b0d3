import type { CaseFile } from '../../src/case-file/case-file.ts';
import type { Slot } from '../../src/slot/slot.ts';
import type { TestApp } from './app.ts';
import { giveLink } from './caller-check.ts';
import { aBooking, aCaseFile, anAct, aSlot } from './builders.ts';

/** A case file with a place on Olena's slot at Medyka, as the acts of the desk would leave it. */
export async function aBookedCase(
  { services }: TestApp,
  changes: Partial<CaseFile> = {},
  slotChanges: Partial<Slot> = {},
): Promise<CaseFile> {
  const { stores, escort } = services;
  const person = { name: 'Olena Example', phone: '+380 00 000 0000', language: 'uk' as const };
  const { escortId } = await escort.create(anAct(), { ...person, zone: 'Europe/Kyiv', crossingIds: [] });
  const description = {
    en: 'After the passport window, by the kiosk.',
    uk: 'Після паспортного віконця, біля кіоску.',
    ru: 'После паспортного окна, у киоска.',
  };
  const slot = aSlot({ escortId, meetingPointId: `kiosk-${escortId}`, ...slotChanges });
  const point = { _id: slot.meetingPointId, rev: 0, crossingId: 'pl-ua-medyka', zone: 'Europe/Kyiv', name: 'Kiosk' };
  await stores.meetingPoints.insert({ ...point, side: 'ukrainian', description });
  await stores.slots.insertMany([slot]);
  const path = { hub: 'minsk', mode: 'bus', entryCrossing: 'by-pl-terespol', exitCrossing: 'pl-ua-medyka' } as const;
  const caseFile = aCaseFile({ state: 'booked', language: 'en', path: { ...path, exitMode: 'foot' }, ...changes });
  await stores.caseFiles.insert(caseFile);
  await stores.bookings.insert(aBooking({ slotId: slot._id, caseFileId: caseFile._id }));
  return caseFile;
}

const cookieOf = (response: { headers: Record<string, unknown> }): string =>
  String(response.headers['set-cookie']).split(';')[0] ?? '';

/** Her browser after she opened her link. */
export async function openLinkOf(world: TestApp, caseFileId: string) {
  const { token } = await giveLink(world, caseFileId);
  const answer = await world.browser().form('/i/open', { token }).expect(303);
  const cookie = cookieOf(answer);
  return {
    answer,
    get: (path: string) => world.browser().get(path).set('Cookie', cookie).set('Accept', 'text/html'),
    form: (path: string, fields: Record<string, string> = {}) =>
      world.browser().form(path, fields).set('Cookie', cookie),
  };
}
