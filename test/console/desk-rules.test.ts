import { describe, expect, it } from '@jest/globals';
import { onlyChanged } from '../../src/console/case-correct-page.ts';
import { nextActs } from '../../src/console/case-next.ts';
import { toSlotLine } from '../../src/console/slot-line.ts';
import { buildToday, type TodayFacts } from '../../src/console/today.ts';
import { reportWord } from '../../src/console/report-words.ts';
import { REPORT_WORDS } from '../../src/itinerary/report-phrases.ts';
import { REPORT_KINDS, type ReportKind } from '../../src/itinerary/report.ts';
import { weekOf } from '../../src/console/week.ts';
import { nextStates, type CaseState } from '../../src/case-file/case-state.ts';
import type { Slot } from '../../src/slot/slot.ts';
import { aBooking, aCaseFile, aSlot } from '../support/builders.ts';

const NOW = new Date('2026-11-26T08:00:00Z');

const hours = (count: number): Date => new Date(NOW.getTime() + count * 3_600_000);
const sent = (caseFileId: string, kind: ReportKind, at = NOW) => ({ _id: kind, caseFileId, kind, at });

/** One booked traveller this afternoon, of whom everything is in order. */
function aDay({ slot = aSlot(), kind }: { slot?: Slot; kind?: ReportKind } = {}): TodayFacts {
  const caseFile = aCaseFile({ state: 'booked' });
  const line = toSlotLine(slot, [aBooking({ slotId: slot._id, caseFileId: caseFile._id })], NOW);
  return {
    lines: [line],
    caseFiles: new Map([[caseFile._id, caseFile]]),
    reports: new Map(kind === undefined ? [] : [[caseFile._id, [sent(caseFile._id, kind)]]]),
    escortWords: [],
    clearings: [],
    plans: new Map(),
    toTell: [],
    lastFetches: new Map([[slot.escortId ?? '', NOW]]),
  };
}
const tagsOf = (facts: TodayFacts) => buildToday(facts, NOW).today.flatMap(({ tags }) => tags.map(([, text]) => text));

describe('Today', () => {
  it('says of a booking that is in order where it stands', () => {
    expect(tagsOf(aDay())).toEqual(['booked']);
  });

  const redOf = (facts: TodayFacts) => buildToday(facts, NOW).red.map(({ kind }) => kind);

  it.each([
    ['turned-back', 'turned back'],
    ['need-help', 'needs help'],
  ] as const)('puts the report “%s” first and red', (kind, word) => {
    const today = buildToday(aDay({ kind }), NOW);
    expect(today.red).toHaveLength(1);
    expect(today.today[0]?.tags[0]).toEqual(['stop', word]);
  });

  describe('keeps an alarm although she tapped something else later', () => {
    const alarmsOf = (sentAt: Date, { latestAt = NOW, progressAt = hours(-990), madeAt = hours(-990) } = {}) => {
      const day = aDay();
      const entry = { state: 'travelling' as const, at: progressAt, saidBy: 'she', by: 'Anna' };
      const files = [...day.caseFiles.values()].map((file) => ({ ...file, progress: [entry] }));
      const lines = day.lines.map((line) => ({ ...line, live: line.live.map((booking) => ({ ...booking, madeAt })) }));
      const said = (id: string) => [sent(id, 'turned-back', sentAt), sent(id, 'left', latestAt)];
      const reports = new Map(files.map(({ _id }) => [_id, said(_id)]));
      const caseFiles = new Map(files.map((file) => [file._id, file]));
      return buildToday({ ...day, lines, caseFiles, reports }, NOW).red.map(({ text }) => text);
    };

    it('as long as nobody at the desk has looked after it, with what she said since beside it', () => {
      expect(alarmsOf(hours(-3), { latestAt: hours(-1) })).toEqual([
        'turned back, 06:00; she says “I am on my way”, 08:00',
      ]);
      expect(alarmsOf(hours(-300))).toHaveLength(1);
    });

    it('until the desk has recorded later progress, also when she was moved meanwhile', () => {
      expect(alarmsOf(hours(-5), { progressAt: hours(-6), madeAt: hours(-6) })).toHaveLength(1);
      expect(alarmsOf(hours(-5), { progressAt: hours(-4) })).toEqual([]);
      expect(alarmsOf(hours(-5), { madeAt: hours(-4) })).toHaveLength(1);
    });
  });

  it('says her report in the words of her button', () => {
    for (const kind of REPORT_KINDS) expect(reportWord({ kind, at: NOW })).toBe(`“${REPORT_WORDS[kind].en}”`);
  });

  it('lets an ordinary report raise no alarm', () => {
    expect(redOf(aDay({ kind: 'left' }))).toEqual([]);
  });

  it('says when the calendar has not been fetched since the slot changed', () => {
    const facts = { ...aDay(), lastFetches: new Map<string, Date>() };
    expect(tagsOf(facts)).toEqual(['calendar not fetched since the change']);
  });

  it('is loud about a slot with bookings and no escort', () => {
    const { escortId, ...slot } = aSlot();
    const today = buildToday(aDay({ slot }), NOW);
    expect(escortId).toBeDefined();
    expect(today.red.map(({ kind }) => kind)).toEqual(['nobody-assigned']);
    expect(today.today[0]?.tags).toContainEqual(['stop', 'nobody assigned']);
  });

  it('keeps a traveller of tomorrow apart', () => {
    const slot = aSlot({ from: new Date('2026-11-27T12:30:00Z') });
    const today = buildToday(aDay({ slot }), NOW);
    expect([today.today.length, today.tomorrow.length]).toEqual([0, 1]);
  });
});

describe('a case file offers', () => {
  const path = { hub: 'minsk', mode: 'bus', entryCrossing: 'a', exitCrossing: 'b', exitMode: 'foot' } as const;
  const offered = (state: CaseState, more: object = {}) =>
    nextActs({ state, nextStates: nextStates(state), bookings: [], ...more }).map(({ act }) => act);

  it('what is due first, and nothing that its state refuses', () => {
    expect(offered('received')).toEqual(['proof', 'path', 'end']);
    expect(offered('confirmed', { path })).toEqual(['book', 'papers', 'path', 'end']);
    expect(offered('booked', { path })).toContain('papers');
    expect(offered('booked')).not.toContain('papers');
    expect(offered('travelling', { path })).toEqual(['progress', 'place', 'end']);
    expect(offered('closed', { path })).not.toContain('end');
    expect(offered('withdrawn')).toEqual(['reopen']);
  });
});

describe('a correction', () => {
  it('is only what differs, and what was emptied', () => {
    const before = { language: 'uk', party: '2', phone: '+48 1', needs: 'a chair' };
    const typed = { language: 'uk', party: '2', phone: '+48 2', needs: '', email: '' };
    const input = { language: 'uk', party: 2, phone: '+48 2' } as const;
    expect(onlyChanged(before, typed, input as never)).toEqual({ phone: '+48 2', needs: '' });
  });
});

describe('a week of the desk', () => {
  it('begins on Monday in Warsaw and is an hour longer when the clocks go back', () => {
    const week = weekOf('2026-10-25', NOW);
    expect(week.days[0]).toBe('2026-10-19');
    expect((week.to.getTime() - week.from.getTime()) / 3_600_000).toBe(7 * 24 + 1);
  });
});
