import { describe, expect, it } from '@jest/globals';
import { JOURNEY_STATES, type CaseState } from '../../src/case-file/case-state.ts';
import type { CaseFile, ProgressEntry } from '../../src/case-file/case-file.ts';
import { RED_KINDS, type Clearing, type RedKind } from '../../src/clearing/clearing.ts';
import { RED_RULES } from '../../src/console/red-rules.ts';
import { rowName } from '../../src/console/red-row.ts';
import { toSlotLine } from '../../src/console/slot-line.ts';
import { buildToday, type TodayFacts } from '../../src/console/today.ts';
import type { EscortWordKind } from '../../src/escort/escort-word.ts';
import { buildItinerary } from '../../src/itinerary/itinerary.ts';
import type { ReportKind } from '../../src/itinerary/report.ts';
import type { Notification } from '../../src/notification/notification.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';
import { reference, stagesOf } from '../support/way.ts';

const ENDED: readonly CaseState[] = ['handed-over', 'closed', 'died', 'withdrawn'];
const STATES: readonly CaseState[] = [...JOURNEY_STATES, 'died', 'withdrawn'];
const MEDYKA = new Date('2026-11-26T12:30:00Z');
const MADE = new Date('2026-09-01T08:00:00Z');
const on = (at: Date, minutes: number, ms = 0): Date => new Date(at.getTime() + minutes * 60_000 + ms);

interface Scene {
  state?: CaseState;
  from?: Date;
  slot?: Partial<Slot>;
  sent?: [ReportKind, Date][];
  progress?: Omit<ProgressEntry, 'by'>[];
  escort?: [EscortWordKind, Date, string?][];
  untold?: Partial<Notification>[];
  clearings?: Clearing[];
  empty?: boolean;
  madeAt?: Date;
}

/** Minsk to Medyka by bus and on foot, with one traveller who is booked there. */
function aScene(scene: Scene) {
  const { state = 'booked', from = MEDYKA, sent = [], progress = [], escort = [], untold = [] } = scene;
  const slot = aSlot({ from, published: { seq: 0, at: MADE }, ...scene.slot });
  const entries = progress.map((entry) => ({ ...entry, by: 'Anna' }));
  const caseFile: CaseFile = aCaseFile({ state, progress: entries });
  const booking = aBooking({ slotId: slot._id, caseFileId: caseFile._id, madeAt: scene.madeAt ?? MADE });
  const parts = { stages: stagesOf(), slot, side: 'ukrainian' as const, reference };
  const facts: TodayFacts = {
    lines: [toSlotLine(slot, scene.empty ? [] : [booking], from)],
    caseFiles: new Map(scene.empty ? [] : [[caseFile._id, caseFile]]),
    reports: new Map([
      [caseFile._id, sent.map(([kind, at]) => ({ _id: String(at), caseFileId: caseFile._id, kind, at }))],
    ]),
    escortWords: escort.map(([kind, at, escortId = 'escort-olena']) => ({
      ...{ _id: String(at), slotId: slot._id, escortId, kind, at },
    })),
    toTell: untold.map((line) => ({
      notification: {
        ...{ _id: 'n', about: 'slot-changed', audience: 'traveller', caseFileId: caseFile._id, slotId: slot._id },
        ...{ at: MADE, ...line },
      },
    })),
    lastFetches: new Map(),
    plans: new Map([[booking._id, parts]]),
    clearings: scene.clearings ?? [],
  };
  return { facts, caseFile, slot, itinerary: buildItinerary(parts) };
}

const redOf = (scene: Scene, now: Date) => buildToday(aScene(scene).facts, now).red;
const kindsOf = (scene: Scene, now: Date): RedKind[] => redOf(scene, now).map(({ kind }) => kind);
const textOf = (scene: Scene, kind: RedKind, now: Date): string | undefined =>
  redOf(scene, now).find((row) => row.kind === kind)?.text;

const { itinerary } = aScene({});
const departure = itinerary.departure.latest;
const entry = itinerary.steps.find(({ kind }) => kind === 'border');
const longestWait = entry?.minutes?.longest ?? 0;
const windowEnd = on(MEDYKA, 40);
const arrivalFrom = (metAt: Date): Date => {
  const slot = aSlot({ from: metAt, to: metAt });
  return buildItinerary({ stages: stagesOf(), slot, side: 'ukrainian', reference }).steps.at(-1)?.ends.latest ?? metAt;
};

