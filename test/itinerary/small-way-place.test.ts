import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from '../../src/case-file/case-file.ts';
import { countAnew } from '../../src/itinerary/from-here.ts';
import type { Heard } from '../../src/itinerary/heard.ts';
import { buildItinerary } from '../../src/itinerary/itinerary.ts';
import { planBorders, type AskedWay } from '../../src/itinerary/plan-borders.ts';
import type { ReportKind } from '../../src/itinerary/report.ts';
import {
  beginSteps,
  currentStep,
  firstStepAhead,
  hasLeft,
  isMet,
  isWithEscort,
  reportsSince,
  saysMet,
  wayState,
} from '../../src/itinerary/way.ts';
import { aBooking, aSlot } from '../support/builders.ts';
import { smallStages, smallWay } from '../support/small-way.ts';
import { PATH } from '../support/her-path.ts';

const at = (time: string): Date => new Date(`2026-11-26T${time}:00Z`);
const itinerary = buildItinerary(smallWay());
const report = (kind: ReportKind) => ({ _id: 'r', caseFileId: 'c', kind, at: at('08:00') });
const [SECOND, TAXI, OUT, MEET, DRIVE] = [2, 4, 5, 6, 7] as const;

describe('which step she is on', () => {
  const current = (time: string, heard?: Heard, caseState: CaseFile['state'] = 'booked') =>
    currentStep({ itinerary: countAnew(smallWay(), itinerary, heard), caseState, reports: [], heard, now: at(time) });

  it('is by the clock the one that has begun as usual, from the first city to the meeting', () => {
    const times = ['07:14', '07:15', '08:25', '10:25', '11:59', '12:00', '23:59'];
    expect(times.map((time) => current(time))).toEqual([0, 1, 2, 3, 5, 6, 6]);
  });

  it('is at least the one where she was heard of, and the meeting only once she can be there', () => {
    const here = { step: SECOND, since: at('08:40'), at: at('08:40') };
    expect(['07:00', '10:39', '11:00', '12:00', '12:14', '12:15'].map((time) => current(time, here))).toEqual([
      ...[SECOND, SECOND, TAXI, OUT, OUT, MEET],
    ]);
    const beyond = { step: DRIVE, since: at('07:00'), at: at('07:00') };
    expect(current('07:00', beyond)).toBe(MEET);
  });

  it('is beyond the meeting when the desk says that she was met, and the last one where none follows', () => {
    for (const state of ['met', 'accompanied'] as const) expect(current('07:00', undefined, state)).toBe(DRIVE);
    const ends = { ...itinerary, steps: itinerary.steps.slice(0, DRIVE) };
    const facts = { caseState: 'met', reports: [], heard: undefined, now: at('07:00') } as const;
    expect(currentStep({ ...facts, itinerary: ends })).toBe(MEET);
  });

  it('says no time any more of a step that was counted ahead and has come', () => {
    const counted = countAnew(smallWay(), itinerary, { step: SECOND, since: at('08:00'), at: at('08:00') });
    const marks = beginSteps(counted, TAXI).steps.map((step) => step.counted);
    expect(marks).toEqual([undefined, undefined, 'here', 'here', 'here', 'ahead', undefined, undefined, undefined]);
    const late = countAnew(smallWay(), itinerary, { step: SECOND, since: at('11:00'), at: at('11:00') });
    expect(beginSteps(late, TAXI).steps[TAXI]?.counted).toBe('unsaid');
  });

  it('is with her escort only beyond the meeting', () => {
    expect([OUT, MEET, DRIVE].map((each) => isWithEscort({ itinerary, current: each }))).toEqual([false, false, true]);
  });
});

describe('what was said of her way', () => {
  it('is that she left when the desk or she says so; that she was met when the desk does, hers stands beside it', () => {
    const left = (caseState: CaseFile['state'], ...kinds: ReportKind[]) =>
      hasLeft({ caseState, reports: kinds.map(report) });
    expect([left('travelling'), left('booked', 'left'), left('booked', 'need-help', 'at-border')]).toEqual([
      ...[true, true, true],
    ]);
    expect([left('booked'), left('met', 'met', 'turned-back')]).toEqual([false, false]);
    expect([saysMet({ reports: [report('left'), report('met')] }), saysMet({ reports: [report('left')] })]).toEqual([
      ...[true, false],
    ]);
    const states = ['booked', 'travelling', 'met', 'accompanied', 'handed-over'] as const;
    expect(states.map((caseState) => isMet({ caseState }))).toEqual([false, false, true, true, false]);
  });

  it('is all of it where no booking bounds it', () => {
    expect(reportsSince([report('left')], undefined)).toHaveLength(1);
    expect(reportsSince([report('left')], at('08:01'))).toEqual([]);
  });
});

