import { signInFor } from '../support/sign-in.ts';
import { postTo } from '../support/spawn-app.ts';
import { connectWatchable } from '../support/watchable.ts';
import { PATH } from '../support/her-path.ts';

/** What is there while the addresses are tried: one thing of each kind, and an administrator who is signed in. */
export interface FuzzWorld {
  cookie: string;
  /** By the start of the addresses that take it: `/api/v1/slots`. */
  ids: Readonly<Record<string, string>>;
}

const WORDS = 'By the yellow kiosk, after the passports';
const POINT = { crossingId: 'pl-ua-medyka', side: 'ukrainian', name: 'Yellow kiosk' };
const PERSON = { name: 'Olena', phone: '+48 000 000 001', language: 'uk', crossingIds: ['pl-ua-medyka'] };

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Fills the service at `url`, whose database is at `uri`, through its own addresses. */
export async function buildFuzzWorld(url: string, uri: string): Promise<FuzzWorld> {
  const connection = await connectWatchable(uri);
  const cookie = await signInFor(connection, { name: 'Anna', role: 'administrator' });
  await connection.close();
  const make = async (path: string, body: object, name: string): Promise<string> => {
    const made = await postTo(`${url}/api/v1/${path}`, cookie, body);
    if (made.status > 201) throw new Error(`${path}: ${JSON.stringify(made.body)}`);
    return String(made.body[name]);
  };
  const texts = { descriptionEn: WORDS, descriptionUk: WORDS, descriptionRu: WORDS };
  const meetingPointId = await make('meeting-points', { ...POINT, ...texts }, 'meetingPointId');
  const escortId = await make('escorts', PERSON, 'escortId');
  const slot = { meetingPointId, time: '14:30', capacity: 8, escortId };
  const slotId = await make('slots', { ...slot, date: dayIn(20) }, 'slotId');
  const seriesId = await make('series', seriesOf(meetingPointId), 'seriesId');
  const caseFileId = await make('case-files', { language: 'uk', channel: 'phone', nationality: 'LT' }, 'caseFileId');
  await make(
    `case-files/${caseFileId}/proof`,
    { confirmedBy: 'Office', reference: 'No. 7', confirmedAt: dayIn(-2) },
    'proofCode',
  );
  await make(`case-files/${caseFileId}/path`, PATH, 'caseFileId');
  const contactId = await make('contacts', { phone: '+48 000 000 000', hours: '24/7' }, 'contactId');
  const feedId = await make(`escorts/${escortId}/feeds`, {}, 'feedId');
  return {
    cookie,
    ids: {
      '/api/v1/meeting-points': meetingPointId,
      '/api/v1/escorts': escortId,
      '/api/v1/slots': slotId,
      '/api/v1/series': seriesId,
      '/api/v1/case-files': caseFileId,
      '/api/v1/contacts': contactId,
      '/api/v1/feeds': feedId,
    },
  };
}

const seriesOf = (meetingPointId: string): object => ({
  ...{ meetingPointId, weekdays: [1], localTimes: ['10:00'], capacity: 2 },
  ...{ validFrom: dayIn(40), validTo: dayIn(60) },
});