/** Of each rule a scene, the instant from which it is red, and the states in which it is. */
const RULES: Record<RedKind, { scene: Scene; limit: Date; states: readonly CaseState[] }> = (() => {
  const any: readonly CaseState[] = STATES.filter((state) => !ENDED.includes(state));
  const toMeeting: readonly CaseState[] = ['booked', 'travelling'];
  const at = on(departure, -600);
  const border = on(departure, 300);
  const metAt = on(MEDYKA, 10);
  // Usually she would need longer from the first border than is left until the window's end.
  const tooLate = on(MEDYKA, -120);
  return {
    'escort-cannot-come': { scene: { escort: [['cannot-come', at]] }, limit: at, states: any },
    'turned-back': { scene: { sent: [['turned-back', at]] }, limit: at, states: STATES },
    'asks-for-help': { scene: { sent: [['need-help', at]] }, limit: at, states: STATES },
    'nobody-assigned': { scene: { slot: { escortId: undefined } as never }, limit: MADE, states: any },
    'not-left': { scene: {}, limit: departure, states: ['booked'] },
    'at-border-too-long': {
      scene: { sent: [['at-border', border]] },
      limit: on(border, longestWait),
      states: toMeeting,
    },
    'no-word': { scene: {}, limit: windowEnd, states: toMeeting },
    'not-arrived': {
      scene: { sent: [['met', metAt]] },
      limit: arrivalFrom(metAt),
      states: [...toMeeting, 'met', 'accompanied'],
    },
    'cannot-reach': { scene: { sent: [['left', tooLate]] }, limit: tooLate, states: toMeeting },
    'not-told': {
      scene: { untold: [{}] },
      limit: on(MEDYKA, -48 * 60),
      states: STATES.filter((state) => state !== 'handed-over' && state !== 'closed'),
    },
  };
})();

describe('the table of red rows', () => {
  it('has one rule for each kind, in the order of the kinds', () => {
    expect(RED_RULES.map(({ kind }) => kind)).toEqual(RED_KINDS);
  });

  describe.each(RED_KINDS)('%s', (kind) => {
    const { scene, limit, states } = RULES[kind];

    it('is red from its limit on, and not just before', () => {
      const [state] = states.filter((each) => each !== 'received' && each !== 'confirmed');
      expect(kindsOf({ ...scene, state: state ?? 'booked' }, on(limit, 0))).toContain(kind);
      const before = kindsOf({ ...scene, state: state ?? 'booked', ...notYet(scene) }, on(limit, 0, -1));
      expect(before).not.toContain(kind);
    });

    it.each(STATES)('in state %s', (state) => {
      const isRed = kindsOf({ ...scene, state }, limit).includes(kind);
      expect(isRed).toBe(states.includes(state));
    });
  });

  /** What was said at the limit itself has not been said just before it. */
  const notYet = ({ sent = [], escort = [], slot }: Scene): Scene => ({
    sent: sent.filter(([kind]) => kind === 'at-border' || kind === 'met'),
    escort: escort.slice(1),
    ...(slot ? { slot: {} } : {}),
  });
});

