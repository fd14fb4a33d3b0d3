import { openCaseSchema, type OpenCase } from '../../src/case-file/case-file.ts';
import { sha256 } from '../../src/platform/sealing.ts';
import type { TestApp } from './app.ts';
import { anAct } from './builders.ts';
import { checkCaller } from './caller-check.ts';
import { PATH } from './her-path.ts';

/** What an address may name. */
export const NOUNS = [
  ...([
    'case',
    'booking',
    'credential',
    'slot',
    'series',
    'escort',
    'feed',
    'meeting-point',
    'crossing-event',
    'proposal',
  ] as const),
  ...(['contact', 'staff', 'session', 'line', 'sign-in-token', 'feed-token', 'escort-link'] as const),
];
export type Noun = (typeof NOUNS)[number];

/** One of each noun, which belong together: her case file, his slot, their colleague at the desk. */
export interface Household {
  ids: Record<Noun, string>;
  /** Of her browser and of the colleague's. */
  cookies: { traveller: string; staff: string };
  /** What opens her page: the link's token and the card's code. */
  opens: { token: string; code: string };
  reference: string;
}

const CROSSING = 'pl-ua-medyka';
const TIMES = { date: '2026-11-28', time: '14:30', windowMinutes: 40, capacity: 3 };

/** @param word stands in every text of theirs, so that one household's pages are told from another's. */
export async function aHousehold(home: TestApp, word: string, hers: Partial<OpenCase> = {}): Promise<Household> {
  const desk = await theDesk(home, word);
  const offer = await theOffer(home, word);
  const family = await theFamily(home, offer.ids.slot, word, hers);
  return {
    ids: { ...desk.ids, ...offer.ids, ...family.ids },
    cookies: { traveller: family.cookie, staff: desk.cookie },
    opens: family.opens,
    reference: family.reference,
  };
}

async function theDesk({ services }: TestApp, word: string) {
  const { contact, staff, signIn, sessions, crossingEvent } = services;
  const { contactId } = await contact.enter(anAct(), { phone: '+48 000 000 000', hours: `${word} 24/7` });
  const person = { name: `Vira ${word}`, role: 'coordinator' as const };
  const { staffId, link } = await staff.invite(anAct(), person);
  const token = await signIn.signIn(lastOf(link), 'test');
  const invited = await staff.invite(anAct(), person);
  const session = sha256(await sessions.openSession('staff', staffId));
  const event = await crossingEvent.report(anAct(), {
    ...{ crossings: ['pl-ua-budomierz'], effect: 'restricted', direction: 'both', modes: ['car'] },
    ...{ fromDate: '2026-11-01', fromTime: '10:00', wording: `${word} said so`, source: `${word} by phone` },
  });
  const ids = { contact: contactId, staff: staffId, session, 'sign-in-token': lastOf(invited.link) };
  return { ids: { ...ids, 'crossing-event': event.eventId }, cookie: `__Host-homeward=${token}` };
}

async function theOffer({ services }: TestApp, word: string) {
  const { meetingPoint, escort, slot, series, feedDesk, escortLinks } = services;
  const words = { descriptionEn: `${word} kiosk`, descriptionUk: `${word} кіоск`, descriptionRu: `${word} киоск` };
  const point = { crossingId: CROSSING, side: 'ukrainian' as const, name: `${word} kiosk`, ...words };
  const { meetingPointId } = await meetingPoint.create(anAct(), point);
  await meetingPoint.verify(anAct(), meetingPointId);
  const person = { phone: '+48 000 000 001', language: 'en' as const, zone: 'Europe/Kyiv', crossingIds: [CROSSING] };
  const { escortId } = await escort.create(anAct(), { name: `Olena ${word}`, ...person });
  const { slotId } = await slot.create(anAct(), { meetingPointId, ...TIMES, escortId });
  await slot.open(anAct(), slotId);
  const weekly = { weekdays: [1], localTimes: ['09:00'], windowMinutes: 40, capacity: 1 };
  const dates = { validFrom: '2027-01-04', validTo: '2027-01-05' };
  const { seriesId } = await series.create(anAct(), { meetingPointId, ...weekly, ...dates });
  const { feedId, url } = await feedDesk.issue(anAct(), escortId);
  const ids = { 'meeting-point': meetingPointId, escort: escortId, slot: slotId, series: seriesId, feed: feedId };
  const link = lastOf(escortLinks.build({ feedId, slotId }));
  return { ids: { ...ids, 'feed-token': lastOf(url).replace('.ics', ''), 'escort-link': link } };
}

