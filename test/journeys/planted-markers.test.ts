import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Browser, type TestApp } from '../support/app.ts';
import { dumpDatabases } from '../support/dump.ts';
import { aHousehold, type Household, type Noun } from '../support/household.ts';
import { inParallel, listenTo, type Heard, type Listening, type Sent } from '../support/listen.ts';
import { plant, type Planted } from '../support/planting.ts';

/**
 * What belongs to no family and is kept in clear: places and what was said of them, how we are reached, who works here
 * or accompanies. Whatever else a form takes, a new field too, is sealed, hashed or not kept.
 */
const IN_CLEAR = [
  /^POST (\/api\/v1|\/console)\/meeting-points\S* (name|description..)$/,
  /^POST (\/api\/v1|\/console)\/contacts\S* (phone|hours|email)$/,
  /^POST (\/api\/v1|\/console)\/(crossing|crossing-event|crossing-wait|crossing-check)s\S* (wording|source)$/,
  /^POST (\/api\/v1|\/console)\/escorts\S* name$/,
  /^POST (\/api\/v1\/staff|\/console\/desk) name$/,
];
const isInClear = ({ where }: Planted): boolean => IN_CLEAR.some((each) => each.test(where));

const HERS = {
  ...{ travellerName: 'qzhersnameqz', phone: '+48 999 888 777', email: 'qzhersmailqz@example.org' },
  ...{ needs: 'qzhersneedsqz', detaineeName: 'qzhissnameqz' },
};

describe('what people entrust to the service', () => {
  let home: TestApp;
  let listening: Listening;
  let own: Household;
  let other: Household;
  let planted: Planted[];
  let secret: Planted[];
  const heard: { sent: Sent; answer: Heard }[] = [];

  beforeAll(async () => {
    home = await startTestApp({ logLevel: 'trace' });
    listening = await listenTo(home.app);
    own = await aHousehold(home, 'Ownhouse', HERS);
    other = await aHousehold(home, 'Otherhouse');
    const staff = await home.signIn('administrator', 'Ada Desk');
    const planting = plant(home.endpoints, own, { staff: staff.cookie, traveller: other.cookies.traveller });
    planted = [...planting.planted, ...tokensOf(own), ...tokensOf(other), ...tokensOf(staff.cookie), ...ofHers()];
    secret = planted.filter((each) => !isInClear(each));
    await inParallel(
      planting.requests,
      6,
      async (sent) => void heard.push({ sent, answer: await listening.send(sent) }),
    );
    await failOnPurpose(staff);
  }, 120_000);
  afterAll(async () => {
    listening.close();
    await home.stop();
  });

  const ofHers = (): Planted[] => Object.entries(HERS).map(([where, mark]) => ({ mark, where, kind: 'field' }));
  const tokensOf = (whose: Household | string): Planted[] => {
    const texts =
      typeof whose === 'string'
        ? { cookie: whose }
        : { ...whose.cookies, ...whose.opens, ...pick(whose.ids, ['sign-in-token', 'feed-token', 'escort-link']) };
    return Object.entries(texts).map(([where, text]) => ({ mark: text.split('=').at(-1) ?? '', where, kind: 'token' }));
  };
  const marksIn = (text: string, of: readonly Planted[]): string[] =>
    of.filter(({ mark }) => text.includes(mark)).map(({ where, kind, mark }) => `${kind}: ${where} (${mark})`);

  /** A failure that nobody foresaw, in the middle of a write: the driver's error carries the document. */
  async function failOnPurpose(staff: Browser): Promise<void> {
    const escorts = home.database.connection.collection('escorts');
    await escorts.createIndexes([
      { key: { language: 1 }, name: 'one-of-each', unique: true, partialFilterExpression: { language: 'ru' } },
    ]);
    const person = { phone: '+48 777 666 555', language: 'ru', zone: 'Europe/Kyiv', crossingIds: [] };
    for (const name of ['qzfailone', 'qzfailtwo']) {
      secret.push({ mark: name, where: 'a write that fails', kind: 'error' });
      const answer = await staff.post('/api/v1/escorts', { ...person, name });
      heard.push({
        sent: { method: 'post', path: '' },
        answer: { status: answer.status, headers: {}, text: answer.text },
      });
    }
    secret.push({ mark: person.phone, where: 'a write that fails', kind: 'error' });
  }

  it('is planted in every field, address, query, header, cookie and token', () => {
    expect(Map.groupBy(planted, ({ kind }) => kind).size).toBe(6);
    expect(planted.length).toBeGreaterThan(200);
    const statuses = new Set(heard.map(({ answer }) => answer.status));
    for (const status of [200, 201, 303, 400, 403, 404, 409, 422, 500]) expect([...statuses]).toContain(status);
  });

  it('stands in no log, however much is logged', () => {
    const checks = heard.filter(({ sent }) => /^\/(healthz|readyz)/.test(sent.path));
    expect(home.logged.length).toBeGreaterThan(heard.length - checks.length);
    expect(marksIn(home.logged.join('\n'), [...planted, ...secret])).toEqual([]);
  });

  it('stands in no dump of either database', async () => {
    const dump = await dumpDatabases(home.database.connection);
    expect(dump.some((line) => line.startsWith('casekeys '))).toBe(true);
    const kept = secret.filter(({ kind }) => kind !== 'error');
    expect(marksIn(dump.join('\n'), kept)).toEqual([]);
    // What may stand there does: the search would find it.
    expect(marksIn(dump.join('\n'), planted.filter(isInClear)).length).toBeGreaterThan(10);
  });

  it('stands in no answer that refuses, but in a form that is shown again to who filled it in', () => {
    const refused = heard.filter(({ sent, answer: { status } }) => status >= 400 && !(isForm(sent) && status < 500));
    expect(refused.length).toBeGreaterThan(150);
    expect(
      refused.flatMap(({ sent, answer }) => marksIn(answer.text, secret).map((each) => `${sent.path}: ${each}`)),
    ).toEqual([]);
  });
  const isForm = ({ method, path }: Sent): boolean => method === 'post' && path.startsWith('/console');

  it('stands on no page of an escort, of another family or of everybody, nor in a feed', async () => {
    const { ids } = own;
    const paths = ['/', '/en', '/uk', '/ru', '/i', '/sign-in', '/healthz', '/readyz', `/e/${ids['escort-link']}`];
    const pages = [...paths, `/feeds/${ids['feed-token']}.ics`, '/way', '/way/card'];
    for (const path of pages) {
      const { text } = await listening.send({ method: 'get', path, headers: { Cookie: other.cookies.traveller } });
      // The address of an escort's page and of a feed is theirs: the link stands in them.
      const foreign = secret.filter(({ where }) => where !== 'escort-link' || !/^\/(e|feeds)\//.test(path));
      expect([path, marksIn(text, foreign)]).toEqual([path, []]);
    }
  });
});

const pick = (ids: Household['ids'], nouns: readonly Noun[]): Record<string, string> =>
  Object.fromEntries(nouns.map((noun) => [noun, ids[noun]]));