describe('a red row', () => {
  it('says since when there is no word, by the last thing that anybody heard or by the limit', () => {
    expect(textOf({}, 'no-word', windowEnd)).toBe('no word since 14:10: the meeting was until 15:10 Kyiv time');
    const heard: Scene = { state: 'travelling', sent: [['at-border', on(MEDYKA, -75)]] };
    expect(textOf(heard, 'no-word', windowEnd)).toBe('no word since 12:15: the meeting was until 15:10 Kyiv time');
    expect(textOf({}, 'not-left', departure)).toMatch(/^no word since (\d\d:\d\d): she was to leave by \1$/);
  });

  it('never says “not met” or “missed”', () => {
    const texts = RED_KINDS.flatMap((kind) =>
      redOf({ ...RULES[kind].scene, state: RULES[kind].states.at(-1) ?? 'booked' }, on(RULES[kind].limit, 1)),
    ).map(({ text }) => text);
    expect(texts.length).toBeGreaterThanOrEqual(RED_KINDS.length);
    expect(texts.filter((text) => /not met|missed/i.test(text))).toEqual([]);
  });

  it('says what she reports after it came up, and stays', () => {
    const scene: Scene = { state: 'travelling', sent: [['met', on(windowEnd, 30)]] };
    expect(textOf(scene, 'no-word', on(windowEnd, 60))).toBe('she says “I have been met”, 14:40');
    const left: Scene = { sent: [['left', on(departure, 30)]] };
    expect(textOf(left, 'not-left', on(departure, 60))).toMatch(/^she says “I am on my way”/);
    const border: Scene = {
      sent: [
        ['at-border', on(departure, 300)],
        ['met', on(departure, 301 + longestWait)],
      ],
    };
    expect(textOf(border, 'at-border-too-long', on(departure, 600 + longestWait))).toMatch(
      /she says “I have been met”/,
    );
  });

  it('is not there when she was heard of in time', () => {
    expect(kindsOf({ sent: [['left', departure]] }, on(departure, 30))).not.toContain('not-left');
    expect(kindsOf({ sent: [['met', windowEnd]] }, on(windowEnd, 1))).not.toContain('no-word');
    const withHim: Scene = { state: 'travelling', escort: [['with-me', windowEnd]] };
    expect(kindsOf(withHim, on(windowEnd, 1))).not.toContain('no-word');
    expect(kindsOf({ ...withHim, escort: [['with-me', on(windowEnd, 1)]] }, on(windowEnd, 2))).toContain('no-word');
    const went: Scene = {
      sent: [
        ['at-border', departure],
        ['met', on(departure, longestWait)],
      ],
    };
    expect(kindsOf(went, on(departure, longestWait + 1))).not.toContain('at-border-too-long');
  });

  it('is there when the escort has undone what he said, or said it before he can have met her', () => {
    const slip: Scene['escort'] = [
      ['with-me', on(MEDYKA, 5)],
      ['not-with-me', on(MEDYKA, 6)],
    ];
    expect(kindsOf({ state: 'travelling', escort: slip }, windowEnd)).toEqual(['no-word']);
    const early: Scene['escort'] = [['with-me', on(MEDYKA, -48 * 60)]];
    expect(kindsOf({ state: 'travelling', escort: early }, windowEnd)).toEqual(['no-word']);
  });

  it('counts who was booked later than is safe from the usual departure, and after that leaves her to what follows', () => {
    const usual = itinerary.departure.usual;
    const late: Scene = { madeAt: on(departure, 1) };
    expect(kindsOf(late, on(usual, -1))).not.toContain('not-left');
    expect(textOf(late, 'not-left', usual)).toContain('she was to leave by');
    expect(kindsOf({ madeAt: on(usual, 1) }, on(windowEnd, -1))).not.toContain('not-left');
  });

  it('leaves who was to leave to the row that follows once the window is over', () => {
    expect(kindsOf({}, on(windowEnd, -1))).toEqual(['not-left']);
    expect(kindsOf({}, windowEnd)).toEqual(['no-word']);
  });

  it('stands past midnight, for days', () => {
    expect(kindsOf({ state: 'travelling' }, on(windowEnd, 13 * 24 * 60))).toEqual(['no-word']);
    expect(textOf({ state: 'travelling' }, 'no-word', on(windowEnd, 24 * 60))).toContain('since Thu 26 Nov 14:10');
  });

  it.each([
    ['across midnight', '2026-11-26T23:45:00Z'],
    ['through the night that loses an hour', '2027-03-28T00:30:00Z'],
    ['through the night that has an hour twice', '2026-10-25T00:30:00Z'],
  ])('comes up by elapsed time %s', (_name, from) => {
    const start = new Date(from);
    expect(kindsOf({ from: start, state: 'travelling' }, on(start, 40, -1))).not.toContain('no-word');
    expect(kindsOf({ from: start, state: 'travelling' }, on(start, 40))).toContain('no-word');
    const border = on(start, -600);
    const atBorder: Scene = { from: on(start, 4000), sent: [['at-border', border]] };
    expect(kindsOf(atBorder, on(border, longestWait, -1))).not.toContain('at-border-too-long');
    expect(kindsOf(atBorder, on(border, longestWait))).toContain('at-border-too-long');
  });

  it('counts a second touch at the same border as the same wait', () => {
    const border = on(departure, 300);
    const scene: Scene = {
      sent: [
        ['at-border', border],
        ['at-border', on(border, 60)],
      ],
    };
    expect(kindsOf(scene, on(border, longestWait))).toContain('at-border-too-long');
  });

  it('says before it is too late that she will not reach the meeting, and from where', () => {
    const at = on(MEDYKA, -300);
    const progress = [
      { state: 'travelling' as const, at: on(MEDYKA, -1500) },
      { state: 'travelling' as const, at, stageKey: 'border:by-pl-terespol:bus' },
    ];
    expect(textOf({ state: 'travelling', progress }, 'cannot-reach', on(at, 5))).toBe(
      'will not reach 14:30 Kyiv time: at the border since 08:30, usual wait 5\u00a0h',
    );
    const further = [
      ...progress,
      { state: 'travelling' as const, at: on(at, 10), stageKey: 'border:pl-ua-medyka:foot' },
    ];
    expect(kindsOf({ state: 'travelling', progress: further }, on(at, 11))).toEqual([]);
  });

  it('is about an escort only while the slot is his, and about an empty slot until its window is over', () => {
    const said: Scene = { escort: [['cannot-come', MADE, 'escort-gone']] };
    expect(kindsOf(said, on(MADE, 60))).toEqual([]);
    const empty: Scene = { empty: true, escort: [['cannot-come', MADE]] };
    expect(kindsOf(empty, on(windowEnd, 0, -1))).toEqual(['escort-cannot-come']);
    expect(kindsOf(empty, windowEnd)).toEqual([]);
  });

  it('is red anew when the slot comes back to who said that he cannot come', () => {
    const said: Scene = { escort: [['cannot-come', MADE]] };
    expect(redOf(said, on(MADE, 60))).toMatchObject([{ since: MADE }]);
    const back = on(MADE, 30);
    const [row] = redOf({ ...said, slot: { escortSince: back } }, on(MADE, 60));
    expect(row).toMatchObject({ kind: 'escort-cannot-come', since: back });
    expect(row?.text).toContain('; the slot was given to him 10:30');
  });

  it('keeps a call for help when only her place was recorded after it', () => {
    const sent: Scene['sent'] = [['need-help', on(departure, 60)]];
    const place = { state: 'travelling' as const, at: on(departure, 90), stageKey: 'border:by-pl-terespol:bus' };
    const { stageKey: _, ...setOut } = place;
    expect(kindsOf({ state: 'travelling', sent, progress: [place] }, on(departure, 95))).toEqual(['asks-for-help']);
    expect(kindsOf({ state: 'travelling', sent, progress: [setOut] }, on(departure, 95))).toEqual([]);
  });

  it.each<[string, Partial<ProgressEntry>, RedKind[]]>([
    ['a reopening or a taking back', { takesBack: 'unreachable' }, ['asks-for-help']],
    ['the closing of the case', { state: 'closed' }, ['asks-for-help']],
    ['a step of hers that was a mistake', { takenBack: { at: MADE, by: 'Anna' } }, ['asks-for-help']],
    ['a step that the desk has heard of', {}, []],
  ])('shows after a call for help and %s: %j', (_name, more, kinds) => {
    const sent: Scene['sent'] = [['need-help', on(departure, 60)]];
    const progress = [{ state: 'travelling' as const, at: on(departure, 90), ...more }];
    expect(kindsOf({ state: 'unreachable', sent, progress }, on(departure, 95))).toEqual(kinds);
  });

  it('keeps a call for help of a woman whom a colleague has booked anew since', () => {
    const sent: Scene['sent'] = [['need-help', on(departure, -600)]];
    expect(kindsOf({ sent, madeAt: on(departure, -590) }, on(departure, -580))).toEqual(['asks-for-help']);
  });

  it('asks for an escort until the window is over', () => {
    const alone: Scene = { slot: { escortId: undefined } as never, state: 'travelling' };
    expect(kindsOf(alone, on(windowEnd, 0, -1))).toEqual(['nobody-assigned']);
    expect(kindsOf(alone, windowEnd)).toEqual(['no-word']);
  });

  it('tells whom nobody has told, also later than 48 hours before when she is on the road', () => {
    const early = on(MEDYKA, -60 * 60);
    expect(kindsOf({ state: 'travelling', untold: [{}] }, early)).toContain('not-told');
    expect(textOf({ untold: [{ audience: 'escort' }] }, 'not-told', on(MEDYKA, -60))).toBe(
      'escort not told: meeting changed',
    );
    expect(kindsOf({ untold: [{ audience: 'escort', slotId: 'another' }] }, on(MEDYKA, -60))).not.toContain('not-told');
  });

  describe('of a place that was taken from her', () => {
    const off = {
      about: 'booking-cancelled' as const,
      was: { from: MEDYKA, zone: 'Europe/Kyiv', meetingPointId: 'm' },
    };
    const lost = (scene: Scene, now: Date) => {
      const { facts, caseFile } = aScene({ state: 'confirmed', untold: [off], ...scene });
      const lines = facts.lines.map((line) => ({ ...line, live: [] }));
      return buildToday({ ...facts, lines }, now).red.filter((row) => row.caseFile?._id === caseFile._id);
    };

    it('tells from 48 hours before it on, and until she has heard of it', () => {
      expect(lost({}, on(MEDYKA, -48 * 60, -1))).toEqual([]);
      expect(lost({}, on(MEDYKA, -48 * 60)).map(({ text }) => text)).toEqual(['she is not told: meeting cancelled']);
      expect(lost({}, on(windowEnd, 600))).toHaveLength(1);
      expect(lost({ untold: [] }, on(MEDYKA, -60))).toEqual([]);
    });

    it('tells at once when she is on the road', () => {
      const early = on(MEDYKA, -72 * 60);
      const progress = [{ state: 'travelling' as const, at: on(MEDYKA, -80 * 60) }];
      expect(lost({ progress }, early)).toHaveLength(1);
      expect(lost({ state: 'received' }, early)).toEqual([]);
    });
  });

  it('tells that a case has ended of whoever was on the road, and of nobody else', () => {
    const after = on(windowEnd, 60);
    const { facts, caseFile } = aScene({ state: 'died', untold: [{ about: 'case-ended' }] });
    const endedFrom = (from: CaseState) =>
      buildToday(
        { ...facts, caseFiles: new Map([[caseFile._id, { ...caseFile, ending: { at: MADE, from } }]]) },
        after,
      ).red.map(({ kind }) => kind);
    expect(endedFrom('travelling')).toEqual(['not-told']);
    expect(endedFrom('booked')).toEqual([]);
  });

  it('comes in the order of the table', () => {
    const scene: Scene = { sent: [['need-help', MADE]], escort: [['cannot-come', on(MADE, 5)]], untold: [{}] };
    expect(kindsOf(scene, on(MEDYKA, -60))).toEqual(['escort-cannot-come', 'asks-for-help', 'not-left', 'not-told']);
  });
});