describe('the slot that her page speaks of', () => {
  const slot = aSlot();
  const slots = new Map([[slot._id, slot]]);
  const booked = aBooking({ slotId: slot._id });
  const state = (bookings: Parameters<typeof wayState>[0]['bookings'], known = slots) =>
    wayState({ caseFile: { state: 'booked' }, bookings, slots: known });

  it('is the one where she has a place, since she has it', () => {
    expect(state([booked])).toEqual({ state: 'planned', slot, since: booked.madeAt, booking: booked });
    const { escortId: _gone, ...alone } = slot;
    const facts = { state: 'no-escort', slot: alone, booking: booked };
    expect(state([booked], new Map([[slot._id, alone]]))).toEqual(facts);
  });

  it('is the cancelled one, without her place there', () => {
    const off = { ...slot, status: 'cancelled' as const };
    expect(state([booked], new Map([[slot._id, off]]))).toEqual({ state: 'meeting-cancelled', slot: off });
  });

  it('is the last one that she lost, cancelled or released; none where all of it is gone', () => {
    const other = aSlot();
    const both = new Map([...slots, [other._id, other]]);
    const over = (slotId: string, status: 'cancelled' | 'released' | 'expired') =>
      aBooking({ slotId, status, live: false });
    expect(state([over(slot._id, 'cancelled'), over(other._id, 'released')], both).slot).toBe(other);
    expect(state([over(other._id, 'released'), over(slot._id, 'cancelled')], both).slot).toBe(slot);
    expect(state([over(slot._id, 'released'), over(other._id, 'expired')], both).slot).toBe(slot);
    expect(state([over(slot._id, 'expired')], both)).toEqual({ state: 'no-booking' });
    expect(state([booked], new Map())).toEqual({ state: 'no-booking' });
    expect(state([over(slot._id, 'cancelled')], new Map())).toEqual({ state: 'no-booking' });
    const notLive = aBooking({ slotId: slot._id, live: false });
    expect(state([notLive])).toEqual({ state: 'no-booking' });
  });
});

describe('the first step that nobody’s word has put behind her', () => {
  const first = (step?: number, caseState: CaseFile['state'] = 'booked') =>
    firstStepAhead({
      ...{ itinerary, caseState },
      heard: step === undefined ? undefined : { step, since: at('08:00'), at: at('08:00') },
    });

  it('is the first of all until she is heard of, hers then, and never beyond the meeting before she was met', () => {
    expect([first(), first(TAXI), first(DRIVE), first(undefined, 'met')]).toEqual([0, TAXI, MEET, DRIVE]);
  });
});

describe('the borders of a family’s way', () => {
  const asked = (changes: Partial<AskedWay> = {}): AskedWay => ({
    ...{ caseFile: { routeRef: 'route@1', path: PATH, state: 'booked' }, side: 'ukrainian', words: [] },
    slot: smallWay().slot,
    ...changes,
  });
  const planning = ({ isKnown = true } = {}) => {
    const looked: object[] = [];
    const bordersOf = planBorders(smallWay().reference, (caseFile) => {
      looked.push(caseFile);
      return isKnown ? [...smallStages] : undefined;
    });
    const keys = (way: AskedWay) => {
      const { passes, ahead } = bordersOf(way);
      return [passes, ahead].map((each) => each.map(({ key }) => key).join(' '));
    };
    return { looked, keys };
  };
  const heard = (stageKey: string): AskedWay['words'] => [{ kind: 'place', at: at('09:00'), stageKey, desk: true }];

  it('are all ahead until a word puts one behind her, or she was met', () => {
    const { keys } = planning();
    expect(keys(asked())).toEqual(['border:in border:out', 'border:in border:out']);
    expect(keys(asked({ words: heard('border:in') }))[1]).toBe('border:in border:out');
    expect(keys(asked({ words: heard('ride:3') }))).toEqual(['border:in border:out', 'border:out']);
    const met = { routeRef: 'route@1', path: PATH, state: 'met' as const };
    expect(keys(asked({ caseFile: met }))[1]).toBe('');
    const slot = smallWay('polish').slot;
    expect(keys(asked({ caseFile: met, side: 'polish', slot }))[1]).toBe('border:out');
  });

  it('keep the rest that a long way asks for', () => {
    const through = smallStages.findIndex(({ key }) => key === 'ride:3');
    const onward = smallStages.slice(through, through + 1).map((stage) => ({ ...stage, key: 'ride:4' }));
    const stages = smallStages.toSpliced(through + 1, 0, ...onward);
    const { reference } = smallWay();
    const entryOf = (parts: typeof reference) => planBorders(parts, () => stages)(asked()).passes[0];
    expect(entryOf({ ...reference, defaults: new Map() })?.from).toEqual(at('07:05'));
    // Forty minutes in the town between both rides through Poland.
    expect(entryOf(reference)?.from).toEqual(at('06:25'));
  });

  it('are none without a path, and are looked up once for each path', () => {
    const none = planning({ isKnown: false });
    expect(none.keys(asked({ caseFile: { routeRef: 'route@1', state: 'booked' } }))).toEqual(['', '']);
    const pathless = { routeRef: 'route@1', state: 'booked' as const };
    expect(planBorders(smallWay().reference, () => undefined)(asked({ caseFile: pathless }))).toEqual({
      ...{ passes: [], ahead: [] },
    });
    expect(none.looked).toEqual([{ routeRef: 'route@1' }]);
    expect(Object.keys(none.looked[0] ?? {})).toEqual(['routeRef']);
    const { looked, keys } = planning();
    for (const hub of ['minsk', 'minsk', 'kaliningrad'] as const)
      keys(asked({ caseFile: { routeRef: 'route@1', path: { ...PATH, hub }, state: 'booked' } }));
    keys(asked({ caseFile: { routeRef: 'route@2', path: PATH, state: 'booked' } }));
    expect(looked).toEqual([
      { routeRef: 'route@1', path: PATH },
      { routeRef: 'route@1', path: { ...PATH, hub: 'kaliningrad' } },
      { routeRef: 'route@2', path: PATH },
    ]);
  });
});
