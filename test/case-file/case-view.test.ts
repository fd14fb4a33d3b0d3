import { describe, expect, it } from '@jest/globals';
import { caseViewSchema, toCaseLine, toCaseView, type CaseParts } from '../../src/case-file/case-view.ts';
import type { LastChange } from '../../src/case-file/case-file.ts';
import { indexesOf, openPersonal, sealPersonal } from '../../src/case-file/personal.ts';
import { keepHistory, withoutProof } from '../../src/case-file/taken-back-fields.ts';
import type { KeyRing, Sealer } from '../../src/platform/key-ring.ts';
import { aBooking, aCaseFile } from '../support/builders.ts';
import { PATH } from '../support/her-path.ts';

const now = new Date('2026-11-24T10:00:00Z');
const at = new Date('2026-11-24T09:00:00Z');
const iso = '2026-11-24T09:00:00.000Z';
/** One that can be looked through: it says of each text as what it was sealed. */
const sealer: Sealer = {
  seal: (field, text) => `${field}:${text}`,
  open: (field, sealed) => {
    if (!sealed.startsWith(`${field}:`)) throw new Error(`${sealed} is not sealed as ${field}.`);
    return sealed.slice(field.length + 1);
  },
};
const parts = (changes: Partial<CaseParts> = {}): CaseParts => ({
  ...{ caseFile: aCaseFile({ _id: 'case', reference: '4172085' }), personal: {}, sealer, notes: [], bookings: [] },
  ...changes,
});

describe('a case file as the desk reads it', () => {
  it('says what is known and leaves out what is not', () => {
    const { proofAt: _proofAt, ...young } = aCaseFile({ _id: 'case', reference: '4172085' });
    const view = toCaseView(parts({ caseFile: young }), now);
    expect(caseViewSchema.parse(view)).toEqual({
      ...{ caseFileId: 'case', reference: '4172085', state: 'confirmed', language: 'uk', party: 1, erased: false },
      ...{ openedAt: '2026-11-20T08:00:00.000Z', channel: 'phone', routeRef: 'mod-2022-03-02@1', version: 0 },
      ...{ word: { cyrillic: 'ЛИПА', latin: 'LIPA' }, personal: {}, readable: true },
      ...{ progress: [], notes: [], bookings: [] },
      nextStates: ['booked', 'declined', 'exchanged', 'moved', 'died', 'unreachable', 'withdrawn'],
    });
  });

  it('says all that there is: path, words, proof, end, who changed it and what can be taken back', () => {
    const lastChange: LastChange = { from: 'booked', to: 'died', at, by: 'Anna', byId: 'anna', released: [] };
    const caseFile = aCaseFile({
      ...{ path: PATH, previousWord: 1, ending: { at, from: 'booked' }, state: 'died', version: 4, nextAt: now },
      ...{ changed: { at, by: 'Marta' }, lastChange, erased: { at, by: 'Eva' } },
    });
    expect(toCaseView(parts({ caseFile }), now)).toMatchObject({
      ...{ path: PATH, previousWord: { latin: 'KALINA' }, proofAt: '2026-11-20T00:00:00.000Z', version: 4 },
      ...{ endedAt: iso, overSince: iso, changed: { by: 'Marta', at: iso }, nextAt: now.toISOString(), erased: true },
      ...{ lastChange: { from: 'booked', to: 'died', byId: 'anna', by: 'Anna', at: iso } },
      ...{ erasedBy: { by: 'Eva', at: iso }, nextStates: [] },
    });
    const later = new Date(at.getTime() + 25 * 3_600_000);
    expect(toCaseView(parts({ caseFile }), later)).not.toHaveProperty('lastChange');
  });

  it('opens what was said on her way, and leaves it out without her key', () => {
    const progress = [
      { state: 'travelling' as const, at, by: 'Anna', saidBy: 'progress:herself', stageKey: 'ride:1' },
      { state: 'met' as const, at, by: 'Anna', takenBack: { at, by: 'Eva' } },
      { state: 'travelling' as const, at, by: 'Eva', takesBack: 'met' as const },
    ];
    const caseFile = aCaseFile({ progress });
    expect(toCaseView(parts({ caseFile }), now).progress).toStrictEqual([
      { state: 'travelling', at: iso, by: 'Anna', saidBy: 'herself', stageKey: 'ride:1' },
      { state: 'met', at: iso, by: 'Anna', takenBack: { by: 'Eva', at: iso } },
      { state: 'travelling', at: iso, by: 'Eva', takesBack: 'met' },
    ]);
    const { readable, progress: closed } = toCaseView(parts({ caseFile, sealer: undefined }), now);
    expect([readable, closed[0]]).toEqual([false, { state: 'travelling', at: iso, by: 'Anna', stageKey: 'ride:1' }]);
  });

  it('shows each booking with its reasons, and a hold whose time is over as such', () => {
    const booking = aBooking({ _id: 'b', slotId: 'slot', seats: 2, madeAt: at });
    const line = { bookingId: 'b', slotId: 'slot', status: 'booked', live: true, seats: 2, madeAt: iso };
    const acknowledged = { codes: [], reason: 'booking/b:she knows' };
    const bookings = [
      booking,
      { ...booking, reason: 'booking/b:a test', acknowledged },
      { ...booking, status: 'held' as const, heldUntil: now },
      { ...booking, status: 'held' as const, heldUntil: new Date(now.getTime() + 1) },
      { ...booking, status: 'cancelled' as const, live: false },
    ];
    expect(toCaseView(parts({ bookings }), now).bookings).toEqual([
      line,
      { ...line, reason: 'a test', acknowledgedReason: 'she knows' },
      { ...line, status: 'expired', live: false, heldUntil: now.toISOString() },
      { ...line, status: 'held', heldUntil: '2026-11-24T10:00:00.001Z' },
      { ...line, status: 'cancelled', live: false },
    ]);
  });

  it('stands in a list without a name, with her next meeting where she has one', () => {
    const line = toCaseLine(aCaseFile({ _id: 'case', party: 2 }));
    expect(line).toMatchObject({ caseFileId: 'case', party: 2, erased: false });
    expect(line).not.toHaveProperty('nextAt');
    expect(toCaseLine(aCaseFile({ nextAt: now })).nextAt).toBe(now.toISOString());
  });
});