async function theFamily(home: TestApp, slotId: string, word: string, hers: Partial<OpenCase>) {
  const { intake, progress, booking, credential, reading, stores, sessions } = home.services;
  const facts = { language: 'en', channel: 'phone', travellerName: `Halyna ${word}`, nationality: 'LT', ...hers };
  const { caseFileId, reference } = await intake.open(anAct(), openCaseSchema.parse(facts));
  const proof = { confirmedBy: `${word} office`, reference: `No. 7 ${word}`, confirmedAt: '2026-11-09' };
  await progress.recordProof(anAct(), caseFileId, proof);
  await intake.choosePath(anAct(), caseFileId, PATH);
  await reading.addNote(anAct(), caseFileId, { text: `${word} called` });
  const { bookingId } = await booking.book(anAct(), slotId, { caseFileId, hold: false });
  await checkCaller(home, caseFileId);
  const { token, credentialId } = await credential.issueLink(anAct(), caseFileId);
  const { code } = await credential.issueCard(anAct(), caseFileId);
  const line = (await stores.notifications.listOpenOfCase(caseFileId))[0]?._id ?? '';
  const cookie = `__Host-way=${await sessions.openSession('traveller', caseFileId)}`;
  const proposal = await aProposal(home, bookingId);
  const ids = { case: caseFileId, booking: bookingId, credential: credentialId, line, proposal };
  return { ids, cookie, opens: { token, code }, reference };
}

/** The same meeting by her own path: it takes no seat. */
async function aProposal({ services }: TestApp, bookingId: string): Promise<string> {
  const { bookings, caseFiles, slots } = services.stores;
  const booking = await bookings.get(bookingId);
  const [slot] = await slots.findMany([booking.slotId]);
  if (!slot) throw new Error('She is booked on a slot.');
  const journey = { caseFile: await caseFiles.get(booking.caseFileId), booking };
  const meeting = { slot, side: 'ukrainian' as const, inSlot: [booking] };
  await services.proposal.propose(anAct(), {
    ...{ journey: { ...journey, meeting }, reasons: [{ code: 'too-late' }] },
    remedy: { slot, way: { choice: PATH, risks: [] } },
  });
  return (await services.proposal.listOpen()).find((each) => each.bookingId === bookingId)?._id ?? '';
}

/** Ends all of it, as the desk would: cancelled, retired, revoked, told, gone. */
export async function endHousehold({ services }: TestApp, { ids, opens }: Household): Promise<void> {
  const { progress, credential, slot, series, escort, feedDesk, meetingPoint, crossingEvent } = services;
  const { contact, staff, signIn, notification, sessions } = services;
  await notification.markTold(anAct(), ids.line, []);
  await credential.openByToken(opens.token);
  await progress.end(anAct(), ids.case, { ending: 'withdrawn', reason: 'She stays at home' });
  await credential.revoke(anAct(), ids.case, ids.credential);
  await slot.cancel(anAct(), ids.slot, 'Not needed');
  await series.retire(anAct(), ids.series);
  await feedDesk.revoke(anAct(), ids.feed);
  await escort.retire(anAct(), ids.escort);
  await meetingPoint.retire(anAct(), ids['meeting-point']);
  const ended = { seq: 0, endedDate: '2026-11-02', endedTime: '10:00', source: 'By phone' };
  await crossingEvent.end(anAct(), ids['crossing-event'], ended);
  await contact.retire(anAct(), ids.contact);
  await signIn.signIn(ids['sign-in-token'], 'test');
  await sessions.endSession(ids.session);
  await staff.end(anAct(), ids.staff);
}

const lastOf = (address: string): string => address.split('/').at(-1) ?? '';
