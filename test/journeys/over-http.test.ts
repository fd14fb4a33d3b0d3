import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { PATH } from '../support/her-path.ts';

/** A marker in every field that belongs to the family. */
const MARKED = {
  travellerName: 'Marker-Name',
  phone: '+7 000 777 0001',
  email: 'marker@example.org',
  needs: 'Marker-Needs',
  detaineeName: 'Marker Son',
  detaineeBirthYear: 1993,
};
const ACKNOWLEDGED = 'Marker-Reason: she holds a Polish residence card';
const POINT = {
  crossingId: 'pl-ua-medyka',
  side: 'ukrainian',
  name: 'Medyka, yellow kiosk',
  descriptionEn: 'After the passport window, by the yellow kiosk.',
  descriptionUk: 'Після паспортного вікна, біля жовтого кіоску.',
  descriptionRu: 'После паспортного окна, у жёлтого киоска.',
};

describe('one journey over HTTP, from the first call to the calendar', () => {
  let home: TestApp;
  let admin: Browser;
  let anna: Browser;
  let feedToken: RegExp;

  beforeAll(async () => {
    home = await startTestApp();
    admin = await home.signIn('administrator');
    anna = await home.signIn('coordinator');
  });
  afterAll(() => home.stop());

  const postAs = async (browser: Browser, path: string, body: object, status = 200) => {
    const answer = await browser.post(path, body);
    expect({ path, status: answer.status, body: answer.body as object }).toMatchObject({ path, status });
    return answer.body as Record<string, string>;
  };

  it('leads through contact, proof, path, slot and booking to a calendar that shows it, and moves and cancels it', async () => {
    await postAs(
      admin,
      '/api/v1/contacts',
      { phone: '+48 000 000 000', hours: '24/7', email: 'desk@example.org' },
      201,
    );
    const { meetingPointId } = await postAs(anna, '/api/v1/meeting-points', POINT, 201);
    const points = (await anna.get('/api/v1/meeting-points')).body as { meetingPoints: { shown: string }[] };
    await postAs(anna, `/api/v1/meeting-points/${meetingPointId}/verify`, { shown: points.meetingPoints[0]?.shown });
    const { escortId } = await postAs(
      anna,
      '/api/v1/escorts',
      { name: 'Olena', phone: '+380 99 000 0000', language: 'uk' },
      201,
    );
    const slots: string[] = [];
    for (const date of ['2026-12-03', '2026-12-08']) {
      const { slotId = '' } = await postAs(
        anna,
        '/api/v1/slots',
        { meetingPointId, date, time: '14:30', capacity: 3, escortId },
        201,
      );
      await postAs(anna, `/api/v1/slots/${slotId}/open`, {});
      slots.push(slotId);
    }
    const { url = '' } = await postAs(anna, `/api/v1/escorts/${escortId}/feeds`, {});
    const feed = new URL(url).pathname;
    feedToken = new RegExp(/feeds\/(.*)\.ics/.exec(feed)?.[1] ?? 'none');

    const { caseFileId = '', reference = '' } = await postAs(
      anna,
      '/api/v1/case-files',
      { language: 'ru', channel: 'phone', nationality: 'RU', ...MARKED },
      201,
    );
    const early = await anna.post(`/api/v1/slots/${slots[0] ?? ''}/bookings`, { caseFileId });
    expect([early.status, (early.body as { type: string }).type]).toEqual([409, 'urn:homeward:problem:no-proof']);
    await postAs(anna, `/api/v1/case-files/${caseFileId}/proof`, {
      confirmedBy: 'Marker-Bureau',
      reference: 'Marker-1',
      confirmedAt: '2026-11-20',
    });
    const wrongPath = await anna.post(`/api/v1/case-files/${caseFileId}/path`, {
      ...PATH,
      entryCrossing: 'by-pl-kuznica',
    });
    expect([wrongPath.status, JSON.stringify(wrongPath.body)]).toEqual([
      422,
      expect.stringContaining('takes no buses'),
    ]);
    await postAs(anna, `/api/v1/case-files/${caseFileId}/notes`, { text: 'Marker-Note' });
    await postAs(anna, `/api/v1/case-files/${caseFileId}/path`, PATH);

    const slot = `/api/v1/slots/${slots[0] ?? ''}/bookings`;
    const asked = await anna.post(slot, { caseFileId });
    expect([asked.status, (asked.body as { type: string }).type]).toEqual([
      409,
      'urn:homeward:problem:needs-acknowledgement',
    ]);
    const { bookingId } = await postAs(anna, slot, { caseFileId, acknowledgedReason: ACKNOWLEDGED }, 201);

    const shown = await home.browser().get(feed);
    expect([shown.status, shown.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    const said = reference.slice(0, 3) + '-' + reference.slice(3);
    expect(eventsWith(shown.text, said)).toEqual(['2026-12-03T12:30:00Z']);
    expect(shown.text).not.toMatch(/Marker/i);
    const again = await home
      .browser()
      .get(feed)
      .set('If-None-Match', shown.headers['etag'] ?? '');
    expect(again.status).toBe(304);

    const moved = await postAs(
      anna,
      `/api/v1/bookings/${bookingId}/move`,
      { slotId: slots[1], acknowledgedReason: ACKNOWLEDGED },
      201,
    );
    const afterMove = await home.browser().get(feed);
    expect(eventsWith(afterMove.text, said)).toEqual(['2026-12-08T12:30:00Z']);
    await postAs(anna, `/api/v1/case-files/${caseFileId}/progress`, { state: 'travelling', saidBy: 'Marker-Sister' });
    await postAs(anna, `/api/v1/bookings/${moved['bookingId']}/cancel`, { reason: 'Marker-Cancel' });
    expect(eventsWith((await home.browser().get(feed)).text, said)).toEqual([]);

    const read = await anna.get(`/api/v1/case-files/${caseFileId}`);
    expect(read.body).toMatchObject({
      progress: [{ state: 'travelling', saidBy: 'Marker-Sister' }],
      bookings: [
        { status: 'moved', acknowledgedReason: ACKNOWLEDGED },
        { status: 'cancelled', acknowledgedReason: ACKNOWLEDGED, reason: 'Marker-Cancel' },
      ],
    });
  });

  it('keeps every personal field out of the logs and of a dump of all collections', async () => {
    const { connection } = home.database;
    const dump: string[] = [...home.logged];
    for (const name of [connection.name, `${connection.name}_keys`]) {
      const db = connection.getClient().db(name);
      for (const { name: collection } of await db.listCollections().toArray())
        dump.push(JSON.stringify(await db.collection(collection).find({}).toArray()));
    }
    const text = dump.join('\n');
    expect(text).toContain('/feeds/:token.ics');
    // The year alone: as a part of random letters it says nothing.
    const secrets = [/marker/i, /000.?777.?0001/, /380.?99.?000/, /\b1993\b/, feedToken];
    for (const secret of secrets) expect([String(secret), text.search(secret)]).toEqual([String(secret), -1]);
  });
});

/** Starts of the events whose text holds this. */
function eventsWith(calendar: string, text: string): string[] {
  const events = new ICAL.Component(ICAL.parse(calendar) as never)
    .getAllSubcomponents('vevent')
    .map((each) => new ICAL.Event(each));
  return events
    .filter(({ description }) => description.includes(text))
    .map(({ startDate }) => startDate.toJSDate().toISOString().replace('.000', ''));
}