describe('what belongs to the family', () => {
  it('is sealed field by field; an empty text is left out, and without the key nothing is read', () => {
    const sealed = sealPersonal(sealer, { travellerName: 'Anna', phone: '+48 1', needs: '' });
    expect(sealed).toEqual({ travellerName: 'travellerName:Anna', phone: 'phone:+48 1' });
    const opened = openPersonal(sealer, { ...sealed, proofCode: 'proofCode:7KQ4M' });
    expect(opened).toEqual({ travellerName: 'Anna', phone: '+48 1' });
    expect(openPersonal(undefined, sealed)).toEqual({});
  });

  it('is found again by the phone, and by the surname with the year only where both are known', () => {
    const keys = { hash: (purpose: string, text: string) => `${purpose} ${text}` } as unknown as KeyRing;
    const son = { detaineeName: 'Kovalenko Ivan', detaineeBirthYear: '1999' };
    const detaineeIndex = 'detainee kovalenko 1999';
    expect(indexesOf(keys, { phone: '0048 12', ...son })).toEqual({ phoneIndex: 'phone 4812', detaineeIndex });
    expect(indexesOf(keys, { ...son, phone: '' })).toEqual({ detaineeIndex });
    for (const half of [{ detaineeName: 'Kovalenko Ivan' }, { detaineeBirthYear: '1999' }, {}])
      expect(indexesOf(keys, half)).toEqual({});
  });
});

describe('the history once a mistake was taken back', () => {
  const change = (from: LastChange['from'], to: LastChange['to']): LastChange => ({
    ...{ from, to, at, by: 'Anna', byId: 'anna', released: [] },
  });
  const by = { at: now, by: 'Eva' };
  const undo = (state: LastChange['from'], to: LastChange['to'], said?: string) => ({
    ...{ state, ...by, takesBack: to, ...(said === undefined ? {} : { saidBy: said }) },
  });
  const keep = (
    caseFile: Parameters<typeof keepHistory>[0],
    taken: LastChange,
    reader: Sealer | undefined = sealer,
    reason = 'mistaken',
  ) => keepHistory(caseFile, { change: taken, state: taken.from }, { reason, ...by }, reader);
  const entry = (state: LastChange['to'], more: object = {}) => ({ state, at, by: 'Anna', ...more });

  it('keeps the entry of a step, marked, with the places that were recorded after it', () => {
    const progress = [entry('travelling'), entry('met'), entry('met', { stageKey: 'ride:1' })];
    expect(keep({ progress, sealed: {} }, change('travelling', 'met'))).toEqual([
      ...[entry('travelling'), entry('met', { takenBack: by }), entry('met', { stageKey: 'ride:1', takenBack: by })],
      undo('travelling', 'met', 'progress:mistaken'),
    ]);
  });

  it('gives a proof and an ending an entry with what they said', () => {
    const sealed = {
      ...{ proofConfirmedBy: 'proofConfirmedBy:the bureau', proofReference: 'proofReference:A-1' },
      ...{ endingReason: 'endingReason:they called', proofCode: 'proofCode:7KQ4M' },
    };
    const proof = keep({ progress: [], sealed }, change('received', 'confirmed'));
    expect(proof).toEqual([
      { ...entry('confirmed'), takenBack: by, saidBy: 'progress:the bureau, A-1' },
      undo('received', 'confirmed', 'progress:mistaken'),
    ]);
    const before = entry('travelling');
    const ended = keep({ progress: [before], sealed }, change('travelling', 'died'));
    expect(ended).toEqual([
      ...[before, { ...entry('died'), takenBack: by, saidBy: 'progress:they called' }],
      undo('travelling', 'died', 'progress:mistaken'),
    ]);
  });

  it('says nothing in clear without her key, and nothing where nothing was said', () => {
    const ended = { ...entry('died'), takenBack: by };
    const dead = change('booked', 'died');
    expect(
      keepHistory({ progress: [], sealed: {} }, { change: dead, state: 'booked' }, { reason: 'x', ...by }, undefined),
    ).toEqual([ended, undo('booked', 'died')]);
    expect(keep({ progress: [], sealed: {} }, dead)[0]).toEqual(ended);
  });

  it('takes an earlier step of the same name for none of its own, once that was taken back', () => {
    const mistaken = entry('met', { takenBack: by });
    const progress = [mistaken, entry('travelling', { takesBack: 'met' }), entry('met')];
    const kept = keep({ progress, sealed: {} }, change('travelling', 'met'));
    expect(kept.slice(0, 3)).toEqual([mistaken, progress[1], entry('met', { takenBack: by })]);
  });

  it('leaves of a proof nothing that finds or books, and of all else everything', () => {
    const sealed = { proofCode: 'a', proofConfirmedBy: 'b', proofReference: 'c', travellerName: 'd' };
    const proof = { change: change('received', 'confirmed'), state: 'received' as const };
    expect(withoutProof({ sealed }, proof)).toEqual({
      sealed: { travellerName: 'd' },
      proofIndex: null,
      proofAt: null,
    });
    for (const [from, to] of [
      ['booked', 'confirmed'],
      ['received', 'died'],
    ] as const)
      expect(withoutProof({ sealed }, { change: change(from, to), state: from })).toEqual({});
  });
});