it('asks beside her line where she waits when she is on the road more than half a day too early', () => {
  const tagsAt = (left: Date): string[] => {
    const { facts } = aScene({ state: 'travelling', sent: [['left', left]] });
    const { today, tomorrow } = buildToday(facts, on(MEDYKA, -120));
    return [...today, ...tomorrow].flatMap(({ tags }) => tags.map(([, text]) => text));
  };
  expect(tagsAt(on(departure, -24 * 60))).toContain('a day early: where does she wait?');
  expect(tagsAt(on(departure, -60))).not.toContain('a day early: where does she wait?');
});

describe('a cleared row', () => {
  const cleared = ({ facts }: ReturnType<typeof aScene>, now: Date, upTo?: Date): TodayFacts => {
    const clearings = buildToday(facts, now).red.map((row): Clearing => ({
      ...{ _id: row.kind, ...rowName(row), upTo: upTo ?? row.since, at: now, by: 'Anna' },
    }));
    return { ...facts, clearings };
  };

  it.each(RED_KINDS)('stays away while nothing new happens: %s', (kind) => {
    const { scene, limit, states } = RULES[kind];
    const whole = aScene({ ...scene, state: states.at(-1) ?? 'booked' });
    expect(buildToday(cleared(whole, limit), on(limit, 5)).red.map((row) => row.kind)).not.toContain(kind);
  });

  it('comes back with a new alarm, and with an alarm that nobody had seen when it was cleared', () => {
    const at = on(departure, -600);
    const again = aScene({
      sent: [
        ['need-help', at],
        ['need-help', on(at, 30)],
      ],
    });
    expect(buildToday(cleared(again, on(at, 40)), on(at, 50)).red).toEqual([]);
    expect(buildToday(cleared(again, on(at, 40), at), on(at, 50)).red).toHaveLength(1);
  });

  it('is cleared for its own kind and traveller alone', () => {
    const scene = aScene({
      sent: [
        ['need-help', MADE],
        ['turned-back', MADE],
      ],
    });
    const facts = cleared(scene, on(MADE, 1));
    const [one] = facts.clearings.filter(({ kind }) => kind === 'turned-back');
    expect(buildToday({ ...facts, clearings: one ? [one] : [] }, on(MADE, 2)).red.map(({ kind }) => kind)).toEqual([
      'asks-for-help',
    ]);
    const other = one ? [{ ...one, caseFileId: 'another' }] : [];
    expect(buildToday({ ...facts, clearings: other }, on(MADE, 2)).red).toHaveLength(2);
  });
});
